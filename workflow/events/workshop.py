"""The workshop (T23–T25)."""

from dataclasses import dataclass

from workflow.events.event import Event


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
class TopicListed(Event):
    """A topic that is no case was put on the agenda."""

    meeting_id: int
    meeting_number: str
    meeting_on: str
    item_id: int


@dataclass(frozen=True, kw_only=True)
class TopicTakenOff(Event):
    """A topic was taken off the agenda."""

    meeting_id: int
    meeting_number: str
    item_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class TopicResolved(Event):
    """The workshop adopted a resolution on a topic."""

    meeting_id: int
    meeting_number: str
    item_id: int
    resolution_number: str


@dataclass(frozen=True, kw_only=True)
class MinutesCertified(Event):
    """The minutes of the meeting are certified: the president may issue."""

    meeting_id: int
    meeting_number: str
