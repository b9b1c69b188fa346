"""What people may do that is no step of the table: drafting, checking, answering, meeting, keeping."""

from typing import Any

from models.case import Case
from models.expert import Assignment
from models.organisation import Part
from models.review import Review
from models.states import (
    ACTIVE_ASSIGNMENT,
    IN_REVIEW,
    AssignmentState,
    CaseState,
    Role,
)
from workflow.clock import now
from workflow.guards.workshop import entitled
from workflow.parties import OFFICER, acts_for_applicant, co_written_by, holds, on_applicants_side
from workflow.permissions.may import May, holding
from workflow.permissions.seeing import APPLICANTS, OFFICE, is_

UNDER_CHECK = frozenset({CaseState.UNDER_FORMAL_CHECK, CaseState.COMPLETION_RECEIVED})
BEFORE_CONTROL = frozenset({CaseState.EXPERTS_BEING_INVITED, CaseState.UNDER_EXPERT_REVIEW})
AWAITING_ANSWER = frozenset({CaseState.EXPERTS_BEING_INVITED, CaseState.UNDER_THIRD_REVIEW})
#: How many experts are at work when nobody is missing.
FULL = {CaseState.EXPERTS_BEING_INVITED: 2, CaseState.UNDER_THIRD_REVIEW: 3}


def applicant(person: object, case: Case) -> bool:
    """The applicant's staff and representative."""
    return acts_for_applicant(person, case, *Part)


def representative(person: object, case: Case) -> bool:
    """The applicant's legal representative."""
    return acts_for_applicant(person, case, Part.REPRESENTATIVE)


def works_on(person: Any, case: Case) -> bool:
    """Whether `person` judges the case, or could: officer, experts and voters, the head of office, the president."""
    return (
        holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT)
        or is_(person, case.officer_id)
        or any(is_(person, assignment.expert.user_id) for assignment in case.assignments)
        or any(person.id in entitled(item) for item in case.agenda_items)
    )


may_open_draft = May(holding(*APPLICANTS))
may_record = May(holding(*OFFICE))
#: The applicant writes in these states: the whole form, the named fields, the whole form again.
WRITING = frozenset({CaseState.DRAFT, CaseState.COMPLETION_REQUESTED, CaseState.RETURNED_FOR_REVISION})
may_write_application = May(on_applicants_side, lambda case: case.state in WRITING)
#: Documents are read for whoever writes an application, or records one that came on paper.
may_have_read = May(lambda person, _: holds(person, *APPLICANTS, *OFFICE) or bool(co_written_by(person)))
may_take_over = May(
    lambda person, reading: reading.case is not None and on_applicants_side(person, reading.case),
    lambda reading: reading.case.state in WRITING,
)
may_edit_draft = May(on_applicants_side, lambda case: case.state == CaseState.DRAFT)
#: Section O is part of the whole form: no completion opens it.
may_write_self_assessment = May(
    on_applicants_side, lambda case: case.state in {CaseState.DRAFT, CaseState.RETURNED_FOR_REVISION}
)
may_edit_completion = May(on_applicants_side, lambda case: case.state == CaseState.COMPLETION_REQUESTED)
may_edit_revision = May(on_applicants_side, lambda case: case.state == CaseState.RETURNED_FOR_REVISION)
may_keep_co_writers = May(
    applicant, lambda case: case.state in WRITING or any(row.ended_at is None for row in case.co_writers)
)
may_invite_co_writer = May(applicant, lambda case: case.state in WRITING)
may_answer_co_writing = May(lambda person, row: is_(person, row.user_id), lambda row: row.is_pending(now()))
may_end_co_writing = May(
    lambda person, row: is_(person, row.user_id) or applicant(person, row.case), lambda row: row.ended_at is None
)
may_check = May(OFFICER.is_, lambda case: case.state in UNDER_CHECK)
may_prepare_request = May(
    OFFICER.is_,
    lambda case: (
        case.state in UNDER_CHECK
        and all(request.version_id != case.version_id or request.sent_at is None for request in case.requests)
    ),
)
may_judge_items = May(OFFICER.is_, lambda case: case.state == CaseState.COMPLETION_RECEIVED)
may_ask_extension = May(
    representative,
    lambda case: (
        case.state == CaseState.COMPLETION_REQUESTED
        and case.request is not None
        and case.request.extension_asked_at is None
    ),
)
may_invite_replacement = May(
    holding(Role.HEAD_OF_OFFICE),
    lambda case: (
        case.state in FULL
        and len([a for a in case.current_assignments if a.state in ACTIVE_ASSIGNMENT]) < FULL[case.state]
    ),
)


def own_assignment(person: object, assignment: Assignment) -> bool:
    """The expert whom it concerns."""
    return is_(person, assignment.expert.user_id)


def own_review(person: object, review: Review) -> bool:
    """The author of the review."""
    return is_(person, review.assignment.expert.user_id)


def is_writable(review: Review) -> bool:
    """Not closed (BR-12), not void, its author at work: from the acceptance on, because the deadline runs from then
    (H07), even while the other expert is still to accept, or to be replaced."""
    return (
        not review.is_closed
        and review.voided_at is None
        and review.assignment.state == AssignmentState.ACCEPTED
        and review.assignment.case.state in IN_REVIEW
    )


may_answer_invitation = May(
    own_assignment,
    lambda assignment: assignment.state == AssignmentState.INVITED and assignment.case.state in AWAITING_ANSWER,
)
may_write_review = May(own_review, is_writable)
#: Private notes: nobody but their author, the head of office neither.
may_read_notes = May(own_review)
#: From one's own acceptance on, too, and while the other is replaced: the question waits at the office until T16 may
#: take it, and the form that comes and goes would tell how the other stands.
may_propose_clarification = May(
    own_review, lambda review: is_writable(review) and review.assignment.case.state in BEFORE_CONTROL
)
may_send_clarification = May(
    lambda person, clarification: OFFICER.is_(person, clarification.case),
    lambda clarification: clarification.sent_at is None and clarification.case.state == CaseState.UNDER_EXPERT_REVIEW,
)
may_answer_clarification = May(
    lambda person, clarification: applicant(person, clarification.case),
    lambda clarification: clarification.sent_at is not None and clarification.answered_at is None,
)
may_open_letter = May(
    lambda person, document: document.to_applicant and applicant(person, document.case),
)


# Keeping

may_keep_calendar = May(holding(*OFFICE))
may_keep_standard_items = May(holding(*OFFICE))
may_keep_experts = May(holding(Role.HEAD_OF_OFFICE))
may_keep_people = May(holding(Role.ADMINISTRATOR, Role.HEAD_OF_OFFICE))
#: Roles by which one reads open reviews, votes or decides: not for the administrator to give (BR-36).
DECIDING = frozenset(
    {
        Role.CASE_OFFICER,
        Role.HEAD_OF_OFFICE,
        Role.PRESIDENT,
        Role.COUNTY_EXPERT,
        Role.CONTROL_EXPERT,
        Role.REGIONAL_EXPERT,
        Role.WORKSHOP_MEMBER,
        Role.WORKSHOP_CHAIR,
        Role.WORKSHOP_SECRETARY,
        Role.CERTIFIER,
        Role.APPEAL_COMMITTEE_MEMBER,
    }
)


def _may_appoint_to(person: object, role: Role) -> bool:
    if role == Role.PUBLIC_VISITOR:
        return False
    return holds(person, Role.HEAD_OF_OFFICE) or (holds(person, Role.ADMINISTRATOR) and role not in DECIDING)


may_appoint_to = May(_may_appoint_to)
may_resend_mail = May(holding(*OFFICE, Role.ADMINISTRATOR))
#: Long work that they ask the worker for.
may_make_booklet = May(holding(*OFFICE))
may_match = May(holding(Role.HEAD_OF_OFFICE))
may_export_cases = May(holding(Role.HEAD_OF_OFFICE))
