"""Setting the scene: people and cases put into the database of a running installation by real acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any

import time_machine

from models.db import db
from models.user import User
from tests.browser.site import Site
from tests.cast import Cast, the_people
from workflow.clock import BUDAPEST

#: What a cast is remembered by between two sessions: for each part the model and the id.
Kept = dict[str, Any]


def people(site: Site) -> Kept:
    """Enter everybody, each with the password of the tests."""
    with site.app.app_context():
        cast = the_people()
        kept = {part.name: _mark(getattr(cast, part.name)) for part in fields(Cast)}
        db.session.commit()
    site.give_passwords()
    return kept


@contextmanager
def scene(site: Site, kept: Kept, day: str, hour: int = 9) -> Iterator[Cast]:
    """The cast in a session of its own; what is done on that day is committed at the end."""
    moment = datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=BUDAPEST)
    with time_machine.travel(moment, tick=False), site.app.app_context():
        yield Cast(**{part: _found(mark) for part, mark in kept.items()})
        db.session.commit()


def email_of(site: Site, kept: Kept, part: str) -> str:
    """The address of a part: "officer", "expert_a", "chair", "member_2" and so on."""
    place = 0 if part == "chair" else int(part.removeprefix("member_")) - 1 if part.startswith("member_") else None
    mark = (
        kept["certifiers"][1] if part == "second_certifier" else kept[part] if place is None else kept["members"][place]
    )
    with site.app.app_context():
        found = _found(mark)
        return str(found.email if isinstance(found, User) else found.user.email)


def _mark(value: Any) -> Any:
    return [_mark(one) for one in value] if isinstance(value, list) else (type(value), value.id)


def _found(mark: Any) -> Any:
    return [_found(one) for one in mark] if isinstance(mark, list) else db.session.get(*mark)
