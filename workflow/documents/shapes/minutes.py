"""What the minutes of a meeting are told."""

from datetime import date
from typing import NotRequired, TypedDict

from workflow.documents.shapes.frame import Frame


class Votes(TypedDict):
    """How many said what."""

    yes: int
    no: int
    abstention: int


class Excluded(TypedDict):
    """A member who may not take part in an item, and the ground (KO1–KO8)."""

    name: str
    ground: str


class Task(TypedDict):
    """What is to be done after the meeting."""

    what: str
    who: str
    due: date


class Resolution(TypedDict):
    """A resolution word for word."""

    number: str
    text: str


class Item(TypedDict):
    """One agenda item as it went: a case has its number and version, a topic says of what kind it is."""

    number: str  # 3/a
    case_number: NotRequired[str | None]
    version: NotRequired[str | None]  # of the application that was discussed: 1.1
    kind: NotRequired[str | None]  # of a topic, in words
    title: str
    rapporteur: NotRequired[str | None]
    excluded: list[Excluded]
    entitled: int
    present: int
    quorate: bool
    summary: str
    proposals: list[str]
    secret: bool
    votes: NotRequired[Votes | None]
    resolution: NotRequired[Resolution | None]
    tasks: list[Task]


class Heading(TypedDict):
    """A line of the adopted agenda."""

    number: str
    title: str


class Minutes(Frame):
    """The minutes of a meeting of the workshop (10.7); `draft` marks them as not yet certified."""

    number: str  # 1/2027
    place: str
    held_on: date
    starts: str  # 10.00
    ends: str
    chair: str
    secretary: str
    certifiers: list[str]
    entitled: int
    present: list[str]
    excused: list[str]
    absent: list[str]
    guests: list[str]
    quorate: bool
    agenda: list[Heading]
    agenda_votes: Votes
    items: list[Item]
    draft: bool
