"""A criteria set from its consultation to its day in force (procedure rules, 4.12)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.criteria_set import CriteriaSet
from models.db import db
from models.meeting import AgendaItem, Meeting
from models.states import CriteriaSetState, ItemKind
from models.user import User
from workflow.acts.agenda_keeping import list_topic
from workflow.clock import now, today
from workflow.criteria_path import advance
from workflow.events import (
    ConsultationOpened,
    CriteriaAdopted,
    CriteriaDated,
    CriteriaDropped,
    CriteriaInForce,
    CriteriaReturned,
    Event,
)
from workflow.hungarian import long_date
from workflow.parties import SYSTEM, Actor
from workflow.permissions import (
    demand,
    may_bring_criteria_to_workshop,
    may_consult_on_criteria,
    may_drop_criteria,
    may_return_criteria,
    may_set_day_of_criteria,
)


def consult(row: CriteriaSet, *, by: User, until: date) -> Event:
    """Open the draft for comments until the end of the day `until`: at least fifteen working days."""
    demand(may_consult_on_criteria, by, row)
    advance(row, "consult", by=by, until=until)
    row.consultation_from, row.consultation_until = today(), until
    db.session.flush()
    return ConsultationOpened(**_about(row, by), until_on=until.isoformat())


def bring_to_workshop(
    row: CriteriaSet, *, by: User, meeting: Meeting, presenter: User | None, paper: str
) -> tuple[AgendaItem, Event]:
    """The set goes on an agenda, for the first time or again."""
    demand(may_bring_criteria_to_workshop, by, row)
    advance(row, "bring_to_workshop", by=by)
    title = f"Szempontrendszer, {row.version} változat"
    item, event = list_topic(
        meeting, by=by, kind=ItemKind.CRITERIA, title=title, presenter=presenter, paper=paper, criteria_set=row
    )
    return item, event


def return_to_draft(row: CriteriaSet, *, by: User, reason: str) -> Event:
    """The workshop wants it written anew: it is a draft again, and goes through a consultation again."""
    demand(may_return_criteria, by, row)
    advance(row, "return_to_draft", by=by, reason=reason)
    return CriteriaReturned(**_about(row, by), reason=reason)


def drop(row: CriteriaSet, *, by: User, reason: str) -> Event:
    """Nothing comes of it; its number is not given again."""
    demand(may_drop_criteria, by, row)
    was_open = row.state == CriteriaSetState.CONSULTATION
    advance(row, "drop", by=by, reason=reason)
    return CriteriaDropped(**_about(row, by), reason=reason, was_open=was_open)


def adopt(row: CriteriaSet, *, by: User, resolution_number: str) -> Event:
    """The workshop's vote itself adopts: what was voted on cannot change while the minutes are written.

    The president's part, the day in force, waits for the certified minutes (BR-20).
    """
    advance(row, "adopt", by=by, reason=resolution_number)
    row.resolution_number, row.adopted_at = resolution_number, now()
    db.session.flush()
    return CriteriaAdopted(**_about(row, by), resolution_number=resolution_number)


def set_day(row: CriteriaSet, *, by: User, day: date) -> Event:
    """The president issues it: from this day on it judges what is submitted."""
    demand(may_set_day_of_criteria, by, row)
    advance(row, "set_day", by=by, day=day, reason=long_date(day))
    row.in_force_from = day
    db.session.flush()
    return CriteriaDated(**_about(row, by), in_force_on=day.isoformat())


def enter_into_force(row: CriteriaSet) -> Iterator[Event]:
    """The day has come: the old set is replaced and the new one in force in the same moment."""
    current = db.session.query(CriteriaSet).filter_by(state=CriteriaSetState.IN_FORCE).one_or_none()
    if current is not None:
        advance(current, "replace", by=SYSTEM)
    advance(row, "enter_into_force", by=SYSTEM)
    yield CriteriaInForce(**_about(row, SYSTEM))


def _about(row: CriteriaSet, by: Actor) -> dict[str, Any]:
    return {"case_id": None, "by_id": by.id, "title": row.version, "case_number": None, "set_id": row.id}
