"""Who may see what (permission matrix of 4.2; BR-07, BR-16, BR-29, BR-36)."""

from models.attachment import Attachment, Upload
from models.case import Case
from models.co_writer import CoWriter
from models.document import Document
from models.errand import Errand
from models.expert import Assignment, Clarification
from models.meeting import AgendaItem, Meeting, Proposal
from models.organisation import Part
from models.reading import Reading
from models.review import Review
from models.states import ACTIVE_ASSIGNMENT, AFTER_CONSOLIDATION, AssignmentState, CaseState, ItemStage, Role
from models.user import User
from workflow.clock import today
from workflow.guards.agenda import chair_is_free
from workflow.guards.workshop import entitled
from workflow.parties import acts_for_applicant, co_writes, co_written_by, holds, on_applicants_side

OFFICE = (Role.CASE_OFFICER, Role.HEAD_OF_OFFICE)
WORKSHOP = (Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR)
AT_MEETINGS = (*WORKSHOP, Role.WORKSHOP_SECRETARY, Role.CERTIFIER, *OFFICE, Role.PRESIDENT)
EXPERTS = (Role.COUNTY_EXPERT, Role.CONTROL_EXPERT)
FROM_APPLICANT = frozenset(
    {"application", "completion", "excuse_request", "remarks", "revised_application", "withdrawal"}
)
APPLICANTS = (Role.APPLICANT_USER, Role.LEGAL_REPRESENTATIVE)


def is_(person: object, user_id: int | None) -> bool:
    """Whether `person` is the user with that id; nobody is None."""
    return user_id is not None and getattr(person, "id", None) == user_id


def may_see_case(person: object, case: Case) -> bool:
    """Who may open the case page at all; what it shows depends on the rest."""
    if on_applicants_side(person, case):
        return True
    if case.state == CaseState.DRAFT:
        return False
    return (
        holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT)
        or (holds(person, Role.CASE_OFFICER) and (case.officer_id is None or is_(person, case.officer_id)))
        or may_prepare_agenda(person, case)
        or may_read_agenda_papers(person, case)
    )


def may_see_line(person: object, case: Case) -> bool:
    """Title, place, type and state only (BR-29): county developers in their county, observers everywhere."""
    if case.state == CaseState.DRAFT:
        return False
    county = case.programme.county_code
    return holds(person, Role.OBSERVER) or (county is not None and holds(person, Role.COUNTY_DEVELOPER, county=county))


def may_see_cases(person: object, _: object = None) -> bool:
    """Whoever can find a line in the list of cases."""
    roles = (*OFFICE, *APPLICANTS, *WORKSHOP, Role.PRESIDENT, Role.COUNTY_DEVELOPER, Role.OBSERVER)
    return holds(person, *roles) or bool(co_written_by(person))


def may_see_overview(person: object, _: object = None) -> bool:
    """The office, and the president."""
    return holds(person, *OFFICE, Role.PRESIDENT)


def may_see_agreement(person: object, _: object = None) -> bool:
    """How each expert scores beside the others: the head of office, and nobody else (4.8 rule 12)."""
    return holds(person, Role.HEAD_OF_OFFICE)


def may_see_own_agreement(person: object, _: object = None) -> bool:
    """An expert's own deviation: that expert (4.8 rule 12)."""
    return holds(person, *EXPERTS)


def may_read_application(person: object, case: Case) -> bool:
    """The programme itself: those who see the case, and experts after signing both declarations (BR-07)."""
    return may_see_case(person, case) or any(
        is_(person, assignment.expert.user_id) and assignment.state == AssignmentState.ACCEPTED
        for assignment in case.assignments
    )


def may_read_self_assessment(person: object, case: Case) -> bool:
    """Section O: those who see the case; an expert only once every review that they have of it is closed (6.1 O).

    A review of an earlier round opens nothing of the revised programme: the same experts are asked to judge it first.
    """
    own = [assignment for assignment in case.current_assignments if is_(person, assignment.expert.user_id)]
    at_work = [assignment for assignment in own if assignment.state in ACTIVE_ASSIGNMENT]
    if any(assignment.review is None or not assignment.review.is_closed for assignment in at_work):
        return False
    return may_see_case(person, case) or any(
        assignment.state == AssignmentState.ACCEPTED and assignment.review is not None and assignment.review.is_closed
        for assignment in own
    )


def may_read_attachment(person: object, attachment: Attachment) -> bool:
    """Whoever may read the application; what proves an excuse (H32) only the applicant and the office."""
    if attachment.kind == "excuse":
        return may_see_excuses(person, attachment.case)
    return may_read_application(person, attachment.case)


def may_see_excuses(person: object, case: Case) -> bool:
    """Why a deadline was missed is told to the office and the applicant alone: it may be an illness."""
    return acts_for_applicant(person, case, *Part) or holds(person, *OFFICE)


def may_see_reading(person: object, reading: Reading) -> bool:
    """What was read from a document is the applicant's own working paper: nobody else sees it, experts never.

    Before there is a case it is whoever asked for it, at the office.
    """
    if reading.case is None:
        return is_(person, reading.asked_by_id) and holds(person, *OFFICE)
    return on_applicants_side(person, reading.case)


def may_see_upload(person: object, upload: Upload) -> bool:
    """Whoever sends it, and nobody else."""
    return is_(person, upload.owner_id)


def may_see_assignment(person: object, assignment: Assignment) -> bool:
    """The expert whom it concerns, once asked."""
    return is_(person, assignment.expert.user_id) and assignment.state != AssignmentState.STANDBY


def may_see_review(person: object, review: Review) -> bool:
    """Its author, and those who may see all reviews of the case; nobody else, the administrator never (BR-36)."""
    return is_(person, review.assignment.expert.user_id) or may_see_reviews(person, review.assignment.case)


def may_see_reviews(person: object, case: Case) -> bool:
    """Every review of the case: the head of office and the president."""
    return holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT) and not on_applicants_side(person, case)


def may_read_other_opinions(person: object, review: Review) -> bool:
    """Its author, once it is closed and the consolidated assessment that it went into was sent (4.2)."""
    return (
        is_(person, review.assignment.expert.user_id)
        and review.is_closed
        and review.voided_at is None
        and len(review.assignment.case.standing_assessments) >= review.assignment.round
    )


def may_see_clarification(person: object, clarification: Clarification) -> bool:
    """The office; the applicant once it was sent; experts read it in their review."""
    sent_to = clarification.sent_at is not None and acts_for_applicant(person, clarification.case, *Part)
    return sent_to or is_office_of(person, clarification.case)


def may_see_experts(person: object, case: Case) -> bool:
    """Reviewer names: the officer of the case, head of office, president, members who have the papers (4.2)."""
    if on_applicants_side(person, case):
        return False
    return is_office_of(person, case) or may_prepare_agenda(person, case) or may_read_agenda_papers(person, case)


def may_read_experts_reasons(person: object, case: Case) -> bool:
    """Why an expert declined, was relieved or writes again: the office of the case, and nobody at the workshop."""
    return is_office_of(person, case) and not on_applicants_side(person, case)


def may_read_opinions(person: object, case: Case) -> bool:
    """The consolidated assessment with its anonymised opinions (BR-16); a co-writer needs it for the revision only."""
    if co_writes(person, case) and not acts_for_applicant(person, case, *Part):
        return case.state == CaseState.RETURNED_FOR_REVISION
    return case.state in AFTER_CONSOLIDATION and may_see_case(person, case)


def may_read_agenda_papers(person: object, case: Case) -> bool:
    """Workshop members once the case is on an agenda, unless excluded from the item (4.9)."""
    if not holds(person, *WORKSHOP):
        return False
    own = getattr(person, "id", None)
    return any(own in entitled(item) for item in case.agenda_items if item.stage != ItemStage.TAKEN_OFF)


def may_prepare_agenda(person: object, case: Case) -> bool:
    """The chair, of a case that waits for a meeting, to list it (T23): unless in conflict with it (4.7)."""
    return (
        case.state == CaseState.WAITING_FOR_A_MEETING
        and isinstance(person, User)
        and holds(person, Role.WORKSHOP_CHAIR)
        and chair_is_free(case, person, today())
    )


def may_see_document(person: object, document: Document) -> bool:
    """Letters to the applicant: both sides.  A request to an expert: that expert.  The register: the office.

    What experts handed in bears their names, so the applicant sees only what the applicant sent.  Letters are the
    applicant's, not its co-writers'.
    """
    if acts_for_applicant(person, document.case, *Part):
        return document.to_applicant or document.kind in FROM_APPLICANT
    if co_writes(person, document.case):
        return False
    return is_(person, document.addressee_id) or is_office_of(person, document.case)


def may_see_meeting(person: object, _: Meeting | None = None) -> bool:
    """The workshop, its secretary and certifiers, the office, the president."""
    return holds(person, *AT_MEETINGS)


def may_see_item(person: object, item: AgendaItem) -> bool:
    """The papers of an item: not those excluded from it (4.9)."""
    return may_see_meeting(person) and getattr(person, "id", None) not in {row.member_id for row in item.exclusions}


def may_see_listed_case(person: object, item: AgendaItem) -> bool:
    """The same, where the item is a case."""
    return item.case is not None and may_see_item(person, item)


def may_see_topic(person: object, item: AgendaItem) -> bool:
    """The same, where the item is a topic."""
    return item.case is None and may_see_item(person, item)


def may_see_proposal(person: object, proposal: Proposal) -> bool:
    """As its item."""
    return may_see_item(person, proposal.item)


def may_see_held_mail(person: object, _: object = None) -> bool:
    """Mail that a person has to look at: the office and the administrator (addresses and subjects only)."""
    return holds(person, *OFFICE, Role.ADMINISTRATOR)


def may_see_co_writer(person: object, row: CoWriter) -> bool:
    """An invitation to write: whoever is invited, and the applicant."""
    return is_(person, row.user_id) or acts_for_applicant(person, row.case, *Part)


def may_see_errand(person: object, errand: Errand) -> bool:
    """Whoever asked for it, and nobody else."""
    return is_(person, errand.asked_by_id)


def is_office_of(person: object, case: Case) -> bool:
    """The officer of the case, the head of office, the president."""
    return holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT) or (
        holds(person, Role.CASE_OFFICER) and is_(person, case.officer_id)
    )
