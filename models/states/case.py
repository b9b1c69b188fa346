"""Where a case, its papers, its findings and its accreditation stand."""

from enum import StrEnum


class CaseState(StrEnum):
    """Where an accreditation case stands (procedure rules, 4.4)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_FORMAL_CHECK = "under_formal_check"
    COMPLETION_REQUESTED = "completion_requested"
    COMPLETION_RECEIVED = "completion_received"
    ACCEPTED_FOR_REVIEW = "accepted_for_review"
    EXPERTS_BEING_INVITED = "experts_being_invited"
    UNDER_EXPERT_REVIEW = "under_expert_review"
    UNDER_THIRD_REVIEW = "under_third_review"
    CONSOLIDATION = "consolidation"
    WAITING_FOR_APPLICANTS_REMARKS = "waiting_for_applicants_remarks"
    WAITING_FOR_A_MEETING = "waiting_for_a_meeting"
    ON_THE_AGENDA = "on_the_agenda"
    DECISION_BEING_ISSUED = "decision_being_issued"
    ACCREDITED = "accredited"
    ACCREDITED_WITH_CONDITIONS = "accredited_with_conditions"
    RETURNED_FOR_REVISION = "returned_for_revision"
    REFUSED = "refused"
    UNDER_APPEAL = "under_appeal"
    REJECTED_ON_FORMAL_GROUNDS = "rejected_on_formal_grounds"
    WITHDRAWN_BY_APPLICANT = "withdrawn_by_applicant"
    TERMINATED = "terminated"


#: States in which the case is open and nothing has been decided: the applicant may still withdraw (T33).
OPEN_BEFORE_DECISION = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.UNDER_FORMAL_CHECK,
        CaseState.COMPLETION_REQUESTED,
        CaseState.COMPLETION_RECEIVED,
        CaseState.ACCEPTED_FOR_REVIEW,
        CaseState.EXPERTS_BEING_INVITED,
        CaseState.UNDER_EXPERT_REVIEW,
        CaseState.UNDER_THIRD_REVIEW,
        CaseState.CONSOLIDATION,
        CaseState.WAITING_FOR_APPLICANTS_REMARKS,
        CaseState.WAITING_FOR_A_MEETING,
        CaseState.ON_THE_AGENDA,
    }
)
#: Nothing more happens by itself (an appeal may reopen).
CLOSED = frozenset(
    {
        CaseState.ACCREDITED,
        CaseState.ACCREDITED_WITH_CONDITIONS,
        CaseState.REFUSED,
        CaseState.REJECTED_ON_FORMAL_GROUNDS,
        CaseState.WITHDRAWN_BY_APPLICANT,
        CaseState.TERMINATED,
    }
)
#: A programme has at most one of these at a time (BR-03).
OPEN = frozenset(CaseState) - CLOSED
ACCREDITED_STATES = frozenset({CaseState.ACCREDITED, CaseState.ACCREDITED_WITH_CONDITIONS})
#: The workshop has voted and the president has issued.
DECIDED = ACCREDITED_STATES | {CaseState.RETURNED_FOR_REVISION, CaseState.REFUSED}
#: The clock of the procedure (H33) stands still here.
CLOCK_STOPPED = frozenset(
    {
        CaseState.COMPLETION_REQUESTED,
        CaseState.WAITING_FOR_APPLICANTS_REMARKS,
        CaseState.RETURNED_FOR_REVISION,
    }
)
#: Experts have been chosen, and what they write is still open: hidden from the administrator (BR-36).
IN_REVIEW = frozenset({CaseState.EXPERTS_BEING_INVITED, CaseState.UNDER_EXPERT_REVIEW, CaseState.UNDER_THIRD_REVIEW})
#: A review may turn void here, closed or not, and be replaced: until the case is on an agenda (4.7).
REPLACEABLE = IN_REVIEW | {
    CaseState.CONSOLIDATION,
    CaseState.WAITING_FOR_APPLICANTS_REMARKS,
    CaseState.WAITING_FOR_A_MEETING,
}
#: The applicant may read the anonymised opinions (BR-16).
AFTER_CONSOLIDATION = (
    frozenset(
        {
            CaseState.WAITING_FOR_APPLICANTS_REMARKS,
            CaseState.WAITING_FOR_A_MEETING,
            CaseState.ON_THE_AGENDA,
            CaseState.DECISION_BEING_ISSUED,
            CaseState.UNDER_APPEAL,
        }
    )
    | DECIDED
)


class Outcome(StrEnum):
    """What the workshop may decide, best first: the distance of two outcomes is the distance of their places."""

    ACCREDITED = "accredited"
    ACCREDITED_WITH_CONDITIONS = "accredited_with_conditions"
    RETURNED_FOR_REVISION = "returned_for_revision"
    REFUSED = "refused"


class AccreditationStatus(StrEnum):
    """The standing of a programme after a positive decision (procedure rules, 4.4)."""

    NONE = "none"
    IN_FORCE = "in_force"
    IN_FORCE_WITH_OPEN_CONDITIONS = "in_force_with_open_conditions"
    IN_FORCE_RENEWAL_PENDING = "in_force_renewal_pending"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SURRENDERED = "surrendered"


#: At most one of these for a programme (invariant of 4.5).
CURRENT_ACCREDITATION = frozenset(
    {
        AccreditationStatus.IN_FORCE,
        AccreditationStatus.IN_FORCE_WITH_OPEN_CONDITIONS,
        AccreditationStatus.IN_FORCE_RENEWAL_PENDING,
        AccreditationStatus.SUSPENDED,
    }
)


class Arrival(StrEnum):
    """How a submission reached the office."""

    ONLINE = "online"
    PAPER = "paper"
    E_MAIL = "e_mail"


class Finding(StrEnum):
    """The office's answer to one eligibility item."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class ItemState(StrEnum):
    """A completion item, from open to supplied."""

    OPEN = "open"
    ANSWERED = "answered"
    SUPPLIED = "supplied"
    PARTLY = "partly"
    NOT_SUPPLIED = "not_supplied"


class DeadlineState(StrEnum):
    """A deadline from its start to its end."""

    RUNNING = "running"
    STOPPED = "stopped"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Which way a document went."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"
