"""What each document needs to be told.

Days may be `date` or "2027-02-18", moments aware `datetime` or their ISO text.
"""

from datetime import date, datetime
from typing import NotRequired, TypedDict


class Frame(TypedDict):
    """What every document carries: its language ("hu", "en"), when it was made (part of the bytes), its author."""

    language: str
    created_at: datetime
    author: str


class Certificate(Frame):
    """A certificate (procedure rules, 4.10).  It certifies the programme description, never a person."""

    issuer: str
    number: str  # RPA/2027/0007
    title: str
    programme_id: str  # RP-2026-0042
    version: NotRequired[str | None]  # that was accredited: 1.1
    holder: str
    area: str  # place, type and level in words; may be empty
    criteria_version: str
    resolution: str  # OFM 7/2027. (II. 18.)
    valid_from: date
    valid_until: date
    conditions: list[str]
    place: str
    issued_on: date
    president: str
    verification_code: str
    verification_url: str


class Sender(TypedDict):
    """Who writes: name, seat in one line, contact lines."""

    name: str
    seat: str
    contact: list[str]


class Officer(TypedDict):
    """Who to ask."""

    name: str
    contact: str


class Signature(TypedDict):
    """Who signs; `copy` adds "s. k.", `seal` adds "P. H."."""

    name: str
    office: str
    copy: NotRequired[bool]
    seal: NotRequired[bool]


class Run(TypedDict):
    """A piece of a line."""

    text: str
    strong: bool


class Block(TypedDict):
    """A part of the letter: style "text" or "heading" (of one line), or "numbered" (a line an item)."""

    style: str
    lines: list[list[Run]]


class Annex(TypedDict):
    """A table on its own page after the signature."""

    title: str
    columns: list[str]
    rows: list[list[str]]


class Letter(Frame):
    """An outgoing letter in the order of 9.5; `workflow.letters.compose` gives subject to copies_to."""

    sender: Sender
    number: str  # AKR/118-2/2026
    officer: Officer
    their_number: NotRequired[str | None]
    version: NotRequired[str | None]  # of the application that it speaks of: 1.1
    addressee: list[str]
    subject: str
    enclosures: NotRequired[str | None]
    salutation: str
    paragraphs: list[str | Block]
    annex: NotRequired[Annex | None]
    place: str
    dated: date
    closing: str
    signature: Signature
    copies_to: NotRequired[list[str]]


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
    """One agenda item as it went; a case item has its case number."""

    number: str  # 3/a
    case_number: NotRequired[str | None]
    version: NotRequired[str | None]  # of the application that was discussed: 1.1
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


class OpenCondition(TypedDict):
    """What the holder still has to meet."""

    text: str
    due_on: date | None


class Entry(TypedDict):
    """A programme as the register shows it to everybody, in the document's language; "" where there is nothing."""

    number: str  # RPA/2027/0007
    title: str
    summary: str
    holder: str
    places: str
    area: str
    contact: str
    status: str
    valid_from: date
    valid_to: date
    conditions: list[OpenCondition]


class Booklet(Frame):
    """The register as a booklet (4.10): public facts of the programmes in force on a day, and nothing else."""

    as_of: date
    url: str
    entries: list[Entry]


class Grid(TypedDict):
    """Rows of several columns."""

    columns: list[str]
    rows: list[list[str]]


class Answer(TypedDict):
    """One question and what was answered: a text, several lines or a grid; none of them where nothing was."""

    label: str  # B1 A program címe
    text: NotRequired[str | None]
    lines: NotRequired[list[str]]
    grid: NotRequired[Grid | None]


class Part(TypedDict):
    """One section of the form with all its questions."""

    title: str
    answers: list[Answer]


class Enclosure(TypedDict):
    """One annex: its kind with its label, its title, its size in bytes, the SHA-256 of its content."""

    kind: str  # M1 Létesítő okirat vagy nyilvántartási kivonat
    title: str
    size: int
    sha256: str


class Declared(TypedDict):
    """One declaration, and whether it was made."""

    text: str  # N1 Kijelentem, hogy …
    made: bool


class Application(Frame):
    """An application, whole, as one version of it stands; without `frozen_at` it is a draft that was not submitted."""

    case_number: NotRequired[str | None]  # AKR/118/2026
    programme_id: NotRequired[str | None]  # RP-2026-0042
    title: str
    applicant: str
    version: str  # 1.1
    frozen_at: NotRequired[datetime | None]
    recorded: bool  # by the office, from paper
    fingerprint: str  # SHA-256 of the answers, in hexadecimal
    parts: list[Part]
    annexes: list[Enclosure]
    declarations: list[Declared]
    signatory: NotRequired[str | None]
