"""What is wrong with a list of lines or a table of rows (procedure rules, 6.1: E3, G2, G8, H2, I1, J-1, J-2, J-3, ...).

Lines and tables of one column are stored as a list of texts, tables of more as a list of lists of texts.
"""

import re
from dataclasses import dataclass
from typing import Any

from workflow.application.cells import cell_problem
from workflow.application.fields import Field
from workflow.application.showing import NONE, amount
from workflow.text import Text

#: Signs that a letter or a printed document cannot show.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class WrongCell:
    """What is wrong with one cell, or with a whole row where `column` is None; both are counted from 0."""

    row: int
    column: int | None
    problem: Text


def rows_problem(field: Field, value: object) -> Text | None:
    """The first thing that is wrong with the lines or rows, or None."""
    if not isinstance(value, list):
        return Text("Soronként egyet írjon.", "Write one on each line.")
    wrong = wrong_cells(field, value)
    return placed(field, wrong[0]) if wrong else wrong_number(field, value)


def read_rows(field: Field, cells: list[list[str]]) -> list[Any]:
    """Rows of cells as they are stored: texts where there is one column."""
    return [row[0] for row in cells] if len(field.columns) == 1 else cells


def wrong_cells(field: Field, rows: list[object]) -> list[WrongCell]:
    """Everything that is wrong with single cells, from the top."""
    if _says_none(field, rows):
        return []
    return [wrong for place, row in enumerate(rows) for wrong in _row(field, place, row)]


def wrong_number(field: Field, rows: list[object]) -> Text | None:
    """What is wrong with how many rows there are, or None."""
    count = len(rows)
    if field.minimum is not None and count < field.minimum:
        return Text(
            "Legalább {least} sor kell; most {count} van.", "It needs at least {least} lines; it has {count} now."
        ).filled(least=amount(field.minimum), count=count)
    if field.maximum is not None and count > field.maximum:
        return Text(
            "Legfeljebb {most} sor lehet; most {count} van.", "At most {most} lines; it has {count} now."
        ).filled(most=amount(field.maximum), count=count)
    return None


def placed(field: Field, wrong: WrongCell) -> Text:
    """The problem with the number of its row and the name of its column: "2. sor, óra: …"."""
    if wrong.column is None or len(field.columns) == 1:
        where = Text("{place}. sor", "Line {place}")
    else:
        name = field.columns[wrong.column].label
        where = Text(f"{{place}}. sor, {name.hu}", f"Line {{place}}, {name.en}")
    return Text("{where}: {problem}", "{where}: {problem}").filled(
        where=where.filled(place=wrong.row + 1), problem=wrong.problem
    )


def _says_none(field: Field, rows: list[object]) -> bool:
    """Where none is allowed (J-3), one row says so."""
    return field.minimum == 0 and rows == NONE


def _row(field: Field, place: int, row: object) -> list[WrongCell]:
    cells = [row] if len(field.columns) == 1 else row
    if not isinstance(cells, list) or not all(isinstance(cell, str) for cell in cells):
        return [WrongCell(place, None, Text("szöveget írjon.", "write text."))]
    if len(cells) != len(field.columns):
        few = Text("{wanted} oszlop kell; most {given} van.", "it needs {wanted} columns; it has {given} now.")
        return [WrongCell(place, None, few.filled(wanted=len(field.columns), given=len(cells)))]
    found = ((at, _cell(field, at, cell)) for at, cell in enumerate(cells))
    return [WrongCell(place, at, problem) for at, problem in found if problem]


def _cell(field: Field, at: int, cell: str) -> Text | None:
    if CONTROL.search(cell):
        return Text("nem olvasható jel van benne; írja be újra.", "it holds an unreadable sign; type it again.")
    if field.limit is not None and len(cell) > field.limit:
        return Text(
            "legfeljebb {limit} karakter lehet; most {length}.", "at most {limit} characters; it has {length} now."
        ).filled(limit=amount(field.limit), length=amount(len(cell)))
    return cell_problem(field.columns[at], cell)
