"""Loading the gazetteer anew: what the file holds is there afterwards, and nothing else."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import NamedTuple

from sqlalchemy import select

from models.db import db
from models.settlement import Settlement
from workflow.gazetteer import Place


class Loaded(NamedTuple):
    """How many settlements were new, changed, gone, and as they had been."""

    new: int
    changed: int
    gone: int
    same: int


def load_gazetteer(places: Iterable[Place]) -> Loaded:
    """Make the table of settlements say what the list says; a second time changes nothing.  Does not commit."""
    known = {row.ksh_code: row for row in db.session.scalars(select(Settlement))}
    listed = {place.ksh_code: asdict(place) for place in places}
    new = [Settlement(**facts) for code, facts in listed.items() if code not in known]
    gone = [row for code, row in known.items() if code not in listed]
    changed = 0
    for code, row in known.items():
        facts = listed.get(code, {})
        different = {name: value for name, value in facts.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        changed += bool(different)
    db.session.add_all(new)
    for row in gone:
        db.session.delete(row)
    return Loaded(len(new), changed, len(gone), len(known) - changed - len(gone))
