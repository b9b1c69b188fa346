"""What is wrong with a table of rows (procedure rules, 6.1: E3, G2, G8, H2, I1, J-1, J-2, J-3, ...)."""

import re
from decimal import Decimal, InvalidOperation

from workflow.application.completeness import AGREED, NOT_AGREED
from workflow.application.fields import Field
from workflow.application.showing import amount
from workflow.text import Text

#: Signs that a letter or a printed document cannot show.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
#: Columns whose cells the system reads: the hours of the schedule, the agreement of a partner.
HOURS = ("G8", 4)
AGREEMENT = ("I1", 3)


def rows_problem(field: Field, value: object) -> Text | None:
    """The first thing that is wrong with the rows, or None."""
    if not isinstance(value, list):
        return Text("Soronként egyet írjon.", "Write one on each line.")
    if _says_none(field, value):
        return None
    for place, row in enumerate(value, start=1):
        found = _single(field, row) if len(field.columns) == 1 else _several(field, row)
        if found:
            return Text("{place}. sor: {found}", "Line {place}: {found}").filled(place=place, found=found)
    return _number_of_rows(field, len(value))


def hours(cell: str) -> Decimal | None:
    """The hours written in a cell ("2,5" or "2.5"), or None when it holds no positive number."""
    try:
        number = Decimal(cell.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def _says_none(field: Field, rows: list[object]) -> bool:
    """Where none is allowed (J-3), the one row "0" says so."""
    return field.minimum == 0 and rows == [["0"]]


def _single(field: Field, row: object) -> Text | None:
    if not isinstance(row, str):
        return Text("szöveget írjon.", "write text.")
    return _unfit(field, row)


def _several(field: Field, row: object) -> Text | None:
    if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
        return Text("szöveget írjon az oszlopokba.", "write text in the columns.")
    if len(row) != len(field.columns):
        return Text(
            "{wanted} oszlop kell, pontosvesszővel elválasztva; most {given} van.",
            "it needs {wanted} columns, separated by semicolons; it has {given} now.",
        ).filled(wanted=len(field.columns), given=len(row))
    return next((found for cell in row if (found := _unfit(field, cell))), None) or _unreadable(field, row)


def _unfit(field: Field, cell: str) -> Text | None:
    if CONTROL.search(cell):
        return Text("nem olvasható jel van benne; írja be újra.", "it holds an unreadable sign; type it again.")
    if field.limit is None or len(cell) <= field.limit:
        return None
    return Text(
        "legfeljebb {limit} karakter lehet; most {length}.", "at most {limit} characters; it has {length} now."
    ).filled(limit=amount(field.limit), length=amount(len(cell)))


def _unreadable(field: Field, row: list[str]) -> Text | None:
    code, place = HOURS
    if field.code == code and hours(row[place]) is None:
        return Text("az óra nullánál nagyobb szám legyen.", "the hours must be a number above zero.")
    code, place = AGREEMENT
    if field.code == code and row[place].strip().casefold() not in AGREED | NOT_AGREED:
        return Text("a megállapodás „van” vagy „nincs” legyen.", "the agreement must be “yes” or “no”.")
    return None


def _number_of_rows(field: Field, count: int) -> Text | None:
    if field.minimum is not None and count < field.minimum:
        return Text(
            "Legalább {least} sor kell; most {count} van.", "It needs at least {least} lines; it has {count} now."
        ).filled(least=amount(field.minimum), count=count)
    if field.maximum is not None and count > field.maximum:
        return Text(
            "Legfeljebb {most} sor lehet; most {count} van.", "At most {most} lines; it has {count} now."
        ).filled(most=amount(field.maximum), count=count)
    return None
