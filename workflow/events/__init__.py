"""What happened: one frozen dataclass a thing.  Events carry ids and facts as JSON can hold them, never objects."""

from dataclasses import asdict
from typing import Any

from workflow.events.arrival import (
    DraftAbandoned,
    DraftDiscarded,
    DraftOpened,
    OfficerAssigned,
    SubmissionRecorded,
    Submitted,
    Withdrawn,
)
from workflow.events.calibration import (
    CalibrationClosed,
    CalibrationDiscussed,
    CalibrationMoved,
    CalibrationOpened,
    TrainingLapses,
)
from workflow.events.check import (
    AcceptanceSigned,
    AcceptedForReview,
    CompletionExtended,
    CompletionReceived,
    CompletionRequested,
    ExcuseAsked,
    ExcuseGranted,
    ExcuseRefused,
    ExtensionAsked,
    RejectedOnFormalGrounds,
    TerminatedUnanswered,
)
from workflow.events.co_writing import CoWriterInvited, CoWriterJoined, CoWriterLeft, CoWriterRemoved
from workflow.events.criteria import (
    ConsultationOpened,
    CriteriaAdopted,
    CriteriaDated,
    CriteriaDropped,
    CriteriaInForce,
    CriteriaReturned,
)
from workflow.events.decision import DecisionIssued, RevisedProgrammeSubmitted, SentBack, TerminatedUnrevised
from workflow.events.event import Event
from workflow.events.keeping import (
    DeadlineMissed,
    DeadlineNear,
    ErrandFailed,
    ErrandFinished,
    JoiningAsked,
    JoiningRefused,
    PeopleExported,
)
from workflow.events.review import (
    AssessmentSent,
    AssessmentVoided,
    ClarificationAnswered,
    ClarificationAsked,
    ClarificationProposed,
    ConflictReported,
    ConsolidationBegun,
    ControlExpertInvited,
    DivergenceFound,
    ExpertReleased,
    ExpertsInvited,
    InvitationAccepted,
    InvitationDeclined,
    RemarksReceived,
    ReplacementInvited,
    ReviewBegun,
    ReviewClosed,
    ReviewReopened,
)
from workflow.events.workshop import (
    MeetingConvened,
    MinutesCertified,
    PutOnAgenda,
    Resolved,
    TakenOffAgenda,
    TopicListed,
    TopicResolved,
    TopicTakenOff,
)

__all__ = [
    "AcceptanceSigned",
    "AcceptedForReview",
    "AssessmentSent",
    "CalibrationClosed",
    "CalibrationDiscussed",
    "CalibrationMoved",
    "CalibrationOpened",
    "AssessmentVoided",
    "ClarificationAnswered",
    "ClarificationAsked",
    "ClarificationProposed",
    "CoWriterInvited",
    "CoWriterJoined",
    "CoWriterLeft",
    "CoWriterRemoved",
    "CompletionExtended",
    "CompletionReceived",
    "CompletionRequested",
    "ConflictReported",
    "ConsolidationBegun",
    "ControlExpertInvited",
    "ConsultationOpened",
    "CriteriaAdopted",
    "CriteriaDated",
    "CriteriaDropped",
    "CriteriaInForce",
    "CriteriaReturned",
    "DeadlineMissed",
    "DeadlineNear",
    "DecisionIssued",
    "DivergenceFound",
    "DraftAbandoned",
    "DraftDiscarded",
    "DraftOpened",
    "EVENTS",
    "ErrandFailed",
    "ErrandFinished",
    "Event",
    "ExcuseAsked",
    "ExcuseGranted",
    "ExcuseRefused",
    "ExpertReleased",
    "ExpertsInvited",
    "ExtensionAsked",
    "InvitationAccepted",
    "InvitationDeclined",
    "JoiningAsked",
    "JoiningRefused",
    "MeetingConvened",
    "MinutesCertified",
    "OfficerAssigned",
    "PeopleExported",
    "PutOnAgenda",
    "RejectedOnFormalGrounds",
    "RemarksReceived",
    "ReplacementInvited",
    "Resolved",
    "ReviewBegun",
    "ReviewClosed",
    "ReviewReopened",
    "RevisedProgrammeSubmitted",
    "SentBack",
    "SubmissionRecorded",
    "Submitted",
    "TakenOffAgenda",
    "TerminatedUnanswered",
    "TerminatedUnrevised",
    "TopicListed",
    "TopicResolved",
    "TopicTakenOff",
    "TrainingLapses",
    "Withdrawn",
    "from_payload",
    "to_payload",
]

EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in Event.__subclasses__()}


def to_payload(event: Event) -> dict[str, Any]:
    """The event's facts as a JSON object; its name travels beside it."""
    return asdict(event)


def from_payload(name: str, payload: dict[str, Any]) -> Event:
    """The event again, as it was.  Raises KeyError for a name that no event has."""
    return EVENTS[name](**payload)
