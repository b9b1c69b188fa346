"""What is said of a criterion, an expert and a programme from a handful of reviews that can be counted by hand."""

from fractions import Fraction

from workflow.agreement import Rating, agreements, contests, habits
from workflow.agreement.experts import normalised
from workflow.scoring import RULES_1_0, total

CODES = RULES_1_0.codes


def rating(unit, rater, scores):
    given = tuple(int(score) for score in scores)
    return Rating((unit, 1), rater, given, total(given))


TWO = [
    rating(1, 7, "443344343"),
    rating(1, 8, "434334344"),
    rating(2, 7, "554444344"),
    rating(2, 9, "333333332"),
]


def test_a_criterion_is_counted_over_programmes_that_two_have_scored():
    alone = rating(3, 9, "000000000")

    first, *_, whole = agreements([*TWO, alone], RULES_1_0)

    assert [first.code, first.units, first.counts, first.mean] == ["K1", 2, {3: 1, 4: 2, 5: 1}, Fraction(16, 4)]
    assert [first.same, first.close] == [Fraction(1, 2), Fraction(1, 2)]
    assert [whole.code, whole.mean, whole.close] == ["", Fraction(72 + 71 + 84 + 58, 4), Fraction(1, 2)]
    assert first.is_few


def test_no_review_gives_empty_figures_and_no_error():
    found = agreements([], RULES_1_0)

    assert [(one.code, one.units, one.mean, one.alpha, one.icc_mean, one.same, one.level) for one in found] == [
        (code, 0, None, None, None, None, "") for code in (*CODES, "")
    ]


def test_an_expert_is_compared_with_the_others_on_the_same_programmes_only():
    alone = rating(3, 7, "555555555")

    seven, eight, nine = habits([*TWO, alone])

    assert [one.beside for one in (seven, eight, nine)] == [Fraction(1 + 26, 2), -1, -26]
    assert [seven.reviews, seven.compared] == [3, 2]
    assert seven.by_criterion[0] == Fraction(0 + 2, 2)


def test_the_control_expert_counts_among_the_others():
    three = [rating(1, 1, "444444444"), rating(1, 2, "333333333"), rating(1, 3, "222222222")]

    assert [one.beside for one in habits(three)] == [30, 0, -30]


def test_nearly_equal_scores_in_most_reviews_are_a_hint_of_halo_and_few_grades_one_of_a_narrow_range():
    flat = [rating(unit, 1, "333343333") for unit in range(5)]
    wide = [rating(unit, 2, "012345012") for unit in range(5)]

    one, other = habits([*flat, *wide])

    assert [one.has_halo, one.is_narrow, other.has_halo, other.is_narrow] == [True, True, False, False]
    assert [habit.has_halo for habit in habits(flat[:4])] == [False]


def test_the_normalised_total_takes_strictness_out_and_leaves_the_order():
    strict = [rating(unit, 1, scores) for unit, scores in enumerate(("1" * 9, "2" * 9, "3" * 9, "2" * 9, "2" * 9))]
    mild = [rating(unit, 2, scores) for unit, scores in enumerate(("3" * 9, "4" * 9, "5" * 9, "4" * 9, "4" * 9))]
    everybody = [*strict, *mild]
    one, other = habits(everybody)

    moved = [
        (normalised(a, one, everybody), normalised(b, other, everybody)) for a, b in zip(strict, mild, strict=True)
    ]

    assert all(abs(a - b) < 1e-9 for a, b in moved)
    assert moved[0] < moved[1] < moved[2]
    assert normalised(strict[0], habits(strict[:4])[0], everybody) is None


def test_contested_programmes_stand_in_the_order_of_their_difference():
    same = [rating(5, 1, "333333333"), rating(5, 2, "333333333")]
    one_criterion = [rating(6, 1, "333333335"), rating(6, 2, "333333332")]

    found = contests([*same, *one_criterion, *TWO], RULES_1_0)

    assert [(one.unit, one.points, one.criteria) for one in found] == [((2, 1), 26, ()), ((6, 1), 6, ("K9",))]
