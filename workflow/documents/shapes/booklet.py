"""What the booklet of the register is told."""

from datetime import date
from typing import TypedDict

from workflow.documents.shapes.frame import Frame


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
