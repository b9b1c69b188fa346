"""The decision, and the revision that it may ask for (T26–T32)."""

from dataclasses import dataclass

from workflow.events.event import Event


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
