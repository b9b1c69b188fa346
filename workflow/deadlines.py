"""Counting of deadlines (procedure rules, 9.2): the day of the event is never counted, the last day ends at 24.00.

All functions take and give plain dates and raise ValueError for anything else, for a count that is not a whole
number from 0 up, and for working days outside 2004-2030.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from workflow.calendar import LAST_DAY, PUBLISHED, Calendar, covered

VALID_YEARS = 5
RENEWAL_OPENS_DAYS_BEFORE = 180
RENEWAL_CLOSES_DAYS_BEFORE = 90
RENEWAL_EXTENSION_DAYS = 180
EXPIRY_WARNING_DAYS = (180, 90, 30)
MONITORING_MONTHS = (18, 36)


class Window(NamedTuple):
    """The first and the last day on which something may be done."""

    opens: date
    closes: date


def add_working_days(start: date, days: int, *, calendar: Calendar = PUBLISHED) -> date:
    """The last day of a deadline of `days` working days; `start` is not counted. 0 days end on `start` itself."""
    if _whole(days) == 0:
        return covered(start)
    worked = calendar.working_days()
    place = bisect_right(worked, covered(start).toordinal()) + days - 1
    if place >= len(worked):
        raise ValueError(f"{days} working days after {start} run over the end of the calendar, {LAST_DAY}")
    return date.fromordinal(worked[place])


def subtract_working_days(end: date, days: int, *, calendar: Calendar = PUBLISHED) -> date:
    """The day that is `days` working days before `end`, which is not counted (9.2, rule 6)."""
    if _whole(days) == 0:
        return covered(end)
    worked = calendar.working_days()
    place = bisect_left(worked, covered(end).toordinal()) - days
    if place < 0:
        raise ValueError(f"{days} working days before {end} run over the beginning of the calendar")
    return date.fromordinal(worked[place])


def working_days_between(start: date, end: date, *, calendar: Calendar = PUBLISHED) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is the earlier."""
    worked = calendar.working_days()
    return bisect_right(worked, covered(end).toordinal()) - bisect_right(worked, covered(start).toordinal())


def last_day(start: date, days: int, *, calendar: Calendar = PUBLISHED) -> date:
    """The last day of a deadline of calendar days; it rolls on to the next working day (9.2, rule 4)."""
    ordinal = covered(start).toordinal() + _whole(days)
    if ordinal > LAST_DAY.toordinal():
        raise ValueError(f"{days} days after {start} run over the end of the calendar, {LAST_DAY}")
    return working_day_from(date.fromordinal(ordinal), calendar=calendar)


def working_day_from(day: date, *, calendar: Calendar = PUBLISHED) -> date:
    """`day` if it is worked, else the next working day."""
    worked = calendar.working_days()
    place = bisect_left(worked, covered(day).toordinal())
    if place >= len(worked):
        raise ValueError(f"no working day from {day} to the end of the calendar, {LAST_DAY}")
    return date.fromordinal(worked[place])


def months_later(start: date, months: int) -> date:
    """The day with the same number, or the last day of a month that has none (9.2, rule 3). Does not roll."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def years_later(start: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 28 February. Does not roll."""
    return months_later(start, 12 * years)


def expiry(decided: date) -> date:
    """The last day of an accreditation, at 24.00 (H23). Never moved to a working day (9.2, rule 7)."""
    return years_later(decided, VALID_YEARS)


def expiry_warnings(valid_to: date) -> tuple[date, ...]:
    """The days on which the holder is warned of the expiry, in order (H29)."""
    return tuple(valid_to - timedelta(days=days) for days in EXPIRY_WARNING_DAYS)


def renewal_window(valid_to: date) -> Window:
    """When a renewal that extends the status may be asked for (H28)."""
    return Window(
        opens=valid_to - timedelta(days=RENEWAL_OPENS_DAYS_BEFORE),
        closes=valid_to - timedelta(days=RENEWAL_CLOSES_DAYS_BEFORE),
    )


def renewal_extension_limit(valid_to: date) -> date:
    """How long a pending renewal keeps the accreditation in force at most (Rule BR-24)."""
    return valid_to + timedelta(days=RENEWAL_EXTENSION_DAYS)


def monitoring_window(decided: date) -> Window:
    """When at least one monitoring visit must take place: months 18 to 36 (H26)."""
    opens, closes = MONITORING_MONTHS
    return Window(opens=months_later(decided, opens), closes=months_later(decided, closes))


def annual_report_due(year: int) -> date:
    """31 March after the reported year (H24). A fixed day, not a count of days: it does not roll."""
    return date(year + 1, 3, 31)


def _whole(days: int) -> int:
    if isinstance(days, bool) or not isinstance(days, int) or days < 0:
        raise ValueError(f"{days!r} is not a number of days, a whole number from 0 up")
    return days
