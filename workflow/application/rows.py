"""Rows that contradict another answer, one another or the day (procedure rules, 6.1: J-1, J-2 against E3, J-3)."""

from collections.abc import Callable, Iterator
from datetime import date

from workflow.application.cells import YEAR
from workflow.application.completeness import Answers
from workflow.application.days import first_day, last_day
from workflow.application.fields import Field, Form
from workflow.application.tables import WrongCell
from workflow.clock import today
from workflow.text import Text

#: The table of implementations, and its columns of start and end.
IMPLEMENTATIONS, START, END = "J-1", 1, 2
GONE = Text(
    "ilyen mutató nincs az E3 mezőben. Válasszon az ott felsoroltak közül.",
    "field E3 has no such indicator. Choose one that is listed there.",
)
UNTIED = Text("válassza ki, melyik E3-beli mutatóról szól.", "choose which indicator of E3 it is about.")


def offered(field: Field, place: int, answers: Answers) -> list[str]:
    """What a column that repeats another table may hold, in its order; empty where that table is."""
    source = field.columns[place].source
    if source is None:
        return []
    code, column = source
    rows = [row for row in answers.get(code) or [] if isinstance(row, list) and len(row) > column]
    return list(dict.fromkeys(said for row in rows if (said := _said(row[column]) or _said(row[0]))))


def row_problems(answers: Answers, form: Form, on: date | None = None) -> Iterator[tuple[Field, WrongCell]]:
    """Every cell that contradicts something, with its field; cells that are wrong by themselves are passed over."""
    for field in form.fields.values():
        for wrong in wrong_rows(field, answers, on):
            yield field, wrong


def wrong_rows(field: Field, answers: Answers, on: date | None = None) -> list[WrongCell]:
    """The cells of one table that contradict something; `on` is the day, today by default."""
    rows = answers.get(field.code) if field.kind == "rows" else None
    if not isinstance(rows, list):
        return []
    day = on or today()
    whole = [(at, row) for at, row in enumerate(rows) if isinstance(row, list) and len(row) == len(field.columns)]
    found = []
    for place in range(len(field.columns)):
        check = _check(field, place, answers, day)
        found += [WrongCell(at, place, wrong) for at, row in whole if check and (wrong := check(str(row[place])))]
    found += [WrongCell(at, END, ENDS_BEFORE) for at, row in whole if field.code == IMPLEMENTATIONS and _reversed(row)]
    return sorted(found, key=lambda wrong: (wrong.row, wrong.column or 0))


ENDS_BEFORE = Text("a vége nem lehet korábbi a kezdeténél.", "the end cannot be before the start.")


def _check(field: Field, place: int, answers: Answers, on: date) -> Callable[[str], Text | None] | None:
    column = field.columns[place]
    if column.source is not None:
        known = offered(field, place, answers)
        return (lambda cell: _untied(cell, known)) if known else None
    if column.kind == "date":
        return lambda cell: _future_day(cell, place, on)
    return (lambda cell: _future_year(cell, on)) if column.kind == "year" else None


def _untied(cell: str, known: list[str]) -> Text | None:
    if not _said(cell):
        return UNTIED
    return None if _said(cell) in known else GONE


def _future_day(cell: str, place: int, on: date) -> Text | None:
    begins = first_day(cell)
    if begins is None or begins <= on:
        return None
    if place == END:
        return Text(
            "jövőbeli nem lehet. Ha még tart, hagyja üresen.",
            "it cannot be in the future. If it goes on, leave it empty.",
        )
    return Text("jövőbeli nem lehet.", "it cannot be in the future.")


def _future_year(cell: str, on: date) -> Text | None:
    if YEAR.fullmatch(cell.strip()) is None or int(cell.strip()[:4]) <= on.year:
        return None
    return Text("az év nem lehet jövőbeli.", "the year cannot be in the future.")


def _reversed(row: list[object]) -> bool:
    start, end = first_day(str(row[START])), last_day(str(row[END]))
    return bool(start and end and end < start)


def _said(cell: object) -> str:
    return " ".join(str(cell).split())
