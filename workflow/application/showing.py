"""How an answer is read, and the fingerprint of all of them (Rule BR-02)."""

import hashlib
import json
from decimal import Decimal

from workflow import hungarian
from workflow.application.completeness import Answers, is_empty
from workflow.application.fields import Field
from workflow.text import Text

YES_NO = {True: Text("igen", "yes"), False: Text("nem", "no")}


def shown(field: Field, value: object, locale: object) -> str | list[str]:
    """The answer in words: a list for what has several parts (ticked choices, rows), "" or [] for no answer.

    What does not fit the field (an old or mistyped answer) is shown as it is stored.
    """
    if field.kind in ("multi", "county", "rows"):
        parts = value if isinstance(value, list) else [] if is_empty(value) else [value]
        return [_part(field, part, locale) for part in parts]
    return "" if is_empty(value) else _single(field, value, locale)


def _part(field: Field, part: object, locale: object) -> str:
    if isinstance(part, list):
        return "; ".join(map(str, part))
    label = field.chosen(part)
    return label.in_(locale) if label else str(part)


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
