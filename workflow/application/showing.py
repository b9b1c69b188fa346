"""How an answer is read, and the fingerprint of all of them (Rule BR-02)."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from workflow import hungarian
from workflow.application.completeness import Answers, is_empty
from workflow.application.fields import Field
from workflow.application.lines import place_name
from workflow.text import Text

#: What a table of rows holds where none is an answer (J-3).
NONE = [["0"]]
YES_NO = {True: Text("igen", "yes"), False: Text("nem", "no")}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of several columns in words: the names of the columns, and the cells row by row."""

    heads: list[str]
    rows: list[list[str]]


def shown(field: Field, value: object, locale: object) -> str | list[str] | Table:
    """The answer in words: a list for what has several parts (ticked choices, lines), "" or [] for no answer.

    Rows of several columns are a table.  What does not fit the field (a mistyped answer) is shown as it is stored.
    """
    if field.kind == "rows" and value == NONE:
        return Text("egy sem", "none").in_(locale)
    if field.kind == "rows" and len(field.columns) > 1 and _are_rows(value):
        return _table(field, value, locale)
    if field.kind in ("multi", "county", "lines", "rows"):
        parts = value if isinstance(value, list) else [] if is_empty(value) else [value]
        return [_part(field, part, locale) for part in parts]
    return "" if is_empty(value) else _single(field, value, locale)


def _are_rows(value: object) -> TypeGuard[list[list[object]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(row, list) for row in value)


def _table(field: Field, rows: list[list[object]], locale: object) -> Table:
    heads = [column.label.in_(locale) for column in field.columns]
    return Table(heads, [_cells(field, row, locale) for row in rows])


def _cells(field: Field, row: list[object], locale: object) -> list[str]:
    """As many cells as there are columns; what is over goes into the last."""
    count = len(field.columns)
    cells = [str(cell) for cell in row] + [""] * count
    over = [cell for cell in cells[count:] if cell]
    said = [column.shown(cell, locale) for column, cell in zip(field.columns, cells, strict=False)]
    return [*said[:-1], "; ".join([said[-1], *over])]


def _part(field: Field, part: object, locale: object) -> str:
    label = field.chosen(part)
    return label.in_(locale) if label else place_name(part) if field.kind == "lines" else str(part)


def _single(field: Field, value: object, locale: object) -> str:
    if isinstance(value, bool):
        return YES_NO[value].in_(locale)
    if isinstance(value, int | float):
        return amount(value, places=1 if field.kind == "decimal" else 0).in_(locale)
    return _part(field, value, locale)


def amount(number: float, *, places: int | None = None) -> Text:
    """A number as both languages write it, with one decimal place only where it has one unless `places` says."""
    exact = Decimal(str(number))
    if places is None:
        places = 0 if exact == int(exact) else 1
    return Text(hungarian.decimal(exact, places), f"{exact:,.{places}f}")


def fingerprint(answers: Answers) -> str:
    """The SHA-256 of the answers, in hexadecimal: equal for equal answers, whatever their order in the mapping."""
    canonical = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
