"""What is wrong with an answer, in one plain sentence that names the limit (procedure rules, 6.1)."""

import re
from collections.abc import Callable
from decimal import Decimal
from math import isfinite

from workflow.application.completeness import is_empty
from workflow.application.fields import Field, Kind, Pattern
from workflow.application.showing import amount
from workflow.application.tables import CONTROL, rows_problem
from workflow.text import Text

TAX_NUMBER = re.compile(r"(\d{7})(\d)-\d-\d\d")
TAX_WEIGHTS = (9, 7, 3, 1, 9, 7, 3)
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
PHONE = re.compile(r"\+?[\d\s()/.-]{6,}")


def problems(field: Field, value: object) -> Text | None:
    """What is wrong with this answer, or None.  An empty answer is never wrong here: `missing` looks after those."""
    return None if is_empty(value) else CHECKS[field.kind](field, value)


def _text(field: Field, value: object) -> Text | None:
    if not isinstance(value, str):
        return Text("Szöveget írjon ide.", "Write text here.")
    if CONTROL.search(value):
        return Text(
            "A szövegben nem olvasható jel van; írja be újra.", "The text holds an unreadable sign; type it again."
        )
    if field.limit is not None and len(value) > field.limit:
        facts = {"limit": amount(field.limit), "length": amount(len(value))}
        return Text(
            "Legfeljebb {limit} karakter lehet; most {length}.", "At most {limit} characters; it has {length} now."
        ).filled(**facts)
    return PATTERNS[field.pattern](value) if field.pattern else None


def _tax_number(value: str) -> Text | None:
    match = TAX_NUMBER.fullmatch(value)
    if match is None:
        return Text(
            "Az adószám formátuma 8-1-2 számjegy, például 12345678-1-42.",
            "A tax number is written as 8-1-2 digits, for example 12345678-1-42.",
        )
    total = sum(weight * int(digit) for weight, digit in zip(TAX_WEIGHTS, match[1], strict=True))
    if -total % 10 != int(match[2]):
        return Text(
            "Az adószám elgépelt: a nyolcadik, ellenőrző számjegye nem illik a többihez.",
            "The tax number is mistyped: its eighth digit, the check digit, does not fit the others.",
        )
    return None


def _email(value: str) -> Text | None:
    if EMAIL.fullmatch(value):
        return None
    return Text(
        "Teljes e-mail-címet írjon, például nev@pelda.hu.",
        "Write a whole e-mail address, for example name@example.org.",
    )


def _phone(value: str) -> Text | None:
    if PHONE.fullmatch(value) and sum(sign.isdigit() for sign in value) >= 6:
        return None
    return Text(
        "Telefonszámot írjon körzetszámmal, legalább 6 számjeggyel.",
        "Write a phone number with its area code, at least 6 digits.",
    )


def _choice(field: Field, value: object) -> Text | None:
    if field.chosen(value) is None:
        return Text("Válasszon a felsoroltak közül.", "Choose one of those listed.")
    return None


def _multi(field: Field, value: object) -> Text | None:
    if not isinstance(value, list) or any(field.chosen(code) is None for code in value):
        return Text("Csak a felsoroltak közül választhat.", "You may choose only from those listed.")
    if len(set(value)) != len(value):
        return Text("Mindegyiket csak egyszer jelölje meg.", "Tick each only once.")
    if field.maximum is not None and len(value) > field.maximum:
        return Text(
            "Legfeljebb {most} választ jelölhet meg; most {count} van.", "Tick {most} at most; {count} are ticked now."
        ).filled(most=amount(field.maximum), count=len(value))
    return None


def _integer(field: Field, value: object) -> Text | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return Text("Egész számot írjon, betű nélkül.", "Write a whole number, without letters.")
    return _range(field, value)


def _decimal(field: Field, value: object) -> Text | None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        return Text("Számot írjon, például 10 vagy 7,5.", "Write a number, for example 10 or 7.5.")
    exact = Decimal(str(value))
    if exact != round(exact, 1):
        return Text("Legfeljebb egy tizedesjegyet írjon.", "Write at most one decimal place.")
    return _range(field, value)


def _range(field: Field, value: float) -> Text | None:
    low, high = field.minimum, field.maximum
    if low is None or high is None or low <= value <= high:
        return None
    return Text("Legalább {low}, legfeljebb {high} lehet.", "It must be at least {low} and at most {high}.").filled(
        low=amount(low), high=amount(high)
    )


def _yes_no(field: Field, value: object) -> Text | None:
    return None if isinstance(value, bool) else Text("Igennel vagy nemmel feleljen.", "Answer yes or no.")


def _attached(field: Field, value: object) -> Text | None:
    return None if isinstance(value, str) else Text("Fájlt csatoljon.", "Attach a file.")


PATTERNS: dict[Pattern, Callable[[str], Text | None]] = {
    "tax_number": _tax_number,
    "email": _email,
    "phone": _phone,
}
CHECKS: dict[Kind, Callable[[Field, object], Text | None]] = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "multi": _multi,
    "county": _multi,
    "integer": _integer,
    "decimal": _decimal,
    "yes_no": _yes_no,
    "lines": rows_problem,
    "rows": rows_problem,
    "annex": _attached,
    "declaration": _yes_no,
}
