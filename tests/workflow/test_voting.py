import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.voting import is_carried, is_quorate, majority_needed, outcome_steps, quorum, two_thirds


@pytest.mark.parametrize(("base", "needed"), [(1, 1), (2, 2), (7, 4), (8, 5), (9, 5), (10, 6)])
def test_a_quorum_is_more_than_half_of_those_entitled_to_vote_on_the_item(base, needed):
    assert quorum(base) == needed


def test_the_meeting_of_the_full_path_is_quorate_and_carries_its_proposal():
    # 9 members, 1 excluded; 6 present; 5 yes, 0 no, 1 abstention
    assert quorum(8) == 5
    assert is_quorate(6, 8)
    assert is_carried(5, 6)


@pytest.mark.parametrize(("present", "quorate"), [(4, False), (5, True), (8, True)])
def test_half_of_the_base_is_no_quorum(present, quorate):
    assert is_quorate(present, 8) == quorate


def test_nobody_is_never_a_quorum():
    assert not is_quorate(0, 0)


@pytest.mark.parametrize(
    ("yes", "present", "departure", "carried"),
    [
        (3, 6, 0, False),  # a tie
        (4, 6, 0, True),
        (3, 7, 0, False),  # three yes, two no, two abstentions: abstentions count as present
        (4, 7, 0, True),
        (4, 6, 1, True),  # exactly two thirds
        (4, 7, 1, False),
        (5, 7, 1, True),
        (7, 7, 2, False),
        (7, 7, 3, False),
        (0, 0, 0, False),
        (0, 0, 1, False),
    ],
)
def test_a_proposal_is_carried_only_by_the_majority_that_its_departure_needs(yes, present, departure, carried):
    assert is_carried(yes, present, departure) == carried


@pytest.mark.parametrize(
    ("result", "outcome", "steps"),
    [
        ("R1", "accredited", 0),
        ("R2", "accredited_with_conditions", 0),
        ("R3", "returned_for_revision", 0),
        ("R4", "refused", 0),
        ("R2", "accredited", 1),
        ("R2", "returned_for_revision", 1),
        ("R2", "refused", 2),
        ("R1", "refused", 3),
        ("R4", "accredited", 3),
    ],
)
def test_the_steps_between_the_rule_result_and_the_voted_outcome_are_counted(result, outcome, steps):
    assert outcome_steps(result, outcome) == steps


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: outcome_steps("R5", "accredited"), "'R5' is not a rule result"),
        (lambda: outcome_steps("R1", "under_appeal"), "'under_appeal' is not an outcome"),
        (lambda: majority_needed(7, 2), "a departure of 2 steps cannot be voted"),
        (lambda: is_carried(7, 6), "7 yes votes, but only 6 members present"),
        (lambda: is_quorate(9, 8), "9 members present, but only 8 are entitled"),
        (lambda: quorum(-1), "-1 is not a whole number"),
        (lambda: is_carried(True, 6), "True is not a whole number"),
    ],
)
def test_counts_that_cannot_be_are_refused(refused, message):
    with pytest.raises(ValueError, match=message):
        refused()


@given(st.integers(1, 200))
def test_majorities_are_the_smallest_numbers_that_reach_their_share(present):
    more_than_half, two_of_three = majority_needed(present), two_thirds(present)

    assert more_than_half * 2 > present >= (more_than_half - 1) * 2
    assert two_of_three * 3 >= present * 2 > (two_of_three - 1) * 3
    assert majority_needed(present, 1) == two_of_three
