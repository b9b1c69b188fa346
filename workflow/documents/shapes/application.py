"""What the print of an application is told."""

from datetime import datetime
from typing import NotRequired, TypedDict

from workflow.documents.shapes.frame import Frame


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
