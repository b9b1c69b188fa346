"""A second completion request: only for a gap that the completion itself made (T06b; T12, BR-04)."""

import pytest

from models.states import CaseState, ItemState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import drafting, requesting, submitting
from workflow.queries.checklist import offer_for
from workflow.refusals import Refused

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState


@pytest.fixture
def completed(cast: Cast):
    """The completion put right what was asked for, and an address into C6 that had been in order."""
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    stages.write_an_address(case, cast)
    stages.complete(case, cast)
    stages.judge(case, cast)
    return case


def test_a_gap_that_the_completion_made_is_asked_for_and_version_1_2_is_opened(completed, cast: Cast):
    stages.item(completed, cast, fields="C6")

    event = requesting.request_completion_again(completed, by=cast.officer)

    assert (event.items, completed.state, completed.steps[-1].transition) == (1, S.COMPLETION_REQUESTED, "T06b")
    assert [version.number for version in completed.programme.versions] == ["1.0", "1.1", "1.2"]
    assert drafting.open_fields(completed) == {"C6"}
    assert {d.code for d in completed.deadlines if d.ended_at is None} == {"H03"}
    drafting.write_answers(completed, submitting.version_to_write(completed), {"C6": "Rendben."}, by=cast.staff)
    stages.complete(completed, cast)
    assert (completed.version.number, completed.deadline("H04").ended_at) == ("1.2", None)


def test_the_same_question_is_not_asked_again(completed, cast: Cast, refused):
    with refused("gap_not_new", field="fields"):
        stages.item(completed, cast, fields="C1")
    with refused("gap_not_new", "gap_not_new", field="fields"):
        stages.item(completed, cast, fields="C2, C6, M3")


def test_what_was_lacking_before_is_not_asked_for_now(completed, cast: Cast):
    with pytest.raises(Refused) as why:
        stages.item(completed, cast, fields="B1")

    assert "Ezt nem a hiánypótlás okozta: B1." in why.value.refusals[0].text.hu


def test_the_office_is_offered_exactly_what_the_completion_made(completed, cast: Cast):
    offer = offer_for(completed)

    assert [offer.gaps, [item.fields for item in offer.proposals]] == [{"C6": {"personal"}}, ["C6"]]


def test_a_second_request_needs_every_item_of_the_first_supplied(completed, cast: Cast, refused):
    stages.item(completed, cast, fields="C6")
    stages.judge(completed, cast, ItemState.PARTLY)

    with refused("items_not_supplied"):
        requesting.request_completion_again(completed, by=cast.officer)


def test_an_item_that_is_no_new_gap_is_found_out_even_if_it_was_put_in_before(completed, cast: Cast, refused):
    stages.item(completed, cast, fields="C6")
    completed.request_in_preparation.items[0].fields = "B1"

    with refused("gap_not_new"):
        requesting.request_completion_again(completed, by=cast.officer)


def test_what_another_answer_now_calls_for_is_a_new_gap(cast: Cast):
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.item(case, cast, fields="B4")
    requesting.request_completion(case, by=cast.officer)
    drafting.write_answers(case, submitting.version_to_write(case), {"B4": "quarter"}, by=cast.staff)
    stages.complete(case, cast)

    assert offer_for(case).gaps == {"C3": {"missing"}}


def test_the_clock_of_the_procedure_stands_while_a_second_round_is_completed(cast: Cast, tuesday):
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    stages.resubmit(case, cast)
    before = case.deadline("H33")
    stages.request_completion(case, cast)

    stands, office = before.state, case.deadline("H02").ended_at
    tuesday.shift(3 * 24 * 3600)
    stages.complete(case, cast)

    assert [stands.value, office is None, before.state.value] == ["stopped", False, "running"]
    assert before.stopped_days >= 3
    assert case.deadline("H04").ended_at is None
