"""The missed deadline of a completion, excused or not (H32, T10b–T10g; 11.2, case 8)."""

from datetime import date, timedelta

import pytest
import time_machine

from models.states import CaseState, DeadlineState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from tests.stages import TUESDAY
from workflow.acts import checking, communicating, excusing
from workflow.clock import now
from workflow.engine import NotYours
from workflow.events import ExcuseAsked, ExcuseGranted, ExcuseRefused
from workflow.permissions import may_read_attachment, may_see_excuses
from workflow.queries.attachments import attachments_of
from workflow.queries.inbox import tasks_of

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState
REASON = "A kórházi kezelés a határidő előtt véget ért."


@pytest.fixture
def late(cast: Cast, tuesday):
    """A completion was due on 29 September; it is 5 October."""
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    assert case.deadline("H03").due_on == date(2026, 9, 29)
    tuesday.move_to(TUESDAY.replace(month=10, day=5))
    return case


def test_what_was_missed_and_excused_is_completed_after_all(late, cast: Cast, refused):
    with refused("completion_late"):
        stages.complete(late, cast)

    asked = stages.ask_excuse(late, cast.representative)
    granted = excusing.grant_excuse(late, by=cast.head)

    assert [type(asked), type(granted), granted.due_on] == [ExcuseAsked, ExcuseGranted, "2026-10-19"]
    assert [step.transition for step in late.steps[-2:]] == ["T10b", "T10c"]
    assert [(d.due_on, d.state) for d in late.deadlines if d.code == "H03"] == [
        (date(2026, 9, 29), DeadlineState.MISSED),
        (date(2026, 10, 19), DeadlineState.RUNNING),
    ]
    stages.complete(late, cast)
    assert (late.state, late.version.number) == (S.COMPLETION_RECEIVED, "1.1")


def test_the_new_deadline_counts_from_the_opening_of_the_letter(late, cast: Cast, tuesday):
    stages.ask_excuse(late, cast.representative)
    excusing.grant_excuse(late, by=cast.head)
    tuesday.shift(timedelta(days=2))

    communicating.open_letter(late.documents[-1], by=cast.staff)

    assert late.deadline("H03").due_on == date(2026, 10, 21)


def test_nothing_is_terminated_while_the_excuse_is_open_and_after_a_refusal_it_is(late, cast: Cast, refused):
    stages.ask_excuse(late, cast.representative)
    with refused("excuse_pending"):
        checking.terminate_unanswered(late, by=cast.head)

    event = excusing.refuse_excuse(late, by=cast.head, reason=REASON)

    assert [type(event), late.documents[-1].kind, late.excuses[0].reason] == [ExcuseRefused, "excuse_refused", REASON]
    checking.terminate_unanswered(late, by=cast.head)
    assert late.state == S.TERMINATED


def test_a_terminated_case_goes_on_where_it_ended_once_the_day_is_excused(late, cast: Cast, refused, tuesday):
    checking.terminate_unanswered(late, by=cast.head)
    tuesday.move_to(TUESDAY.replace(month=10, day=8))
    stages.ask_excuse(late, cast.representative)
    assert [late.state, late.id in [task.case.id for task in tasks_of(cast.head)]] == [S.TERMINATED, True]

    excusing.grant_excuse(late, by=cast.head)

    assert [late.state, late.deadline("H03").due_on, late.deadline("H17").state] == [
        S.COMPLETION_REQUESTED, date(2026, 10, 22), DeadlineState.MET,
    ]  # fmt: skip
    stages.complete(late, cast)
    assert [late.state, [step.transition for step in late.steps[-4:]]] == [
        S.COMPLETION_RECEIVED, ["T10", "T10e", "T10f", "T09"],
    ]  # fmt: skip


def test_a_refusal_after_the_termination_leaves_it_as_it_was(late, cast: Cast, refused):
    checking.terminate_unanswered(late, by=cast.head)
    stages.ask_excuse(late, cast.representative)

    excusing.refuse_excuse(late, by=cast.head, reason=REASON)

    assert [late.state, late.documents[-1].kind] == [S.TERMINATED, "excuse_refused"]
    with refused("excuse_asked"):
        stages.ask_excuse(late, cast.representative)


def test_what_was_terminated_does_not_go_on_beside_a_new_case(late, cast: Cast, refused):
    checking.terminate_unanswered(late, by=cast.head)
    stages.ask_excuse(late, cast.representative)
    a_case(S.DRAFT, cast=cast).programme_id = late.programme_id

    with refused("another_case_is_open"):
        excusing.grant_excuse(late, by=cast.head)


@pytest.mark.parametrize("state", [S.TERMINATED, S.WITHDRAWN_BY_APPLICANT])
def test_only_what_ended_for_want_of_a_completion_is_excused_and_only_for_thirty_days(state, cast: Cast, refused):
    over = a_case(state, cast=cast)  # terminated sixty days after the request

    with refused("excuse_too_late" if state == S.TERMINATED else "wrong_state"):
        stages.ask_excuse(over, cast.representative)


def test_one_missed_day_is_excused_once_and_a_second_one_again(late, cast: Cast, refused, tuesday):
    stages.ask_excuse(late, cast.representative)
    excusing.refuse_excuse(late, by=cast.head, reason=REASON)
    with refused("excuse_asked"):
        stages.ask_excuse(late, cast.representative)


def test_an_excused_completion_that_is_late_again_may_be_excused_again(late, cast: Cast, tuesday):
    stages.ask_excuse(late, cast.representative)
    excusing.grant_excuse(late, by=cast.head)
    tuesday.move_to(TUESDAY.replace(month=10, day=26))

    stages.ask_excuse(late, cast.representative)

    assert [excuse.missed_on for excuse in late.excuses] == [date(2026, 9, 29), date(2026, 10, 19)]


def test_before_the_deadline_has_passed_there_is_nothing_to_excuse(cast: Cast, refused):
    with refused("completion_not_late"):
        stages.ask_excuse(a_case(S.COMPLETION_REQUESTED, cast=cast), cast.representative)


@pytest.mark.parametrize(
    ("day", "ended_on", "code"),
    [
        (date(2026, 10, 5), date(2026, 9, 23), None),
        (date(2026, 10, 6), date(2026, 9, 23), "obstacle_ended_long_ago"),
        (date(2026, 10, 5), date(2026, 10, 6), "obstacle_end_wrong"),
        (date(2026, 10, 29), date(2026, 10, 28), None),
        (date(2026, 10, 30), date(2026, 10, 29), "excuse_too_late"),
    ],
)
def test_it_is_asked_within_eight_working_days_of_the_obstacle_and_thirty_days_of_the_deadline(
    late, cast: Cast, refused, day, ended_on, code
):
    with time_machine.travel(TUESDAY.replace(month=day.month, day=day.day), tick=False):
        if code is None:
            stages.ask_excuse(late, cast.representative, ended_on=ended_on)
        else:
            with refused(code):
                stages.ask_excuse(late, cast.representative, ended_on=ended_on)

    assert bool(late.pending_excuse) == (code is None)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"obstacle": "Beteg"}, "obstacle_missing", "obstacle"),
        ({"proof": None}, "proof_missing", "proof"),
        ({"obstacle_ended_on": None}, "obstacle_end_wrong", "obstacle_ended_on"),
    ],
)
def test_reason_day_and_proof_are_asked_for_at_their_places(late, cast: Cast, refused, wrong, code, field):
    right = {"obstacle": "Kórházban feküdt a képviselőnk.", "obstacle_ended_on": now().date(), "proof": stages.a_file()}

    with refused(code, field=field):
        excusing.ask_excuse(late, by=cast.representative, **right | wrong)

    assert [late.excuses, late.documents[-1].kind] == [[], "completion_request"]


def test_only_the_representative_asks_and_only_the_head_decides(late, cast: Cast):
    for person in (cast.staff, cast.stranger, cast.officer, cast.head):
        with pytest.raises(NotYours):
            stages.ask_excuse(late, person)
    stages.ask_excuse(late, cast.representative)
    for person in (cast.officer, cast.representative, cast.president):
        with pytest.raises(NotYours):
            excusing.grant_excuse(late, by=person)
        with pytest.raises(NotYours):
            excusing.refuse_excuse(late, by=person, reason=REASON)


def test_the_proof_is_read_by_the_office_and_the_applicant_and_is_no_annex(late, cast: Cast):
    stages.ask_excuse(late, cast.representative)
    proof = late.pending_excuse.proof

    readers = {part for part, person in cast.by_part.items() if may_read_attachment(person, proof)}

    assert readers == {"representative", "staff", "officer", "other_officer", "head"}
    assert readers == {part for part, person in cast.by_part.items() if may_see_excuses(person, late)}
    assert proof not in attachments_of(late)


def test_a_request_to_be_excused_waits_in_the_inbox_of_the_head_of_office(late, cast: Cast):
    assert late.id not in [task.case.id for task in tasks_of(cast.head)]

    stages.ask_excuse(late, cast.representative)

    assert [task.act.hu for task in tasks_of(cast.head) if task.case.id == late.id] == ["Igazolási kérelem elbírálása"]
    assert [task.act.hu for task in tasks_of(cast.staff) if task.case.id == late.id] == ["Hiánypótlás"]
