"""What happened: one frozen dataclass a thing.  Events carry ids and facts as JSON can hold them, never objects."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Event:
    """Anything that happened.  `by_id` is None where the system itself acted, `case_id` where a meeting is meant."""

    case_id: int | None
    by_id: int | None
    title: str
    case_number: str | None


@dataclass(frozen=True, kw_only=True)
class DraftOpened(Event):
    """T01: a new programme."""


@dataclass(frozen=True, kw_only=True)
class Submitted(Event):
    """T02: the representative submitted; version 1.0 is frozen."""

    version: str


@dataclass(frozen=True, kw_only=True)
class SubmissionRecorded(Event):
    """T02b: an officer recorded what came on paper or by e-mail."""

    sender: str
    arrived_on: str


@dataclass(frozen=True, kw_only=True)
class DraftAbandoned(Event):
    """H34: nobody has written in the draft for twelve months; it goes on `discarded_on` unless somebody does."""

    discarded_on: str


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event):
    """T03: the draft is gone; `applicant_ids` (users) are told, because nobody can be found by it any more."""

    applicant_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class OfficerAssigned(Event):
    """T04: the case has its officer."""

    officer_id: int


@dataclass(frozen=True, kw_only=True)
class AcceptanceSigned(Event):
    """The officer signed the check-list: the head of office is to countersign (T05, T11)."""


@dataclass(frozen=True, kw_only=True)
class AcceptedForReview(Event):
    """T05 and T11: the case passed the formal check."""

    document_id: int
    target_on: str


@dataclass(frozen=True, kw_only=True)
class CompletionRequested(Event):
    """T06: the itemised request went out."""

    document_id: int
    items: int
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Event):
    """The representative asks for five more working days (before T08)."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class CompletionExtended(Event):
    """T08: five more working days, once."""

    document_id: int
    due_on: str


@dataclass(frozen=True, kw_only=True)
class CompletionReceived(Event):
    """T09: every item is answered; version 1.1 is frozen."""

    version: str


@dataclass(frozen=True, kw_only=True)
class TerminatedUnanswered(Event):
    """T10: no completion came in time."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class RejectedOnFormalGrounds(Event):
    """T07 and T12."""

    document_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExpertsInvited(Event):
    """T13: these experts (user ids) are asked to answer by `due_on`.  The reserve is not asked yet."""

    expert_ids: list[int]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(Event):
    """T14: declined, conflicted, or no answer."""

    expert_id: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class ReplacementInvited(Event):
    """The reserve stepped in, or the head of office asked somebody else, after T14 or T17."""

    expert_ids: list[int]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ReviewBegun(Event):
    """T15: both experts accepted and signed."""

    expert_ids: list[int]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ControlAccepted(Event):
    """The control expert accepted and signed; the review is due on `due_on`."""

    expert_ids: list[int]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ClarificationProposed(Event):
    """An expert hands a question to the office (before T16)."""

    clarification_id: int


@dataclass(frozen=True, kw_only=True)
class ClarificationAsked(Event):
    """T16: the office passed the question on to the applicant."""

    clarification_id: int
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ClarificationAnswered(Event):
    """The applicant answered; every expert at work sees it."""

    clarification_id: int
    expert_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ExpertReleased(Event):
    """T17: an expert was relieved."""

    expert_id: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class ReviewClosed(Event):
    """An expert closed a review; the sums follow when the last one closes."""

    expert_id: int


@dataclass(frozen=True, kw_only=True)
class DivergenceFound(Event):
    """The two reviews differ by ELT1–ELT3: the head of office is to call a control expert by `due_on`."""

    codes: list[str]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ControlExpertInvited(Event):
    """T18: a control expert is asked."""

    expert_ids: list[int]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ConsolidationBegun(Event):
    """T19 and T20: the reviews are closed, the office consolidates."""

    due_on: str


@dataclass(frozen=True, kw_only=True)
class AssessmentSent(Event):
    """T21: the applicant may remark until `due_on`."""

    document_id: int
    due_on: str


@dataclass(frozen=True, kw_only=True)
class RemarksReceived(Event):
    """T22: remarks came, were waived, or did not come in time (`how`: remarks, waived, none)."""

    how: str


@dataclass(frozen=True, kw_only=True)
class MeetingConvened(Event):
    """A meeting of the workshop was called."""

    meeting_id: int
    meeting_number: str
    starts_at: str


@dataclass(frozen=True, kw_only=True)
class PutOnAgenda(Event):
    """T23."""

    meeting_id: int
    meeting_number: str
    meeting_on: str


@dataclass(frozen=True, kw_only=True)
class TakenOffAgenda(Event):
    """T24."""

    meeting_number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Resolved(Event):
    """T25: the workshop voted."""

    outcome: str
    resolution_number: str


@dataclass(frozen=True, kw_only=True)
class MinutesCertified(Event):
    """The minutes of the meeting are certified: the president may issue."""

    meeting_id: int
    meeting_number: str


@dataclass(frozen=True, kw_only=True)
class DecisionIssued(Event):
    """T26–T29: the president issued the decision; `accreditation_number` where it is positive."""

    document_id: int
    outcome: str
    resolution_number: str
    accreditation_number: str | None = None


@dataclass(frozen=True, kw_only=True)
class SentBack(Event):
    """T30: the president sent the decision back for a fault of procedure."""

    meeting_number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RevisedProgrammeSubmitted(Event):
    """T31: version 2.0."""

    version: str


@dataclass(frozen=True, kw_only=True)
class TerminatedUnrevised(Event):
    """T32: no revised programme came in time."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    """T33: the representative withdrew; `assigned_ids` are the people who were at work on it."""

    statement: str
    assigned_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PeopleExported(Event):
    """The list of people was saved as a file: how many they were, and for what purpose (BR-37).  Nobody hears of it."""

    purpose: str
    people: int


@dataclass(frozen=True, kw_only=True)
class DeadlineNear(Event):
    """A reminder: `days` working days before (or, negative, after) the deadline `code`.

    `person_ids` are those whose deadline it is; empty where the applicant's side is meant.
    """

    code: str
    due_on: str
    days: int
    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class DeadlineMissed(Event):
    """A deadline of the office or the applicant passed: the head of office is told."""

    code: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ErrandFinished(Event):
    """Long work is done; `asked_by_id` (user) is told.  No case is meant."""

    errand_id: int
    errand_kind: str
    asked_by_id: int


@dataclass(frozen=True, kw_only=True)
class ErrandFailed(Event):
    """Long work came to its end without a result; `asked_by_id` (user) is told."""

    errand_id: int
    errand_kind: str
    asked_by_id: int


EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in Event.__subclasses__()}


def to_payload(event: Event) -> dict[str, Any]:
    """The event's facts as a JSON object; its name travels beside it."""
    return asdict(event)


def from_payload(name: str, payload: dict[str, Any]) -> Event:
    """The event again, as it was.  Raises KeyError for a name that no event has."""
    return EVENTS[name](**payload)
