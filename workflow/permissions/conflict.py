"""Conflicts of interest: who sees the register of a case, who reports and who decides (procedure rules, 4.7)."""

from models.case import Case
from models.circumstance import Circumstance
from models.states import OPEN_BEFORE_DECISION, REPLACEABLE, AssignmentState, CaseState, Role
from workflow.parties import holds, on_applicants_side
from workflow.permissions.doing import own_assignment
from workflow.permissions.may import May, holding
from workflow.permissions.seeing import is_office_of
from workflow.screening import undecided

#: A conflict that comes up later, the review closed or not.
may_report_conflict = May(
    own_assignment,
    lambda assignment: assignment.state == AssignmentState.ACCEPTED and assignment.case.state in REPLACEABLE,
)
may_decide_circumstance = May(holding(Role.HEAD_OF_OFFICE), lambda circumstance: circumstance.stays is None)
may_decide_objections = May(holding(Role.HEAD_OF_OFFICE), lambda case: case.state in OPEN_BEFORE_DECISION)
#: The applicant objects to somebody, and nothing was decided of it yet: it comes before experts are asked.
must_decide_objections = May(
    holding(Role.HEAD_OF_OFFICE), lambda case: case.state == CaseState.ACCEPTED_FOR_REVIEW and bool(undecided(case))
)


def may_see_conflicts(person: object, case: Case) -> bool:
    """The conflict register of the case: it tells everybody's ties, so only who assigns experts, and the president."""
    return (
        case.state != CaseState.DRAFT
        and holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT)
        and not on_applicants_side(person, case)
    )


def may_see_circumstance(person: object, circumstance: Circumstance) -> bool:
    """What somebody reported or the applicant objected to: as the register."""
    return may_see_conflicts(person, circumstance.case)


def hidden_answers(person: object, case: Case) -> frozenset[str]:
    """Answers of the application that this person may not read: whom the applicant objects to (A11) is told to no
    expert and no member, only to the applicant and the office of the case."""
    return frozenset() if on_applicants_side(person, case) or is_office_of(person, case) else frozenset({"A11"})
