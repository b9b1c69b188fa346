"""Moved working days: what follows them and what keeps its day (BR-28)."""

from datetime import date

import pytest

from models.setting import DayKind
from models.states import CaseState
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import calendar_keeping
from workflow.calendar.stored import stored_calendar
from workflow.deadlines import add_working_days
from workflow.engine import NotYours

S = CaseState
MONDAY = date(2026, 9, 21)


def rest(day: date, cast: Cast):
    return calendar_keeping.move_day(day, by=cast.head, kind=DayKind.REST, source="1/2026. rendelet")


def test_a_moved_day_counts_from_the_moment_it_is_entered(cast: Cast, session) -> None:
    assert add_working_days(date(2026, 9, 18), 1, calendar=stored_calendar(session)) == MONDAY

    rest(MONDAY, cast)
    calendar_keeping.move_day(date(2026, 9, 19), by=cast.officer, kind=DayKind.WORKING, source="1/2026. rendelet")

    assert add_working_days(date(2026, 9, 18), 1, calendar=stored_calendar(session)) == date(2026, 9, 19)
    assert add_working_days(date(2026, 9, 18), 2, calendar=stored_calendar(session)) == date(2026, 9, 22)


def test_a_day_is_entered_once_and_can_be_corrected_and_taken_back(cast: Cast, session) -> None:
    first = rest(MONDAY, cast)

    second = calendar_keeping.move_day(MONDAY, by=cast.head, kind=DayKind.WORKING, source="helyesbítés")
    assert second is first
    calendar_keeping.remove_day(first.id, by=cast.head)

    assert add_working_days(date(2026, 9, 18), 1, calendar=stored_calendar(session)) == MONDAY


def test_the_office_s_own_deadlines_follow_the_calendar_and_those_that_were_told_do_not(cast: Cast) -> None:
    checked = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    asked = a_case(S.COMPLETION_REQUESTED, cast=cast)
    reviewed = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    before = [checked.deadline("H02").due_on, asked.deadline("H03").due_on, reviewed.deadline("H07").due_on]
    assert before == [date(2026, 9, 28), date(2026, 9, 29), date(2026, 10, 6)]

    moved = rest(MONDAY, cast)

    after = [checked.deadline("H02").due_on, asked.deadline("H03").due_on, reviewed.deadline("H07").due_on]
    assert after == [date(2026, 9, 29), date(2026, 9, 29), date(2026, 10, 6)]
    calendar_keeping.remove_day(moved.id, by=cast.head)
    assert checked.deadline("H02").due_on == date(2026, 9, 28)


def test_what_was_met_keeps_its_day(cast: Cast) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)
    met = case.deadline("H02").due_on

    rest(MONDAY, cast)

    assert case.deadline("H02").due_on == met


def test_the_calendar_knows_the_days_from_2004_to_2030(cast: Cast, refused) -> None:
    with refused("day_outside", field="day"):
        rest(date(2031, 1, 2), cast)


@pytest.mark.parametrize("part", ["administrator", "president", "representative", "chair"])
def test_only_the_office_keeps_the_calendar(cast: Cast, part: str) -> None:
    with pytest.raises(NotYours):
        calendar_keeping.move_day(MONDAY, by=cast.by_part[part], kind=DayKind.REST, source="")
    with pytest.raises(NotYours):
        calendar_keeping.remove_day(1, by=cast.by_part[part])
