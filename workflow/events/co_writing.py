"""Somebody is invited to write an application with the applicant's people, accepts, leaves, or is removed."""

from dataclasses import dataclass

from workflow.events.event import Event


@dataclass(frozen=True, kw_only=True)
class CoWriterInvited(Event):
    """`inviter` (a name) asks the user to write; the invitation may be accepted until `until_on`."""

    co_writer_id: int
    user_id: int
    inviter: str
    until_on: str


@dataclass(frozen=True, kw_only=True)
class CoWriterJoined(Event):
    """`person` (a name) accepted and writes from now on."""

    person: str


@dataclass(frozen=True, kw_only=True)
class CoWriterRemoved(Event):
    """The applicant took the user's right to write away, or the invitation back."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class CoWriterLeft(Event):
    """`person` (a name) declined or stopped writing; `inviter_id` (user) is told."""

    person: str
    inviter_id: int
