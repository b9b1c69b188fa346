"""The applicant's objection to an expert (A11, KO12): tied to a person, decided in writing before they are asked."""

from models.case import Case
from models.circumstance import Circumstance
from models.states import AssignmentState
from models.user import User
from workflow.acts.inviting import decline_invitation
from workflow.acts.releasing import release_expert
from workflow.clock import now
from workflow.engine import lock
from workflow.events import Event
from workflow.guards.circumstance import ruling_gaps
from workflow.keeping import session_of
from workflow.parties import SYSTEM
from workflow.permissions import demand, may_decide_objections
from workflow.refusals import Refusal, Refused
from workflow.screening import Objection, objection_to
from workflow.text import Text

NOT_OBJECTED = Refusal(
    "not_objected",
    Text(hu="A benyújtó nem emelt kifogást ellene.", en="The applicant does not object to this person."),
    "stays",
)
DECIDED = Refusal(
    "decided_already", Text(hu="Erről a kifogásról már döntöttek.", en="This objection has been decided already.")
)


def tie_objection(case: Case, objection: Objection, person: User, *, by: User) -> Circumstance:
    """The name that the applicant wrote is this person's: from now on it is as if the register had found it."""
    lock(case)
    demand(may_decide_objections, by, case)
    known = next((row for row in case.circumstances if _is_about(row, person)), None)
    return known or _entered(case, objection, person)


def decide_objection(case: Case, person: User, *, by: User, stays: bool | None, reason: str) -> list[Event]:
    """The head of office decides in writing: the person may be asked all the same, or is excluded from the case.

    Whoever was asked before the name was known to be theirs leaves at once.
    """
    lock(case)
    demand(may_decide_objections, by, case)
    row = next((one for one in case.circumstances if _is_about(one, person)), None)
    objection = objection_to(case, person)
    if row is None and objection is None:
        raise Refused([NOT_OBJECTED])
    if refusals := ruling_gaps(stays, reason):
        raise Refused(refusals)
    if row is not None and row.stays is not None:
        raise Refused([DECIDED])
    if row is None and objection is not None:
        row = _entered(case, objection, person)
    if row is not None:
        row.stays, row.reason, row.decided_at, row.decided_by_id = stays, reason.strip(), now(), by.id
    session_of(case).flush()
    return [] if stays else _sent_away(case, person, f"KO12: {reason.strip()}", by=by)


def _is_about(row: Circumstance, person: User) -> bool:
    return row.user_id == person.id and row.assignment_id is None


def _entered(case: Case, objection: Objection, person: User) -> Circumstance:
    row = Circumstance(
        user_id=person.id,
        ground="KO12",
        text=objection.reason,
        named=objection.name[:500],
        told_at=case.version.frozen_at or now(),
    )
    case.circumstances.append(row)
    session_of(case).flush()
    return row


def _sent_away(case: Case, person: User, reason: str, *, by: User) -> list[Event]:
    own = [row for row in case.current_assignments if row.expert.user_id == person.id]
    for row in own:
        if row.state == AssignmentState.ACCEPTED:
            return release_expert(case, by=by, assignment=row, reason_code="conflict", reason=reason)
        if row.state == AssignmentState.INVITED:
            return decline_invitation(row, by=SYSTEM, code="conflict", reason=reason)
    return []
