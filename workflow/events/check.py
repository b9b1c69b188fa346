"""The formal check and the completion (T05–T12)."""

from dataclasses import dataclass

from workflow.events.event import Event


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
class ExcuseAsked(Event):
    """T10b: the representative asks to be excused for the missed deadline of the completion."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ExcuseGranted(Event):
    """T10c: the completion has a new deadline."""

    document_id: int
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ExcuseRefused(Event):
    """T10d: the missed deadline is not excused."""

    document_id: int
    reason: str
