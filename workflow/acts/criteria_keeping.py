"""Taking a set of criteria from a file: it begins as a draft, whatever the file says of its day."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from models.criteria_set import CriteriaSet
from models.states import CriteriaSetState
from workflow.clock import now, today
from workflow.criteria import PARTS, content_of, rubric
from workflow.criteria.checking import Fault, faults
from workflow.criteria.crosswalk import crosswalk_faults
from workflow.criteria.stored import NoCriteria, stored_rubric, version_in_force
from workflow.hungarian import the
from workflow.text import Text

VERSION = re.compile(r"[1-9]\d{0,2}\.\d{1,3}")
#: What a file says beside the criteria themselves.
AROUND = {"version", "in_force_from", "change_log", "replaces", "crosswalk"}

Stored = Session | scoped_session[Any]


def criteria_faults(session: Stored, raw: Any) -> list[Fault]:
    """Everything that is wrong with the file of a set that is to be loaded into this database."""
    if not isinstance(raw, Mapping):
        return faults(raw)
    found = [*_name(session, raw), *faults({name: raw[name] for name in raw if name not in AROUND})]
    return found or list(_way(session, raw))


def load_criteria(session: Stored, raw: Mapping[str, Any]) -> CriteriaSet:
    """Store the set as a draft; `raw` must be without faults.  It goes its way to the workshop like any other."""
    earlier = session.scalars(select(CriteriaSet).where(CriteriaSet.version == _replaced(session, raw))).one()
    row = CriteriaSet(
        version=raw["version"],
        state=CriteriaSetState.DRAFT,
        content=content_of(raw),
        change_log=str(raw.get("change_log") or ""),
        replaces=earlier,
        crosswalk=dict(raw["crosswalk"]),
        created_at=now(),
    )
    session.add(row)
    session.flush()
    return row


def _replaced(session: Stored, raw: Mapping[str, Any]) -> str:
    return str(raw.get("replaces") or version_in_force(session, today()))


def _name(session: Stored, raw: Mapping[str, Any]) -> Iterator[Fault]:
    version = str(raw.get("version"))
    if not VERSION.fullmatch(version):
        yield Fault("version", Text("Az új szempontrendszer száma ilyen legyen: 1.1.", 'version: write it like "1.1".'))
    elif session.scalar(select(CriteriaSet.id).where(CriteriaSet.version == version)):
        hu = f"{the(version)} számú szempontrendszer már megvan."
        yield Fault("version", Text(hu, f"version: there is a set {version} already."))


def _way(session: Stored, raw: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        old = stored_rubric(session, _replaced(session, raw))
    except NoCriteria:
        hu = "Nincs ilyen szempontrendszer, amelyet felválthatna."
        yield Fault("replaces", Text(hu, f"replaces: there is no set {raw.get('replaces')}."))
        return
    new = rubric(raw["version"], {part: raw[part] for part in PARTS})
    yield from crosswalk_faults(raw.get("crosswalk"), old, new)
