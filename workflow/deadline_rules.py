"""The deadlines H01-H34 of the procedure (rules, 4.6), read from calendar/deadlines.json; deadlines.py counts them.

One code of the rules may hold several deadlines: the main one has the plain code, the others a suffix
("H03-extension", "H15-draft").
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from workflow.calendar import PUBLISHED, Calendar
from workflow.deadlines import (
    add_working_days,
    last_day,
    months_later,
    subtract_working_days,
    working_day_from,
    years_later,
)
from workflow.text import Text


class Unit(StrEnum):
    """What a deadline is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"


# In Hungarian no plural after a number; the second word stands in "15 munkanappal az ülés előtt"
UNIT_WORDS = {
    Unit.WORKING_DAYS: (Text("munkanap", "working day"), "munkanappal"),
    Unit.CALENDAR_DAYS: (Text("naptári nap", "calendar day"), "naptári nappal"),
    Unit.MONTHS: (Text("hónap", "month"), "hónappal"),
    Unit.YEARS: (Text("év", "year"), "évvel"),
}


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One deadline: how long, in what, counted from (or back from) what."""

    code: str
    name: Text
    length: int
    unit: Unit
    counted_from: Text
    is_before: bool = False
    # A deadline of calendar days moves on to a working day (9.2, rule 4); windows, warnings and expiry do not
    rolls: bool = True
    # A length other than the usual one may be set within these limits; none at all if both are None
    shortest: int | None = None
    longest: int | None = None
    # Days before (negative) and after the last day on which people are reminded; in working days if so counted
    reminders: tuple[int, ...] = ()

    def describe(self, *, length: int | None = None) -> Text:
        """The rule in words: "10 munkanap a közléstől" / "10 working days from communication"."""
        counted = self.length if length is None else length
        words, by = UNIT_WORDS[self.unit]
        plural = "" if counted == 1 else "s"
        return Text(
            hu=f"{counted} {by if self.is_before else words.hu} {self.counted_from.hu}",
            en=f"{counted} {words.en}{plural} {self.counted_from.en}",
        )


def load_rules() -> dict[str, DeadlineRule]:
    """The rules in calendar/deadlines.json by code, in their order there."""
    path = Path(__file__).parent / "calendar" / "deadlines.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    starts = {name: Text(**words) for name, words in table["counted_from"].items()}
    return {row["code"]: _rule(row, starts) for row in table["rules"]}


def due(code: str, start: date, *, calendar: Calendar = PUBLISHED, length: int | None = None) -> date:
    """The last day of deadline `code` counted from (or back from) `start`.

    `length` replaces the usual length where the rule leaves it open (H20 in the decision, H30, H33 with its stopped
    days). Raises KeyError for an unknown code and ValueError for a length outside the limits of the rule.
    """
    rule = DEADLINE_RULES[code]
    counted = _allowed_length(rule, length)
    if rule.unit is Unit.WORKING_DAYS:
        count = subtract_working_days if rule.is_before else add_working_days
        return count(start, counted, calendar=calendar)
    if rule.unit is Unit.CALENDAR_DAYS and rule.rolls:
        return last_day(start, counted, calendar=calendar)
    if rule.unit is Unit.CALENDAR_DAYS:
        return start + timedelta(days=-counted if rule.is_before else counted)
    raw = years_later(start, counted) if rule.unit is Unit.YEARS else months_later(start, counted)
    return working_day_from(raw, calendar=calendar) if rule.rolls else raw


def reminder_days(code: str, last: date, *, calendar: Calendar = PUBLISHED) -> tuple[date, ...]:
    """The days on which people are reminded of the deadline `code` whose last day is `last`, in order."""
    rule = DEADLINE_RULES[code]
    if rule.unit is not Unit.WORKING_DAYS:
        return tuple(last + timedelta(days=days) for days in rule.reminders)
    return tuple(
        subtract_working_days(last, -days, calendar=calendar)
        if days < 0
        else add_working_days(last, days, calendar=calendar)
        for days in rule.reminders
    )


def _allowed_length(rule: DeadlineRule, length: int | None) -> int:
    if length is None:
        return rule.length
    if rule.shortest is None and rule.longest is None:
        raise ValueError(f"{rule.code}: the length is fixed at {rule.length}")
    is_too_short = rule.shortest is not None and length < rule.shortest
    if is_too_short or (rule.longest is not None and length > rule.longest):
        raise ValueError(f"{rule.code}: {length} is outside {rule.shortest} to {rule.longest or 'any'}")
    return length


def _rule(row: dict[str, Any], starts: dict[str, Text]) -> DeadlineRule:
    return DeadlineRule(
        code=row["code"],
        name=Text(hu=row["hu"], en=row["en"]),
        length=row["length"],
        unit=Unit(row["unit"]),
        counted_from=starts[row["counted_from"]],
        is_before=row.get("is_before", False),
        rolls=row.get("rolls", True),
        shortest=row.get("shortest"),
        longest=row.get("longest"),
        reminders=tuple(row.get("reminders", ())),
    )


DEADLINE_RULES = load_rules()
