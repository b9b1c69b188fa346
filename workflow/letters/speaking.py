"""Facts in the language of a letter: dates, numbers and articles by the rules of 9.4."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from workflow.documents.words import english_date
from workflow.hungarian import article, date_on, date_until, decimal, long_date, weekday
from workflow.text import Text

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORD_FORMS: dict[str, Callable[[str], str]] = {
    "": str,
    "az": article,
    "Az": lambda word: article(word).capitalize(),
}
DAY_FORMS: dict[str, dict[str, Callable[[date], str]]] = {
    "hu": {"": long_date, "on": date_on, "until": date_until, "weekday": weekday},
    "en": {"": english_date, "weekday": lambda day: ENGLISH_WEEKDAYS[day.weekday()]},
}


class Word(str):
    """A word that knows its Hungarian article: `{word:az}`."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return WORD_FORMS[form](str(self))


class Day:
    """A day that knows its forms in one language: `{day:until}`."""

    def __init__(self, day: date, locale: str) -> None:
        self.day = day
        self.forms = DAY_FORMS[locale]

    def __format__(self, form: str) -> str:
        return self.forms[form](self.day)


def spoken(facts: Mapping[str, object], locale: str) -> dict[str, Any]:
    """The facts as words and days of `locale`; every list `x` also gives its length as `x_count`."""
    said = {name: _said(fact, locale) for name, fact in facts.items()}
    counts = {f"{name}_count": Word(len(fact)) for name, fact in facts.items() if isinstance(fact, list | tuple)}
    return said | counts


def _said(fact: object, locale: str) -> Any:
    if isinstance(fact, Text):
        return Word(fact.in_(locale))
    if isinstance(fact, date):
        return Day(fact, locale)
    if isinstance(fact, str) and ISO_DAY.fullmatch(fact):
        return Day(date.fromisoformat(fact), locale)
    if isinstance(fact, Fraction | Decimal):
        comma = decimal(fact)
        return Word(comma if locale == "hu" else comma.replace(",", "."))
    return fact if isinstance(fact, list | tuple) or fact is None else Word(fact)
