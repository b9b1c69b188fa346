"""A concern about one answer, and how answers are read by the rules, which must bear whatever was stored."""

from dataclasses import dataclass

from workflow.application import Answers, Table, shown
from workflow.application.fields import Field
from workflow.text import Text


@dataclass(frozen=True, slots=True)
class Concern:
    """What the office would ask of a field, and what to do; `rule` is the point of the procedure (J8, G11)."""

    rule: str
    field: str
    text: Text


@dataclass(frozen=True, slots=True)
class Annex:
    """An attached file: its kind (M1–M7) and what it is called."""

    kind: str
    title: str


def said(answers: Answers, code: str) -> str:
    """The text of an answer, "" where there is none."""
    value = answers.get(code)
    return value.strip() if isinstance(value, str) else ""


def rows(answers: Answers, code: str, width: int) -> list[list[str]]:
    """The rows of a table as `width` texts each."""
    value = answers.get(code)
    found = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
    return [[*(str(cell).strip() for cell in row), *[""] * width][:width] for row in found]


def number(answers: Answers, code: str) -> float | None:
    """A number that was answered, or None."""
    value = answers.get(code)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def whole(field: Field, answers: Answers) -> str:
    """Everything that was answered to the field, as one text."""
    told = shown(field, answers.get(field.code), "hu")
    if isinstance(told, Table):
        return "\n".join(" ".join(cells) for cells in told.rows)
    return told if isinstance(told, str) else "\n".join(told)
