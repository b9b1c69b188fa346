"""The office at a glance: how many cases stand in each state, and which deadlines of open cases come or have passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true

from models.case import Case, Step
from models.db import db
from models.deadline import Deadline
from models.programme import Programme
from models.states import OPEN, CaseState, DeadlineState, Role
from models.user import User
from workflow.parties import holds
from workflow.queries.cases import seen_by

#: Rows of one list on the page.
MOST = 50
UNDER_WAY = OPEN - {CaseState.DRAFT}
#: The applicant's appeal is nobody's work here.
NOT_SHOWN = ("H17",)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many cases stand in a state, and when the one that has waited longest took its last step (None if closed)."""

    count: int
    waits_since: datetime | None


def standings(person: User) -> dict[CaseState, Standing]:
    """The submitted cases that `person` finds in the list, counted by state; two queries however many."""
    seen = (seen_by(person), Case.state != CaseState.DRAFT)
    counts = db.session.execute(select(Case.state, func.count(Case.id)).where(*seen).group_by(Case.state)).all()
    waits = (
        select(Case.state, func.min(Step.at))
        .join(Step, and_(Step.case_id == Case.id, Step.ordinal == Case.step_count))
        .where(*seen, Case.state.in_(UNDER_WAY))
        .group_by(Case.state)
    )
    since = dict(db.session.execute(waits).all())
    return {state: Standing(count, since.get(state)) for state, count in counts}


def deadlines_by_day(person: User, *, until: date) -> dict[date, int]:
    """How many deadlines of this person's open cases end on each day up to `until`, the missed ones too; one query."""
    rows = db.session.execute(
        select(Deadline.due_on, func.count(Deadline.id))
        .join(Case, Case.id == Deadline.case_id)
        .where(*_running(person), Deadline.due_on <= until)
        .group_by(Deadline.due_on)
    )
    return dict(rows.all())


def deadlines_between(person: User, first: date, last: date) -> Sequence[Any]:
    """Those that end from `first` to `last`, the nearest first: code, due_on, case_id, number, title.

    One query, MOST rows.
    """
    return db.session.execute(
        select(Deadline.code, Deadline.due_on, Deadline.case_id, Case.number, Programme.title)
        .join(Case, Case.id == Deadline.case_id)
        .join(Programme, Programme.id == Case.programme_id)
        .where(*_running(person), Deadline.due_on.between(first, last))
        .order_by(Deadline.due_on, Deadline.id)
        .limit(MOST)
    ).all()


def _running(person: User) -> tuple[ColumnElement[bool], ...]:
    """The running deadlines of open cases: an officer's own; all of them for the head of office and the president."""
    everything = holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT)
    return (
        Deadline.state == DeadlineState.RUNNING,
        Deadline.code.not_in(NOT_SHOWN),
        Case.state.in_(UNDER_WAY),
        true() if everything else Case.officer_id == person.id,
        seen_by(person),
    )
