"""A month as a sheet of weeks."""

from datetime import date

import pytest

from blueprints.pictures.months import first_of_month, last_of_month, month
from workflow.calendar import FIRST_DAY, LAST_DAY, PUBLISHED

BETWEEN = (FIRST_DAY, LAST_DAY)
TODAY = date(2026, 12, 15)


def sheet(first, counts=None):
    return month(first, counts or {}, today=TODAY, is_worked=PUBLISHED.is_working_day, between=BETWEEN)


def test_weeks_begin_on_monday_and_the_days_of_other_months_only_fill_them_up():
    weeks = sheet(date(2026, 11, 1)).weeks

    assert {week[0].on.isoweekday() for week in weeks} == {1}
    assert {len(week) for week in weeks} == {7}
    assert [day.on.day for week in weeks for day in week if day.is_in_month] == list(range(1, 31))


def test_rest_days_are_those_of_the_working_day_calendar():
    days = {day.on: day for week in sheet(date(2026, 12, 1)).weeks for day in week}

    assert [day for day in range(1, 32) if not days[date(2026, 12, day)].is_worked] == [
        day for day in range(1, 32) if not PUBLISHED.is_working_day(date(2026, 12, day))
    ]
    assert not days[date(2026, 12, 25)].is_worked


def test_what_falls_on_a_day_beside_the_month_is_not_counted_in_it():
    on = {date(2026, 11, 30): 4, date(2026, 12, 1): 2}

    counts = {day.on: day.count for week in sheet(date(2026, 12, 1), on).weeks for day in week if day.count}

    assert counts == {date(2026, 12, 1): 2}


def test_today_is_marked_once_in_its_own_month():
    marked = [day.on for week in sheet(date(2026, 12, 1)).weeks for day in week if day.is_today]

    assert marked == [TODAY]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2027-02", date(2027, 2, 1)),
        ("", date(2026, 12, 1)),
        ("2027-13", date(2026, 12, 1)),
        ("1999-01", date(2026, 12, 1)),
        ("2031-01", date(2026, 12, 1)),
        ("2026-12-24", date(2026, 12, 1)),
        ("'; --", date(2026, 12, 1)),
    ],
)
def test_a_month_that_does_not_exist_or_is_not_covered_is_this_one(asked, found):
    assert first_of_month(asked, today=TODAY, between=BETWEEN) == found


@pytest.mark.parametrize(
    ("first", "beside"),
    [
        (date(2026, 12, 1), (date(2026, 11, 1), date(2027, 1, 1))),
        (date(2004, 1, 1), (None, date(2004, 2, 1))),
        (date(2030, 12, 1), (date(2030, 11, 1), None)),
    ],
)
def test_neighbours_end_where_the_calendar_ends(first, beside):
    assert (sheet(first).previous, sheet(first).following) == beside


def test_february_knows_leap_years():
    assert [last_of_month(date(year, 2, 1)).day for year in (2026, 2028)] == [28, 29]
