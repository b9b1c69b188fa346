"""What is wrong with one cell of a table, by the kind of its column (procedure rules, 6.1)."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from workflow.application.days import first_day
from workflow.application.fields import CellKind, Column
from workflow.text import Text

YEAR = re.compile(r"(?:19|20)\d\d\.?")
WHOLE = re.compile(r"\d{1,3}(?:[ \u00a0]?\d{3})*(?: ?fő)?")
FILL_IN = Text("töltse ki.", "fill it in.")
ABOVE_ZERO = Text("nullánál nagyobb számot írjon.", "write a number above zero.")


def cell_problem(column: Column, cell: str) -> Text | None:
    """What is wrong with the cell, or None; an empty one is wrong only where the column must be filled in."""
    if column.choices:
        return _unchosen(column, cell)
    if not cell.strip():
        return (ABOVE_ZERO if column.kind == "hours" else FILL_IN) if column.required else None
    return CELLS[column.kind](cell)


def hours(cell: str) -> Decimal | None:
    """The hours written in a cell ("2,5" or "2.5"), or None when it holds no positive number."""
    try:
        number = Decimal(cell.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def _unchosen(column: Column, cell: str) -> Text | None:
    if cell in {choice.code for choice in column.choices}:
        return None
    offered = Text(*(", ".join(choice.label.in_(locale) for choice in column.choices) for locale in ("hu", "en")))
    return Text("válasszon: {offered}.", "choose: {offered}.").filled(offered=offered)


def _any(cell: str) -> Text | None:
    return None


def _date(cell: str) -> Text | None:
    if first_day(cell):
        return None
    return Text(
        "évet írjon, ha lehet, hónappal és nappal, például 2025. március 1.",
        "write a year, with month and day if you can, for example 2025-03-01.",
    )


def _year(cell: str) -> Text | None:
    if YEAR.fullmatch(cell.strip()):
        return None
    return Text("négyjegyű évszámot írjon, például 2025.", "write a year of four digits, for example 2025.")


def _count(cell: str) -> Text | None:
    if WHOLE.fullmatch(cell.strip()):
        return None
    return Text("egész számot írjon, például 24.", "write a whole number, for example 24.")


def _hours(cell: str) -> Text | None:
    return None if hours(cell) else ABOVE_ZERO


CELLS: dict[CellKind, Callable[[str], Text | None]] = {
    "text": _any,
    "date": _date,
    "year": _year,
    "count": _count,
    "hours": _hours,
}
