"""A month as weeks of days, Monday first, for a calendar on which something falls."""

from calendar import Calendar, monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY_FIRST = Calendar()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the sheet; those of the months beside it fill the weeks up."""

    on: date
    is_in_month: bool
    is_worked: bool
    is_today: bool
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """The sheet of one month; `previous` and `following` are the first days of its neighbours, or None."""

    first: date
    last: date
    weeks: tuple[tuple[Day, ...], ...]
    previous: date | None
    following: date | None


def month(
    first: date,
    counts: Mapping[date, int],
    *,
    today: date,
    is_worked: Callable[[date], bool],
    between: tuple[date, date],
) -> Month:
    """The month that begins on `first`; `between` are the first and last day of which `is_worked` knows."""
    last = last_of_month(first)
    weeks = tuple(
        tuple(_day(day, first, counts, today, is_worked, between) for day in week)
        for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    )
    return Month(
        first=first,
        last=last,
        weeks=weeks,
        previous=(first - timedelta(days=1)).replace(day=1) if first > between[0] else None,
        following=last + timedelta(days=1) if last < between[1] else None,
    )


def first_of_month(asked: str, *, today: date, between: tuple[date, date]) -> date:
    """The first day of the month that is asked for as "2026-11"; this month's for anything else."""
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = today
    return (first if between[0] <= first <= between[1] else today).replace(day=1)


def last_of_month(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def _day(
    day: date,
    first: date,
    counts: Mapping[date, int],
    today: date,
    is_worked: Callable[[date], bool],
    between: tuple[date, date],
) -> Day:
    inside = (day.year, day.month) == (first.year, first.month)
    return Day(
        on=day,
        is_in_month=inside,
        is_worked=between[0] <= day <= between[1] and is_worked(day),
        is_today=day == today,
        count=counts.get(day, 0) if inside else 0,
    )
