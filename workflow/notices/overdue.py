"""What the clock does in a case when people let a day pass, one case at a time (procedure rules, 4.5 and 4.6)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from models.criteria_set import CriteriaSet
from models.db import db
from models.deadline import Deadline
from models.document import Document
from models.expert import Assignment
from models.states import CaseState, CriteriaSetState, DeadlineState
from workflow.acts.checking import terminate_unrevised
from workflow.acts.communicating import DEEMED_AFTER, communicate, deemed_on
from workflow.acts.consolidating import close_remarks
from workflow.acts.criteria_adopting import enter_into_force
from workflow.acts.inviting import decline_invitation
from workflow.clock import now, today
from workflow.engine import lock
from workflow.events import Event
from workflow.parties import SYSTEM


def unopened_letters() -> Sequence[int]:
    """Letters to the applicant's side (ids) that nobody has opened for some days."""
    sent_before = now() - timedelta(days=DEEMED_AFTER)
    asked = select(Document.id).where(
        Document.to_applicant, Document.communicated_on.is_(None), Document.sent_at <= sent_before
    )
    return db.session.scalars(asked.order_by(Document.id)).all()


def count_as_communicated(document_id: int) -> Iterator[Event]:
    """From the fifth working day an unopened letter counts as communicated.  Nobody is told: nothing has changed
    for anybody but the count of days."""
    document = db.session.get_one(Document, document_id)
    lock(document.case)
    day = deemed_on(document)
    if day is not None and day <= today():
        communicate(document, day)
    yield from ()


def unanswered_invitations() -> Sequence[int]:
    """Assignments (ids) whose answer is overdue (H06)."""
    return _overdue("H06", Deadline.assignment_id)


def count_as_declined(assignment_id: int) -> Iterator[Event]:
    """T14: no answer in time is a refusal; the reserve steps in."""
    yield from decline_invitation(db.session.get_one(Assignment, assignment_id), by=SYSTEM, code="no_answer")


def silent_applicants() -> Sequence[int]:
    """Deadlines (ids) for remarks that have passed (H12)."""
    return _overdue("H12", Deadline.id)


def go_on_without_remarks(deadline_id: int) -> Iterator[Event]:
    """T22: the case goes on to the workshop."""
    case = db.session.get_one(Deadline, deadline_id).case
    if case.state == CaseState.WAITING_FOR_APPLICANTS_REMARKS:
        yield close_remarks(case, by=SYSTEM)


def unrevised_programmes() -> Sequence[int]:
    """Deadlines (ids) for a revised programme that have passed (H22)."""
    return _overdue("H22", Deadline.id)


def end_unrevised(deadline_id: int) -> Iterator[Event]:
    """T32: without a revised programme in time the procedure ends."""
    case = db.session.get_one(Deadline, deadline_id).case
    if case.state == CaseState.RETURNED_FOR_REVISION:
        yield terminate_unrevised(case, by=SYSTEM)


def criteria_due() -> Sequence[int]:
    """Adopted criteria sets (ids) whose first day in force has come, the earlier day first."""
    asked = select(CriteriaSet.id).where(
        CriteriaSet.state == CriteriaSetState.ADOPTED, CriteriaSet.in_force_from <= today()
    )
    return db.session.scalars(asked.order_by(CriteriaSet.in_force_from, CriteriaSet.id)).all()


def begin_criteria(set_id: int) -> Iterator[Event]:
    """The set is in force from 0:00 of its day, and the one before it is replaced in the same moment (4.12)."""
    yield from enter_into_force(db.session.get_one(CriteriaSet, set_id))


def _overdue(code: str, what: Any) -> Sequence[int]:
    asked = select(what).where(
        Deadline.code == code, Deadline.state == DeadlineState.RUNNING, Deadline.due_on < today(), what.is_not(None)
    )
    return db.session.scalars(asked.order_by(Deadline.id)).all()
