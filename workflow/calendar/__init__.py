"""Working days from 2004 to 2030: public holidays by law, exchanged days by decree (procedure rules, 9.1)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

FIRST_DAY = date(2004, 1, 1)
LAST_DAY = date(2030, 12, 31)
GOOD_FRIDAY_SINCE = 2017
FIXED_HOLIDAYS = ((1, 1), (3, 15), (5, 1), (8, 20), (10, 23), (11, 1), (12, 25), (12, 26))


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. `rest` and `working` are the days that differ from the ordinary week and the holidays."""

    rest: frozenset[date] = field(default_factory=frozenset)
    working: frozenset[date] = field(default_factory=frozenset)

    def corrected(self, *, rest: Iterable[date] = (), working: Iterable[date] = ()) -> "Calendar":
        """This calendar with the office's own rows laid over it; a row of the office wins over a published one.

        Raises ValueError for a day that is given as both, or that the calendar does not cover.
        """
        more_rest = frozenset(covered(day) for day in rest)
        more_working = frozenset(covered(day) for day in working)
        if both := more_rest & more_working:
            raise ValueError(f"{min(both)} is given both as a rest day and as a working day")
        return Calendar(rest=(self.rest | more_rest) - more_working, working=(self.working | more_working) - more_rest)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is worked. Raises ValueError outside 2004-2030."""
        if covered(day) in self.rest:
            return False
        return day in self.working or day.toordinal() in _ordinary_working_days()

    def working_days(self) -> tuple[int, ...]:
        """All working days in order, as ordinals of `date.fromordinal`."""
        return _working_days(self)

    def working_days_in(self, year: int) -> int:
        """How many days are worked in the year."""
        first, last = covered(date(year, 1, 1)).toordinal(), date(year, 12, 31).toordinal()
        return sum(first <= ordinal <= last for ordinal in self.working_days())


def covered(day: date) -> date:
    """`day` itself, or ValueError when it is no plain date or the calendar does not cover it."""
    # A moment is not a date: in Budapest it may already be the next day
    if not isinstance(day, date) or hasattr(day, "hour"):
        raise ValueError(f"{day!r} is not a date")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is outside the working-day calendar, {FIRST_DAY} to {LAST_DAY}")
    return day


def public_holidays(year: int) -> frozenset[date]:
    """The public holidays (munkaszüneti nap) of the year; Good Friday is one since 2017."""
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=1), easter + timedelta(days=50)}
    if year >= GOOD_FRIDAY_SINCE:
        movable.add(easter - timedelta(days=2))
    return frozenset(movable | {date(year, month, day) for month, day in FIXED_HOLIDAYS})


def easter_sunday(year: int) -> date:
    """Easter by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def published() -> Calendar:
    """The calendar of the decrees in published.json."""
    years = json.loads(Path(__file__).with_name("published.json").read_text(encoding="utf-8"))["years"]
    exchanges = [exchange for year in years for exchange in year["exchanges"]]
    return Calendar().corrected(
        rest=(date.fromisoformat(exchange["rest"]) for exchange in exchanges),
        working=(date.fromisoformat(exchange["working"]) for exchange in exchanges),
    )


# Corrected calendars are made anew from stored rows in every request; equal ones share one list of days
@lru_cache(maxsize=16)
def _working_days(calendar: Calendar) -> tuple[int, ...]:
    rest = {day.toordinal() for day in calendar.rest}
    working = {day.toordinal() for day in calendar.working}
    return tuple(sorted((_ordinary_working_days() - rest) | working))


@lru_cache(maxsize=1)
def _ordinary_working_days() -> frozenset[int]:
    holidays = {
        holiday.toordinal() for year in range(FIRST_DAY.year, LAST_DAY.year + 1) for holiday in public_holidays(year)
    }
    every_day = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
    # Ordinal 1 is a Monday
    return frozenset(day for day in every_day if (day - 1) % 7 < 5 and day not in holidays)


PUBLISHED = published()
