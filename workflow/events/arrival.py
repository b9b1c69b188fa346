"""An application arrives, or is taken back (T01–T04, T33)."""

from dataclasses import dataclass, field

from workflow.events.event import Event


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
class Withdrawn(Event):
    """T33: the representative withdrew; `assigned_ids` are the people who were at work on it."""

    statement: str
    assigned_ids: list[int] = field(default_factory=list)
