from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.calendar import PUBLISHED
from workflow.deadlines import (
    Window,
    add_working_days,
    annual_report_due,
    expiry,
    expiry_warnings,
    last_day,
    monitoring_window,
    months_later,
    renewal_extension_limit,
    renewal_window,
    subtract_working_days,
    working_day_from,
    working_days_between,
    years_later,
)

dates = st.dates(date(2004, 3, 1), date(2029, 12, 31))
counts = st.integers(1, 180)
day = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2025-12-31", 5, "2026-01-09"),
        ("2026-01-09", 1, "2026-01-10"),
        ("2026-03-02", 10, "2026-03-16"),
        ("2026-03-30", 5, "2026-04-08"),
        ("2026-05-22", 5, "2026-06-01"),
        ("2026-08-05", 3, "2026-08-08"),
        ("2026-10-22", 1, "2026-10-26"),
        ("2026-11-20", 10, "2026-12-04"),
        ("2026-11-20", 15, "2026-12-11"),
        ("2026-12-07", 5, "2026-12-12"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2005-03-11", 1, "2005-03-16"),  # 14 March was exchanged, 15 March is a holiday
        ("2005-03-18", 1, "2005-03-19"),
        ("2026-11-21", 1, "2026-11-23"),  # counted from a Saturday
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_a_deadline_of_working_days_does_not_count_its_first_day(start, days, last):
    assert add_working_days(day(start), days) == day(last)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-19", 15, "2026-04-07"),
        ("2026-10-08", 15, "2026-10-26"),
        ("2026-11-20", 15, "2026-12-07"),
        ("2026-11-20", 90, "2027-02-18"),
        ("2026-11-20", 180, "2027-05-19"),
        ("2027-02-26", 15, "2027-03-16"),
        ("2026-07-29", 10, "2026-08-08"),  # a working Saturday needs no roll
    ],
)
def test_a_deadline_of_calendar_days_rolls_on_to_a_working_day(start, days, last):
    assert last_day(day(start), days) == day(last)


@pytest.mark.parametrize(
    ("meeting", "days", "latest"), [("2027-02-18", 15, "2027-01-28"), ("2027-02-18", 8, "2027-02-08")]
)
def test_a_deadline_before_a_meeting_counts_backwards_without_the_meeting_day(meeting, days, latest):
    assert subtract_working_days(day(meeting), days) == day(latest)


@pytest.mark.parametrize(
    ("decided", "valid_to"),
    [("2027-02-18", "2032-02-18"), ("2028-02-29", "2033-02-28"), ("2027-03-01", "2032-03-01")],
)
def test_an_accreditation_lasts_five_years_and_ends_on_no_matter_what_day(decided, valid_to):
    assert expiry(day(decided)) == day(valid_to)


def test_the_life_of_an_accreditation_has_its_windows_and_warnings():
    assert monitoring_window(day("2027-02-18")) == Window(day("2028-08-18"), day("2030-02-18"))
    assert renewal_window(day("2032-02-18")) == Window(day("2031-08-22"), day("2031-11-20"))
    assert expiry_warnings(day("2032-02-18")) == (day("2031-08-22"), day("2031-11-20"), day("2032-01-19"))
    assert renewal_extension_limit(day("2032-02-18")) == day("2032-08-16")
    assert annual_report_due(2027) == day("2028-03-31")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-20", 12, "2027-11-20"),
        ("2026-08-31", 18, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -24, "2024-03-31"),
        ("2024-02-29", -12, "2023-02-28"),
    ],
)
def test_months_end_on_the_same_number_or_on_the_last_day(start, months, end):
    assert months_later(day(start), months) == day(end)


def test_a_leap_day_has_its_anniversary_on_28_february():
    assert years_later(day("2028-02-29"), 1) == day("2029-02-28")
    assert years_later(day("2028-02-29"), 4) == day("2032-02-29")


def test_working_days_left_are_negative_when_overdue():
    assert working_days_between(day("2026-12-11"), day("2026-12-15")) == 3  # Saturday the 12th is worked
    assert working_days_between(day("2026-12-15"), day("2026-12-11")) == -3
    assert working_days_between(day("2026-12-15"), day("2026-12-15")) == 0


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: add_working_days(day("2003-12-31"), 1), "2003-12-31 is outside the working-day calendar"),
        (lambda: add_working_days(day("2031-01-01"), 1), "2031-01-01 is outside"),
        (lambda: add_working_days(day("2030-12-20"), 10), "run over the end of the calendar"),
        (lambda: subtract_working_days(day("2004-01-09"), 10), "run over the beginning of the calendar"),
        (lambda: last_day(day("2030-12-20"), 30), "run over the end of the calendar"),
        (lambda: last_day(day("2026-12-20"), 10**12), "run over the end of the calendar"),
        (lambda: add_working_days(day("2026-11-20"), -1), "-1 is not a number of days"),
        (lambda: add_working_days(day("2026-11-20"), 2.5), "2.5 is not a number of days"),
        (lambda: last_day(day("2026-11-20"), None), "None is not a number of days"),
        (lambda: add_working_days(day("2026-11-20"), True), "True is not a number of days"),
        (lambda: add_working_days("2026-11-20", 1), "'2026-11-20' is not a date"),
        (lambda: last_day(datetime(2026, 11, 20, tzinfo=UTC), 1), "is not a date"),
        (lambda: working_days_between(day("2026-11-20"), day("2040-01-01")), "2040-01-01 is outside"),
    ],
)
def test_what_the_calendar_cannot_count_is_refused(refused, message):
    with pytest.raises(ValueError, match=message):
        refused()


@given(dates, counts)
def test_working_days_added_are_the_working_days_between(start, days):
    end = add_working_days(start, days)

    assert working_days_between(start, end) == days
    assert sum(PUBLISHED.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)) == days
    assert PUBLISHED.is_working_day(end)


@given(dates, counts)
def test_counting_back_undoes_counting_forward_from_a_working_day(start, days):
    worked = working_day_from(start)

    assert subtract_working_days(add_working_days(worked, days), days) == worked


@given(dates, st.integers(0, 300))
def test_a_calendar_deadline_moves_only_over_days_that_are_not_worked(start, days):
    raw, last = start + timedelta(days=days), last_day(start, days)

    assert last >= raw
    assert PUBLISHED.is_working_day(last)
    assert not any(PUBLISHED.is_working_day(raw + timedelta(days=n)) for n in range((last - raw).days))


@given(dates, counts)
def test_a_longer_deadline_ends_later(start, days):
    assert add_working_days(start, days) < add_working_days(start, days + 1)
