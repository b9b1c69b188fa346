"""The course of a case: how long in which stage, where the clock stood still, what is still to come."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from blueprints.pictures.course import course
from models.states import CaseState as S
from models.states import DeadlineState

BEGIN = date(2026, 9, 1)


def after(days):
    return BEGIN + timedelta(days=days)


def steps(*moves):
    """Newest first, as the history is read; at ten o'clock in the morning."""
    return [
        SimpleNamespace(at=datetime(*after(days).timetuple()[:3], 8, tzinfo=UTC), to_state=state)
        for days, state in reversed(moves)
    ]


def limit(code, days, state=DeadlineState.RUNNING):
    return SimpleNamespace(code=code, due_on=after(days), state=state)


OPEN_WAY = (
    (-5, S.DRAFT),
    (0, S.SUBMITTED),
    (1, S.UNDER_FORMAL_CHECK),
    (5, S.COMPLETION_REQUESTED),
    (15, S.COMPLETION_RECEIVED),
    (20, S.ACCEPTED_FOR_REVIEW),
)


def lanes(drawn):
    return {lane.stage.code: lane for lane in drawn.lanes}


def test_days_and_stopped_days_are_those_of_the_history():
    found = lanes(course(steps(*OPEN_WAY), (), after(40)))

    assert {code: (lane.days, lane.stopped_days) for code, lane in found.items() if lane.parts} == {
        "check": (20, 10),
        "review": (20, 0),
    }


def test_while_it_is_open_what_usually_follows_stands_there_empty():
    drawn = course(steps(*OPEN_WAY), (), after(40))

    assert [(lane.stage.code, bool(lane.parts), lane.is_now) for lane in drawn.lanes] == [
        ("check", True, False),
        ("review", True, True),
        ("assessment", False, False),
        ("workshop", False, False),
        ("decision", False, False),
    ]
    assert drawn.ended is None


def test_a_part_without_a_break_is_drawn_as_one_and_a_stop_apart():
    check = lanes(course(steps(*OPEN_WAY), (), after(40)))["check"]

    assert [(part.begun, part.ended, part.is_stopped) for part in check.parts] == [
        (after(0), after(5), False),
        (after(5), after(15), True),
        (after(15), after(20), False),
    ]
    assert [(part.x, part.width) for part in check.parts] == [(0.0, 12.5), (12.5, 25.0), (37.5, 12.5)]


def test_the_nearest_deadline_that_somebody_keeps_stands_in_the_present_stage_and_the_target_at_the_end():
    drawn = course(
        steps(*OPEN_WAY), [limit("H33", 80), limit("H17", 22), limit("H05", 60), limit("H06", 40)], after(40)
    )

    found = {lane.stage.code: (lane.due.code, lane.due_x) for lane in drawn.lanes if lane.due}
    assert [found, drawn.target.code, drawn.until, drawn.today_x] == [{"review": ("H06", 50.0)}, "H33", after(80), 50.0]


@pytest.mark.parametrize("state", [state for state in DeadlineState if state != DeadlineState.RUNNING])
def test_a_deadline_that_does_not_run_is_not_drawn(state):
    drawn = course(steps(*OPEN_WAY), [limit("H05", 60, state), limit("H33", 80, state)], after(40))

    assert [[lane for lane in drawn.lanes if lane.due], drawn.target, drawn.until] == [[], None, after(40)]


def test_an_overdue_deadline_stays_within_the_picture():
    drawn = course(steps(*OPEN_WAY), [limit("H05", 25)], after(40))

    assert [lanes(drawn)["review"].due_x, drawn.today_x] == [62.5, 100.0]


@pytest.mark.parametrize("end", [S.REJECTED_ON_FORMAL_GROUNDS, S.WITHDRAWN_BY_APPLICANT, S.TERMINATED])
def test_a_case_that_ended_early_promises_nothing_more(end):
    drawn = course(steps(*OPEN_WAY[:4], (12, end)), [limit("H17", 30)], after(40))

    assert [[lane.stage.code for lane in drawn.lanes], drawn.ended, drawn.until] == [["check"], after(12), after(12)]


def test_a_returned_programme_goes_round_again_in_the_same_rows():
    way = (*OPEN_WAY, (30, S.CONSOLIDATION), (35, S.RETURNED_FOR_REVISION), (60, S.UNDER_FORMAL_CHECK))

    found = lanes(course(steps(*way), (), after(70)))

    assert [len(found["check"].parts), found["check"].days, found["revision"].stopped_days] == [4, 30, 25]


def test_what_happened_within_a_day_is_still_seen_and_nothing_leaves_the_picture():
    way = [(0, state) for state in (S.SUBMITTED, S.UNDER_FORMAL_CHECK, S.ACCEPTED_FOR_REVIEW)]

    for day in (0, 1, 500):
        parts = [part for lane in course(steps(*way), (), after(day)).lanes for part in lane.parts]
        assert all(part.width >= 0.8 and 0 <= part.x <= 100 - part.width + 0.01 for part in parts)


def test_a_draft_has_no_course():
    assert course(steps((0, S.DRAFT)), (), after(3)) is None
    assert course([], (), after(3)) is None
