"""The expert review (T13–T22)."""

from dataclasses import dataclass

from workflow.events.event import Event


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
    """T15: both experts accepted and signed; `due_on` is the later of their two days.  None of them hears of it."""

    expert_ids: list[int]
    due_on: str


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    """An expert accepted and signed; this review is due on `due_on`, whatever the others do."""

    expert_id: int
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
class ConflictReported(Event):
    """An expert reported a conflict on `ground`, or ("") a circumstance that the head of office decides on."""

    ground: str


@dataclass(frozen=True, kw_only=True)
class AssessmentVoided(Event):
    """T17: an assessment that the applicant has read rests on a void review; another one will follow."""

    document_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewClosed(Event):
    """An expert closed a review; the sums follow when the last one closes."""

    expert_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewReopened(Event):
    """T16b: a closed review may be corrected until `due_on`, for this reason."""

    expert_id: int
    reason: str
    due_on: str


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
