"""The life of a criteria set (procedure rules, 4.12).  `title` is its version."""

from dataclasses import dataclass

from workflow.events.event import Event


@dataclass(frozen=True, kw_only=True)
class ConsultationOpened(Event):
    """A draft was opened for comments."""

    set_id: int
    until_on: str


@dataclass(frozen=True, kw_only=True)
class CriteriaReturned(Event):
    """The workshop sent it back to be written anew."""

    set_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CriteriaDropped(Event):
    """Nothing comes of it; `was_open`: people were commenting on it."""

    set_id: int
    reason: str
    was_open: bool


@dataclass(frozen=True, kw_only=True)
class CriteriaAdopted(Event):
    """The workshop adopted it."""

    set_id: int
    resolution_number: str


@dataclass(frozen=True, kw_only=True)
class CriteriaDated(Event):
    """The president set its first day in force."""

    set_id: int
    in_force_on: str


@dataclass(frozen=True, kw_only=True)
class CriteriaInForce(Event):
    """It is in force, and the one before it is replaced."""

    set_id: int
