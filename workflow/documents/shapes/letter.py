"""What a letter is told."""

from datetime import date
from typing import NotRequired, TypedDict

from workflow.documents.shapes.frame import Frame


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
