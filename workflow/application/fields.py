"""What an application form is made of: questions in sections, in order, within limits (procedure rules, 6.1).

The forms themselves are data (editions/*.json), read by `editions`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

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
#: What a cell of a table holds: words, a day or month or year, a year, a whole number, hours.
CellKind = Literal["text", "date", "year", "count", "hours"]
Condition = Literal["legal_entity", "informal_group", "quarter", "minors", "agreement", "no_reason"]
Pattern = Literal["tax_number", "email", "phone"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be ticked; `code` is what is stored."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of rows; with `choices` one of these is stored in it, by its code.

    With `source` its cells repeat what stands in a column of another table: the code of that one and the place there.
    """

    label: Text
    is_short: bool = False
    choices: tuple[Choice, ...] = ()
    kind: CellKind = "text"
    required: bool = False
    source: tuple[str, int] | None = None

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


@dataclass(frozen=True, eq=False)
class Form:
    """One edition of the application form, asked of every new programme from `in_force_from` on.

    A version keeps the edition that it answers (`Version.form`): a later one changes nothing for it.
    """

    edition: str
    in_force_from: date
    sections: tuple[Section, ...]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """All questions by code, in their order."""
        return MappingProxyType({field.code: field for section in self.sections for field in section.fields})

    @cached_property
    def declarations(self) -> tuple[str, ...]:
        """The codes of what the representative declares on submitting."""
        return tuple(field.code for field in self.fields.values() if field.kind == "declaration")

    def section(self, code: str) -> Section:
        """The section of this code.  Raises KeyError when there is none."""
        return next((section for section in self.sections if section.code == code), None) or _no_section(code)

    def codes_of(self, base: str) -> list[str]:
        """The codes of the parts of a field of 6.1: "A7" gives A7, A7e, A7t; empty when there is no such field."""
        return [field.code for field in self.fields.values() if field.base == base] or [base] * (base in self.fields)


def _no_section(code: str) -> Section:
    raise KeyError(code)
