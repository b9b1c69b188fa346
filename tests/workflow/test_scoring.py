from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.scoring import HIGHEST_SCORE, RULES_1_0, Assessment, Rules, assess, large_differences, shown, total

scores = st.lists(st.integers(0, 5), min_size=9, max_size=9)


def review(written: str) -> list[int]:
    return [int(score) for score in written.split("-")]


EXAMPLES = {
    "two reviews agree": (
        ("4-4-3-3-4-4-3-4-3", "4-3-4-3-3-4-3-4-4"),
        ((72, 71), (), (0, 1), "71,5", "3,5", "3,0", "R2"),
    ),
    "clear accreditation": (
        ("5-4-4-4-4-4-4-4-4", "4-4-4-3-4-5-4-4-4"),
        ((83, 80), (), (0, 1), "81,5", "4,0", "3,5", "R1"),
    ),
    "control expert, closest pair kept": (
        ("5-5-4-4-4-4-3-4-4", "3-3-3-3-3-3-3-3-2", "4-4-4-4-4-4-3-4-4"),
        ((84, 58, 78), ("ELT1", "ELT2"), (0, 2), "81,0", "4,5", "3,0", "R1"),
    ),
    "both fail and no control expert": (
        ("2-2-2-2-2-2-2-2-2", "1-0-1-1-1-2-1-1-1"),
        ((40, 19), (), (0, 1), "29,5", "1,0", "1,0", "R4"),
    ),
    "a core criterion below 3 in spite of the total": (
        ("4-2-4-4-4-4-4-4-4", "4-3-4-4-4-4-4-4-3"),
        ((74, 75), (), (0, 1), "74,5", "2,5", "2,5", "R3"),
    ),
    "threshold crossed by a small difference": (
        ("4-3-3-3-3-3-2-3-3", "3-3-2-2-3-3-2-3-2"),
        ((61, 52), (), (0, 1), "56,5", "3,0", "2,0", "R3"),
    ),
    "exactly on both borders": (
        ("3-3-3-3-3-3-3-3-3", "3-3-3-3-3-3-3-3-3"),
        ((60, 60), (), (0, 1), "60,0", "3,0", "3,0", "R2"),
    ),
    "self-help groups, full path": (
        ("4-4-3-2-3-4-3-3-3", "3-3-2-1-2-3-1-2-1", "4-3-3-2-3-4-2-3-3"),
        ((66, 42, 61), ("ELT1", "ELT2"), (0, 2), "63,5", "3,5", "2,0", "R2"),
    ),
    "control total half-way, so all three": (
        ("4-4-4-4-4-4-4-4-4", "3-3-3-3-3-3-3-3-3", "4-4-3-3-3-3-3-4-4"),
        ((80, 60, 70), ("ELT1",), (0, 1, 2), "70,0", "3,7", "3,3", "R2"),
    ),
    "ELT3 alone: all three": (
        ("5-3-3-3-3-3-3-3-3", "2-4-4-4-3-3-3-3-3", "3-3-3-3-3-3-3-3-3"),
        ((66, 64, 60), ("ELT3",), (0, 1, 2), "63,3", "3,3", "3,0", "R2"),
    ),
}


@pytest.mark.parametrize(("reviews", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_reviews_come_to_the_result_of_the_rules(reviews, expected):
    found = assess([review(written) for written in reviews])

    assert (
        found.totals,
        found.divergence,
        found.retained,
        shown(found.total),
        shown(found.core),
        shown(found.minimum),
        found.result,
    ) == expected
    assert not found.needs_control


@pytest.mark.parametrize(
    ("a", "b", "total_core_minimum", "result"),
    [
        ("4-3-5-4-4-4-4-4-2", "4-3-5-4-4-4-4-4-2", ("75,0", "3,0", "2,0"), "R1"),
        ("4-3-5-4-4-4-4-4-2", "4-4-4-4-4-4-4-3-2", ("74,5", "3,5", "2,0"), "R2"),
        ("4-4-5-4-4-4-4-4-2", "4-4-5-4-4-4-4-5-1", ("78,0", "4,0", "1,5"), "R2"),
        ("4-4-3-3-3-3-3-3-1", "4-4-3-3-3-3-3-3-1", ("62,0", "4,0", "1,0"), "R2"),
        ("4-4-3-3-3-3-3-3-1", "4-4-3-3-3-3-3-4-0", ("62,0", "4,0", "0,5"), "R3"),
        ("3-2-3-2-2-2-2-2-2", "3-2-3-2-2-2-2-2-2", ("45,0", "2,0", "2,0"), "R3"),
        ("3-2-3-2-2-2-2-2-2", "2-2-3-3-2-2-2-2-2", ("44,5", "2,0", "2,0"), "R4"),
    ],
)
def test_a_result_changes_exactly_at_its_thresholds(a, b, total_core_minimum, result):
    found = assess([review(a), review(b)])

    assert (shown(found.total), shown(found.core), shown(found.minimum)) == total_core_minimum
    assert found.result == result


def test_two_divergent_reviews_call_for_a_control_review_instead_of_a_result():
    found = assess([review("4-4-3-2-3-4-3-3-3"), review("3-3-2-1-2-3-1-2-1")])

    assert found == Assessment((66, 42), ("ELT1", "ELT2"), both_fail=False, needs_control=True)
    assert (found.retained, found.total, found.core, found.minimum, found.result) == ((), None, None, None, None)


def test_means_stand_for_the_retained_reviews_only():
    found = assess([review("4-4-3-2-3-4-3-3-3"), review("3-3-2-1-2-3-1-2-1"), review("4-3-3-2-3-4-2-3-3")])

    assert found.means == (4, Fraction(7, 2), 3, 2, 3, 4, Fraction(5, 2), 3, 3)
    assert found.weak_criteria == ("K4", "K7")


@pytest.mark.parametrize(
    ("a", "b", "divergence"),
    [
        ("4-4-4-4-4-4-4-4-4", "3-3-3-3-3-3-3-3-3", ("ELT1",)),  # 80 and 60: twenty points, nothing crossed
        ("4-3-3-3-3-3-3-3-4", "3-3-2-2-2-2-2-2-2", ("ELT2",)),  # 65 and 46
        ("3-3-3-3-3-3-3-3-3", "2-3-3-3-2-2-3-3-3", ()),  # 60 and 53: crossed, but by less than ten
        ("4-2-3-3-3-3-3-3-3", "4-2-2-2-2-2-2-2-3", ("ELT2",)),  # 60 and 48
        ("3-3-3-3-3-3-3-3-3", "3-3-3-3-2-2-2-2-2", ("ELT2",)),  # 60 and 50: exactly ten
        ("5-4-4-4-4-4-4-4-4", "4-4-4-3-3-3-3-3-3", ()),  # 83 and 68: fifteen points above the line
        ("5-2-3-3-3-3-3-3-3", "2-5-3-3-3-3-3-3-3", ("ELT3",)),
        ("3-3-5-3-3-3-3-3-3", "3-3-2-3-3-3-3-3-3", ()),  # three grades, but not of a core criterion
        ("5-5-3-3-3-3-3-3-3", "1-1-2-2-2-2-2-2-2", ("ELT1", "ELT2", "ELT3")),
        ("5-0-2-2-2-2-2-2-0", "0-0-0-0-0-0-0-0-0", ()),  # 39 and 0: both fail
        ("3-3-3-2-2-2-1-1-1", "0-0-0-0-0-0-0-0-0", ()),  # 42 and 0
        ("3-2-3-2-2-2-2-2-2", "0-0-0-0-0-0-0-0-0", ("ELT1", "ELT3")),  # 45 and 0: one does not fail
    ],
)
def test_divergence_is_met_exactly_at_its_thresholds(a, b, divergence):
    found = assess([review(a), review(b)])

    assert found.divergence == divergence
    assert found.needs_control == bool(divergence)


@pytest.mark.parametrize(
    ("a", "b", "c", "retained"),
    [
        ("5-5-5-5-5-5-5-5-5", "3-3-3-3-3-3-3-3-3", "3-3-3-3-3-3-3-3-3", (1, 2)),
        ("5-5-5-5-5-5-5-5-5", "3-3-3-3-3-3-3-3-3", "5-5-5-5-5-5-5-5-4", (0, 2)),
        ("5-5-5-5-5-5-5-5-5", "4-4-4-4-4-4-4-4-4", "1-1-1-1-1-1-1-1-1", (0, 1)),  # C is the odd one
        ("4-4-4-4-4-4-4-4-4", "3-3-3-3-3-3-3-3-3", "5-5-5-5-5-5-5-5-5", (0, 1, 2)),  # A half-way
        ("5-4-4-4-4-4-4-4-4", "2-3-3-3-3-3-3-3-3", "3-3-3-3-3-3-3-3-3", (1, 2)),  # ELT3 with ELT1
    ],
)
def test_the_two_closest_totals_are_retained_and_all_three_when_equally_close(a, b, c, retained):
    assert assess([review(a), review(b), review(c)]).retained == retained


@pytest.mark.parametrize(
    ("reviews", "message"),
    [
        ([[3] * 9, [3, 3, 6, *[3] * 6]], "review B, criterion K3: 6 is not a whole number from 0 to 5"),
        ([[-1, *[3] * 8], [3] * 9], "review A, criterion K1: -1 is not"),
        ([[2.5, *[3] * 8], [3] * 9], "review A, criterion K1: 2.5 is not"),
        ([[3.0, *[3] * 8], [3] * 9], "review A, criterion K1: 3.0 is not"),
        ([[3] * 9, [*[3] * 8, None]], "review B, criterion K9: None is not"),
        ([[3] * 9, [3, True, *[3] * 7]], "review B, criterion K2: True is not"),
        ([[3] * 9, [3, "3", *[3] * 7]], "review B, criterion K2: '3' is not"),
        ([[5] * 9, [1] * 9, [*[3] * 8, 7]], "review C, criterion K9: 7 is not"),
        ([[3] * 8, [3] * 9], "review A: 9 scores are needed, one a criterion, not 8"),
        ([[3] * 9, [3] * 10], "review B: 9 scores are needed, one a criterion, not 10"),
        ([[3] * 9, "333333333"], "review B: '333333333' is not a list"),
        ([[3] * 9, None], "review B: None is not a list"),
        ([[3] * 9, {"K1": 3}], "review B: {'K1': 3} is not a list"),
        ([[3] * 9], "reviews: two or three are needed .*not 1"),
        ([], "reviews: two or three are needed .*not 0"),
        ([[3] * 9] * 4, "reviews: two or three are needed .*not 4"),
        (None, "reviews: None is not a list"),
        ([[3] * 9] * 3, "review C: A and B do not diverge"),
        ([[2] * 9, [0] * 9, [1] * 9], "review C: A and B do not diverge"),
    ],
)
def test_a_bad_score_is_refused_with_its_place(reviews, message):
    with pytest.raises(ValueError, match=message):
        assess(reviews)


def test_thresholds_are_tested_on_exact_means_and_only_the_display_is_rounded():
    found = assess([review("5-3-3-3-3-2-2-2-2"), review("2-5-3-3-3-3-3-3-2"), review("3-3-3-3-3-3-3-3-3")])

    assert (found.totals, found.divergence, found.retained) == ((58, 61, 60), ("ELT3",), (0, 1, 2))
    assert (found.total, shown(found.total), found.result) == (Fraction(179, 3), "59,7", "R3")


@pytest.mark.parametrize(
    ("value", "hungarian", "english"),
    [
        (Fraction(143, 2), "71,5", "71.5"),
        (Fraction(179, 3), "59,7", "59.7"),
        (Fraction(1, 20), "0,1", "0.1"),
        (Fraction(-1, 20), "-0,1", "-0.1"),
        (Fraction(-1, 30), "0,0", "0.0"),
        (Fraction(5, 4), "1,3", "1.3"),
        (60, "60,0", "60.0"),
        (100, "100,0", "100.0"),
    ],
)
def test_a_mean_is_shown_with_one_decimal_rounded_half_away_from_zero(value, hungarian, english):
    assert (shown(value), shown(value, "en")) == (hungarian, english)


def test_large_differences_list_what_calls_for_no_third_review():
    a, b = review("5-3-5-3-3-3-3-3-0"), review("2-3-2-3-3-5-3-3-3")

    assert large_differences(a, b) == ("K3", "K9")


def test_another_version_of_the_criteria_brings_its_own_thresholds():
    milder = Rules(version="2.0", divergent_points=30, accredited_total=60)

    found = assess([review("4-4-4-4-4-4-4-4-4"), review("3-3-3-3-3-3-3-3-3")], rules=milder)

    assert (found.divergence, found.total, found.result) == ((), 70, "R1")


@given(scores)
def test_a_total_is_the_weighted_sum_within_0_and_100(given_scores):
    assert total(given_scores) == 3 * sum(given_scores[:2]) + 2 * sum(given_scores[2:])
    assert 0 <= total(given_scores) <= 100


def concluded(a: list[int], b: list[int], c: list[int]) -> Assessment:
    found = assess([a, b])
    return assess([a, b, c]) if found.needs_control else found


@given(scores, scores, scores)
def test_the_order_of_the_first_two_reviews_does_not_matter(a, b, c):
    one, other = concluded(a, b, c), concluded(b, a, c)

    assert (one.divergence, one.total, one.means, one.result) == (
        other.divergence,
        other.total,
        other.means,
        other.result,
    )


@given(scores, scores, scores)
def test_every_set_of_reviews_ends_in_the_first_rule_that_fits(a, b, c):
    found = concluded(a, b, c)
    kept = [(a, b, c)[index] for index in found.retained]

    assert found.total == Fraction(sum(total(one) for one in kept), len(kept))
    assert found.core == min(Fraction(sum(one[place] for one in kept), len(kept)) for place in (0, 1))
    assert found.minimum == min(Fraction(sum(one[place] for one in kept), len(kept)) for place in range(9))
    fits = {
        "R1": found.total >= 75 and found.core >= 3 and found.minimum >= 2,
        "R2": found.total >= 60 and found.core >= 3 and found.minimum >= 1,
        "R3": found.total >= 45,
        "R4": True,
    }
    assert found.result == next(result for result, fit in fits.items() if fit)


@given(scores, scores, scores)
def test_no_left_out_pair_of_totals_is_closer_than_the_retained_pair(a, b, c):
    found = concluded(a, b, c)

    if len(found.totals) == 3 and len(found.retained) == 2:
        kept = abs(found.totals[found.retained[0]] - found.totals[found.retained[1]])
        left_out = ({0, 1, 2} - set(found.retained)).pop()
        assert all(abs(found.totals[left_out] - found.totals[index]) > kept for index in found.retained)


def test_the_weights_of_the_rules_add_up_to_a_hundred_points():
    assert sum(RULES_1_0.weights) * HIGHEST_SCORE == 100
