"""An expert leaves: late, or in conflict.  The review is void, and somebody else takes the place."""

from typing import Any

from models.case import Case
from models.circumstance import Circumstance
from models.expert import Assignment
from models.states import ACTIVE_ASSIGNMENT, AssignmentPart, AssignmentState, CaseState, DeadlineState, Direction
from models.user import User
from workflow.acts.about import about
from workflow.acts.declaring import keep_circumstance
from workflow.acts.holding import let_go
from workflow.acts.inviting import step_in
from workflow.acts.papers import letter
from workflow.clock import now, today
from workflow.declarations import ABSOLUTE_GROUNDS
from workflow.engine import lock, move
from workflow.events import AssessmentVoided, ConflictReported, Event, ExpertReleased
from workflow.guards.circumstance import reason_gaps, ruling_gaps
from workflow.keeping import end, register, session_of
from workflow.parties import SYSTEM, Actor
from workflow.permissions import demand, may_decide_circumstance, may_report_conflict
from workflow.refusals import Refused

#: Why a control expert leaves whom nobody finds at fault: one of the two reviews that the third was asked for is void.
NO_LONGER_NEEDED = "no_longer_needed"
NOT_NEEDED = "A kontrollértékelés alapja megszűnt: az egyik értékelést új értékelés váltja fel. Köszönjük a munkáját."


def release_expert(
    case: Case, *, by: Actor, assignment: Assignment | None, reason_code: str, reason: str
) -> list[Event]:
    """T17 (T17b for a control expert): overdue or in conflict, relieved, the review void; the reserve steps in.

    A conflict may be found when the review is closed, even summed up: then the assessment is void, too.
    """
    lock(case)
    late = case.state == CaseState.UNDER_THIRD_REVIEW
    is_control = assignment.part == AssignmentPart.CONTROL if assignment is not None else late
    papers = {"release": [_letter(case, assignment, reason or reason_code, by=by)] if assignment else []}
    step = "release_control" if is_control else "release_expert"
    move(case, step, by=by, reason=reason, assignment=assignment, reason_code=reason_code, papers=papers)
    if assignment is None:
        return []
    left = [_leave(case, assignment, reason_code, reason, by=by)]
    for text in ("send_assessment", "close_remarks"):  # nobody goes on writing about a review that is void
        let_go(case, text)
    if not is_control:
        left += _dismiss_control(case, by=by)
    for deadline in case.deadlines:
        if deadline.code == "H09" and deadline.ended_at is None:
            deadline.state, deadline.ended_at = DeadlineState.CANCELLED, now()
    return [*left, *_void_assessment(case, by=by), *step_in(case)]


def report_conflict(assignment: Assignment, *, by: User, ground: str, reason: str) -> list[Event]:
    """An expert at work finds a conflict: an absolute ground ends the work at once, others are decided."""
    case = assignment.case
    lock(case)
    demand(may_report_conflict, by, assignment)
    if refusals := reason_gaps(reason):
        raise Refused(refusals)
    said = reason.strip()
    told = ConflictReported(**about(case, by), ground=ground)
    if ground not in ABSOLUTE_GROUNDS:
        keep_circumstance(assignment, said, ground=ground)
        return [told]
    why = f"{ground}: {said}"
    return [told, *release_expert(case, by=SYSTEM, assignment=assignment, reason_code="conflict", reason=why)]


def decide_circumstance(circumstance: Circumstance, *, by: User, stays: bool | None, reason: str) -> list[Event]:
    """The head of office decides in writing whether the expert stays (4.7); else the expert is relieved at once."""
    case, assignment = circumstance.case, circumstance.assignment
    lock(case)
    demand(may_decide_circumstance, by, circumstance)
    if refusals := ruling_gaps(stays, reason):
        raise Refused(refusals)
    circumstance.stays, circumstance.reason = stays, reason.strip()
    circumstance.decided_at, circumstance.decided_by_id = now(), by.id
    if stays or assignment is None or assignment.state != AssignmentState.ACCEPTED:
        return []
    why = ": ".join(part for part in (circumstance.ground, circumstance.reason) if part)
    return release_expert(case, by=by, assignment=assignment, reason_code="conflict", reason=why)


def _leave(case: Case, assignment: Assignment, reason_code: str, reason: str, *, by: Actor) -> Event:
    """The assignment is over, its review void, its deadlines ended."""
    assignment.state, assignment.reason_code, assignment.reason = AssignmentState.RELEASED, reason_code, reason
    if assignment.review is not None:
        assignment.review.voided_at = now()
    for deadline in case.deadlines:
        if deadline.assignment_id == assignment.id and deadline.ended_at is None:
            end(deadline, today())
    return ExpertReleased(**about(case, by), expert_id=assignment.expert.user_id, reason_code=reason_code)


def _dismiss_control(case: Case, *, by: Actor) -> list[Event]:
    """Without one of the two reviews nobody knows whether a third is needed: whoever was to write it is free."""
    called = [
        row for row in case.current_assignments if row.part == AssignmentPart.CONTROL and row.state in ACTIVE_ASSIGNMENT
    ]
    for row in called:
        register(case, Direction.OUTGOING, "release", _letter(case, row, NOT_NEEDED, by=by), by=by)
    return [_leave(case, row, NO_LONGER_NEEDED, NOT_NEEDED, by=by) for row in called]


def _void_assessment(case: Case, *, by: Actor) -> list[Event]:
    """What was sent to the applicant rests on a void review: the applicant is told, by whom or why is not."""
    events: list[Event] = []
    for assessment in case.standing_assessments:
        if assessment.version_id == case.version_id:
            assessment.voided_at = now()
            paper = letter(case, "assessment_void", by=by)
            document = register(case, Direction.OUTGOING, "assessment_void", paper, by=by)
            session_of(case).flush()
            events.append(AssessmentVoided(**about(case, by), document_id=document.id))
    return events


def _letter(case: Case, assignment: Assignment, reason: str, *, by: Actor) -> dict[str, Any]:
    return letter(case, "expert_release", by=by, to_expert=assignment.expert.user, reason=reason)
