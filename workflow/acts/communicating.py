"""Communication (közlés): a letter to the applicant counts from its opening, or from the fifth working day unopened."""

from datetime import date

from sqlalchemy import update

from models.document import Document
from models.states import Outcome
from models.user import User
from workflow.calendar.stored import stored_calendar
from workflow.clock import day_of, now, today
from workflow.deadline_rules import due
from workflow.deadlines import add_working_days
from workflow.engine import lock
from workflow.keeping import ALIVE, end, recount, session_of
from workflow.parties import SYSTEM
from workflow.permissions import demand, may_open_letter
from workflow.refusals import Given

#: Unopened letters count as communicated on this working day after sending (procedure rules, 4.6).
DEEMED_AFTER = 5
#: Which deadlines of the case run from the communication of which document.
COUNTED = {
    "completion_request": ("H03",),
    "excuse_granted": ("H03",),
    "assessment": ("H12",),
    "formal_rejection": ("H17",),
    "termination": ("H17",),
    "decision": ("H17", "H19", "H20", "H22"),
}


def open_letter(document: Document, *, by: User) -> Document:
    """The applicant opens a letter: its deadlines count from today.  Opening twice changes nothing."""
    demand(may_open_letter, by, document)
    lock(document.case)
    opened = session_of(document.case).execute(
        update(Document)
        .where(Document.id == document.id, Document.opened_at.is_(None))
        .values(opened_at=now(), opened_by_id=by.id)
        .execution_options(synchronize_session=False)
    )
    if opened.rowcount:  # type: ignore[attr-defined]
        session_of(document.case).refresh(document)
        communicate(document, today())
    return document


def communicate(document: Document, on: date) -> None:
    """Count the document's deadlines from `on`, once.  A communicated deadline is never shortened."""
    if document.communicated_on is not None:
        return
    document.communicated_on = on
    case = document.case
    given = Given(by=SYSTEM, today=on, session=session_of(case))
    decision = case.decision if document.kind == "decision" else None
    days = max((point.due_days or 0 for point in decision.points), default=0) if decision else 0
    for deadline in case.deadlines:
        if deadline.code in COUNTED.get(document.kind, ()) and deadline.state in ALIVE:
            recount(deadline, on, given, length=days if deadline.code == "H20" and days else None)
        if deadline.code == "H19" and deadline.state in ALIVE:
            end(deadline, on)  # the certificate was issued together with the decision
    if decision is not None and decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS:
        for point in decision.points:
            if point.due_days and point.due_on:
                later = due("H20", on, calendar=given.calendar, length=point.due_days)
                point.due_on = max(point.due_on, later)


def deemed_on(document: Document) -> date | None:
    """The day on which an unopened letter counts as communicated, or None while it was not sent."""
    if document.sent_at is None:
        return None
    calendar = stored_calendar(session_of(document.case))
    return add_working_days(day_of(document.sent_at), DEEMED_AFTER, calendar=calendar)
