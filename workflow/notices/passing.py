"""What follows by itself when a day has passed: silence taken as refusal, letters deemed received, remarks not made.

Each case is handled in a transaction of its own; a case that somebody moves in the same moment is left to them.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import structlog
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.deadline import Deadline
from models.document import Document
from models.expert import Assignment
from models.states import AssignmentState, CaseState, DeadlineState
from workflow.acts import checking, communicating, consolidating, inviting
from workflow.clock import today
from workflow.events import Event
from workflow.notices.announcing import announce
from workflow.parties import SYSTEM
from workflow.refusals import Refused

log = structlog.get_logger()


def communicate_unopened() -> None:
    """A letter that nobody opened counts as received on the fifth working day after sending (4.6)."""
    unopened = select(Document.id).where(Document.to_applicant.is_(True), Document.communicated_on.is_(None))

    def act(document: Document) -> list[Event]:
        day = communicating.deemed_on(document)
        if day is not None and day <= today():
            communicating.communicate(document, day)
        return []

    _each(Document, unopened, act)


def take_silence_as_refusal() -> None:
    """T14: an expert who did not answer in time (H06) is taken to have declined; the reserve steps in."""
    silent = (
        select(Assignment.id)
        .join(Deadline, Deadline.assignment_id == Assignment.id)
        .where(Assignment.state == AssignmentState.INVITED, *_passed("H06"))
    )
    _each(Assignment, silent, lambda row: inviting.decline_invitation(row, by=SYSTEM, code="no_answer"))


def go_on_without_remarks() -> None:
    """T22: the applicant did not remark in time (H12)."""
    waiting = (
        select(Case.id)
        .join(Deadline)
        .where(Case.state == CaseState.WAITING_FOR_APPLICANTS_REMARKS, *_passed("H12"))
    )
    _each(Case, waiting, lambda case: [consolidating.close_remarks(case, by=SYSTEM)])


def end_unrevised() -> None:
    """T32: no revised programme came within 180 days (H22)."""
    waiting = (
        select(Case.id).join(Deadline).where(Case.state == CaseState.RETURNED_FOR_REVISION, *_passed("H22"))
    )
    _each(Case, waiting, lambda case: [checking.terminate_unrevised(case, by=SYSTEM)])


def pass_days() -> None:
    """All of the above, letters first: their communication moves the other deadlines."""
    communicate_unopened()
    take_silence_as_refusal()
    go_on_without_remarks()
    end_unrevised()


def _passed(code: str, day: date | None = None) -> tuple[Any, ...]:
    return (
        Deadline.code == code,
        Deadline.state == DeadlineState.RUNNING,
        Deadline.due_on < (day or today()),
    )


def _each(kind: type[Any], ids: Any, act: Callable[[Any], Iterable[Event]]) -> None:
    found = list(db.session.scalars(ids))
    db.session.rollback()
    for id in found:
        try:
            record = db.session.get(kind, id)
            if record is not None:
                announce(*act(record))
        except Refused as refused:
            db.session.rollback()
            log.info("clock.left_alone", kind=kind.__name__, id=id, reasons=str(refused))
