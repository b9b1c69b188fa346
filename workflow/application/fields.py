"""The questions of the application form: what is asked, in what order, within what limits (procedure rules, 6.1).

The form is data (form.json); O, the self-assessment, is not asked yet.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from workflow.counties import COUNTIES
from workflow.text import Text

PART = re.compile(r"[a-z]$")

Kind = Literal[
    "text",
    "long_text",
    "choice",
    "multi",
    "integer",
    "decimal",
    "yes_no",
    "lines",
    "rows",
    "county",
    "annex",
    "declaration",
]
Condition = Literal["legal_entity", "informal_group", "quarter", "minors", "agreement", "no_reason"]
Pattern = Literal["tax_number", "email", "phone"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be ticked; `code` is what is stored."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of rows; with `choices` one of these is stored in it, by its code."""

    label: Text
    is_short: bool = False
    choices: tuple[Choice, ...] = ()

    def shown(self, cell: str, locale: object) -> str:
        """The cell in words: the label of a choice, else what was written."""
        return next((choice.label.in_(locale) for choice in self.choices if choice.code == cell), cell)


@dataclass(frozen=True, slots=True)
class Field:
    """One question.  A field that 6.1 asks in parts is several: A7, A7e, A7t are the parts of A7.

    `lines` are short texts, one on each line; `rows` have columns and an order.  `limit` counts the characters of a
    text, of one line or of one cell.  `minimum` and `maximum` bound a number, or how many choices are ticked, or how
    many lines or rows are given.
    """

    code: str
    section: str
    label: Text
    kind: Kind
    required: bool = False
    required_if: Condition | None = None
    limit: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    help: Text | None = None
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    example: Text | None = None
    pattern: Pattern | None = None

    @property
    def base(self) -> str:
        """The code of 6.1 that this field belongs to: "A7" for "A7e"."""
        return PART.sub("", self.code)

    def chosen(self, code: object) -> Text | None:
        """The label of one choice, or None when it is none of this field's."""
        return next((choice.label for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions, A-N."""

    code: str
    title: Text
    fields: tuple[Field, ...]


def _text(pair: list[str] | None) -> Text | None:
    return Text(*pair) if pair else None


def _choices(kind: Kind, triples: list[list[str]]) -> tuple[Choice, ...]:
    if kind == "county":
        return tuple(Choice(code, Text(county.name, county.name)) for code, county in COUNTIES.items())
    return tuple(Choice(code, Text(hu, en)) for code, hu, en in triples)


def _column(hu: str, en: str, width: str = "", choices: Sequence[Sequence[str]] = ()) -> Column:
    return Column(Text(hu, en), width == "short", tuple(Choice(code, Text(*pair)) for code, *pair in choices))


def _field(section: str, raw: dict[str, Any]) -> Field:
    return Field(
        code=raw["code"],
        section=section,
        label=Text(*raw["label"]),
        kind=raw["kind"],
        required=raw.get("required", False),
        required_if=raw.get("required_if"),
        limit=raw.get("limit"),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        help=_text(raw.get("help")),
        choices=_choices(raw["kind"], raw.get("choices", [])),
        columns=tuple(_column(*facts) for facts in raw.get("columns", [])),
        example=_text(raw.get("example")),
        pattern=raw.get("pattern"),
    )


def _read(path: Path) -> tuple[Section, ...]:
    return tuple(
        Section(raw["code"], Text(*raw["title"]), tuple(_field(raw["code"], field) for field in raw["fields"]))
        for raw in json.loads(path.read_text(encoding="utf-8"))
    )


SECTIONS = _read(Path(__file__).with_name("form.json"))
FIELDS = MappingProxyType({field.code: field for section in SECTIONS for field in section.fields})
