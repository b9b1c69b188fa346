from datetime import date, timedelta

import pytest

from workflow.calendar import PUBLISHED, Calendar, easter_sunday, public_holidays
from workflow.deadlines import add_working_days, last_day, subtract_working_days, working_days_between

day = date.fromisoformat


@pytest.mark.parametrize(("year", "days"), [(2005, 255), (2025, 252), (2026, 253), (2027, 254), (2028, 251)])
def test_a_year_has_its_working_days(year, days):
    first = date(year, 1, 1)
    every_day = [first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year]

    assert PUBLISHED.working_days_in(year) == days
    assert sum(PUBLISHED.is_working_day(one) for one in every_day) == days


@pytest.mark.parametrize(
    ("year", "good_friday", "easter_monday", "whit_monday"),
    [
        (2004, None, "04-12", "05-31"),
        (2005, None, "03-28", "05-16"),
        (2016, None, "03-28", "05-16"),
        (2017, "04-14", "04-17", "06-05"),
        (2025, "04-18", "04-21", "06-09"),
        (2026, "04-03", "04-06", "05-25"),
        (2027, "03-26", "03-29", "05-17"),
        (2028, "04-14", "04-17", "06-05"),
    ],
)
def test_movable_feasts_are_free_and_good_friday_only_since_2017(year, good_friday, easter_monday, whit_monday):
    fixed = {"01-01", "03-15", "05-01", "08-20", "10-23", "11-01", "12-25", "12-26"}
    movable = {one for one in (good_friday, easter_monday, whit_monday) if one}

    assert public_holidays(year) == {day(f"{year}-{one}") for one in fixed | movable}


EASTERS = (
    "2004-04-11 2005-03-27 2006-04-16 2007-04-08 2008-03-23 2009-04-12 2010-04-04 2011-04-24 2012-04-08 "
    "2013-03-31 2014-04-20 2015-04-05 2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 "
    "2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21"
)


@pytest.mark.parametrize("easter", EASTERS.split())
def test_easter_monday_is_free_in_every_covered_year(easter):
    assert easter_sunday(int(easter[:4])) == day(easter)
    assert not PUBLISHED.is_working_day(day(easter) + timedelta(days=1))


def test_the_calendar_covers_2004_to_2030_and_not_a_day_more():
    assert [PUBLISHED.is_working_day(day(one)) for one in ("2004-01-01", "2004-01-02")] == [False, True]
    assert [PUBLISHED.is_working_day(day(one)) for one in ("2030-12-31", "2030-12-25")] == [True, False]
    assert add_working_days(day("2030-12-30"), 1) == last_day(day("2030-12-30"), 1) == day("2030-12-31")
    assert subtract_working_days(day("2004-01-05"), 1) == day("2004-01-02")
    for outside in ("2003-12-31", "2031-01-01"):
        with pytest.raises(ValueError, match="outside the working-day calendar, 2004-01-01 to 2030-12-31"):
            PUBLISHED.is_working_day(day(outside))
    with pytest.raises(ValueError, match="run over the end"):
        add_working_days(day("2030-12-31"), 1)
    with pytest.raises(ValueError, match="run over the beginning"):
        subtract_working_days(day("2004-01-02"), 1)


def test_the_office_enters_the_exchange_of_a_year_that_was_not_published_in_time():
    corrected = PUBLISHED.corrected(rest=[day("2027-03-16")], working=[day("2027-03-13")])

    assert last_day(day("2027-02-26"), 15) == day("2027-03-16")
    assert last_day(day("2027-02-26"), 15, calendar=corrected) == day("2027-03-13")
    assert add_working_days(day("2027-03-12"), 2, calendar=corrected) == day("2027-03-17")
    assert subtract_working_days(day("2027-03-17"), 1, calendar=corrected) == day("2027-03-13")
    assert working_days_between(day("2027-03-12"), day("2027-03-17"), calendar=corrected) == 2
    assert corrected.working_days_in(2027) == PUBLISHED.working_days_in(2027) == 254


def test_a_row_of_the_office_wins_over_a_published_one():
    undone = PUBLISHED.corrected(working=[day("2026-08-21")], rest=[day("2026-08-08")])

    assert PUBLISHED.is_working_day(day("2026-08-08"))
    assert not PUBLISHED.is_working_day(day("2026-08-21"))
    assert undone.is_working_day(day("2026-08-21"))
    assert not undone.is_working_day(day("2026-08-08"))


def test_equal_corrections_make_equal_calendars():
    assert PUBLISHED.corrected(rest=[day("2027-03-16")]) == PUBLISHED.corrected(rest=(day("2027-03-16"),))
    assert PUBLISHED.corrected() == PUBLISHED != Calendar()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"rest": [day("2027-03-16")], "working": [day("2027-03-16")]}, "2027-03-16 is given both"),
        ({"rest": [day("2031-01-02")]}, "2031-01-02 is outside the working-day calendar"),
        ({"working": ["2027-03-13"]}, "'2027-03-13' is not a date"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(rows, message):
    with pytest.raises(ValueError, match=message):
        PUBLISHED.corrected(**rows)
