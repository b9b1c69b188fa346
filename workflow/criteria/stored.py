"""The sets of criteria that are stored, and which of them judges what (procedure rules, 4.12)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import URL, Connection, Table, event, insert, select
from sqlalchemy.orm import Session, object_session, scoped_session

from models.case import Case
from models.criteria_set import CriteriaSet
from models.states import PUBLIC_CRITERIA, SETTLED_CRITERIA, CriteriaSetState
from workflow.clock import now, today
from workflow.criteria import Rubric, content_of, first_set, rubric

#: What the sets that judge or have judged cases say, by database and version: it never changes any more.
_IN_USE: dict[tuple[URL, str], Rubric] = {}


class NoCriteria(LookupError):
    """The set of criteria that was asked for is not stored."""


def rubric_of(case: Case) -> Rubric:
    """What judges this case, to its end: the set that was in force on its submission day; before that, on this one."""
    session = object_session(case)
    if session is None:
        raise NoCriteria(f"case {case.id} belongs to no session: its criteria cannot be read")
    if case.arrived_on is None:
        return rubric_in_force(session, today())
    return stored_rubric(session, case.criteria_version)


def stored_rubric(session: Session | scoped_session[Any], version: str) -> Rubric:
    """What the set of this name says; at most one query.  Raises NoCriteria if there is none."""
    place = (session.get_bind().engine.url, version)
    if place in _IN_USE:
        return _IN_USE[place]
    asked = select(CriteriaSet.state, CriteriaSet.content).where(CriteriaSet.version == version)
    with session.no_autoflush:
        row = session.execute(asked).one_or_none()
    if row is None:
        raise NoCriteria(f"there is no criteria set {version}")
    found = rubric(version, row.content)
    if row.state in PUBLIC_CRITERIA:
        _IN_USE[place] = found
    return found


def version_in_force(session: Session | scoped_session[Any], day: date) -> str:
    """The name of the set that judges what is submitted on this day; before the first of them, the first.

    The day counts, not the state: a set begins on its day even if the clock that says so comes late.
    """
    begun = (
        select(CriteriaSet.version)
        .where(CriteriaSet.state.in_(SETTLED_CRITERIA), CriteriaSet.in_force_from <= day)
        .order_by(CriteriaSet.in_force_from.desc(), CriteriaSet.id.desc())
    )
    first = (
        select(CriteriaSet.version)
        .where(CriteriaSet.state.in_(SETTLED_CRITERIA))
        .order_by(CriteriaSet.in_force_from, CriteriaSet.id)
    )
    found = session.scalar(begun.limit(1)) or session.scalar(first.limit(1))
    if found is None:
        raise NoCriteria(f"no criteria set was in force on {day}")
    return found


def rubric_in_force(session: Session | scoped_session[Any], day: date) -> Rubric:
    """What judges a programme that is submitted on this day."""
    return stored_rubric(session, version_in_force(session, day))


def the_first_set() -> dict[str, Any]:
    """The row with which every installation begins: set 1.0, in force."""
    raw: Mapping[str, Any] = first_set()
    return {
        "version": raw["version"],
        "state": CriteriaSetState.IN_FORCE,
        "content": content_of(raw),
        "change_log": raw["change_log"],
        "crosswalk": {},
        "in_force_from": date.fromisoformat(raw["in_force_from"]),
        "resolution_number": "",
        "created_at": now(),
        "edit": 1,
    }


@event.listens_for(CriteriaSet, "after_insert")
def read_anew(*_: Any) -> None:
    """A new set may bear the name of one that was there before, in a database that was emptied."""
    _IN_USE.clear()


def begin_with_the_first_set(connection: Connection) -> None:
    """Put set 1.0 into an empty table, as the migrations do."""
    connection.execute(insert(CriteriaSet).values(**the_first_set()))


@event.listens_for(CriteriaSet.__table__, "after_create")
def made_without_migrations(table: Table, connection: Connection, **kw: Any) -> None:
    """A table that the models make holds what the migrations would have put in."""
    begin_with_the_first_set(connection)
