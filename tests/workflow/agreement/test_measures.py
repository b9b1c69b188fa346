"""The published measures on the examples that they were published with, and against another's program."""

import random

import krippendorff
import pytest

from workflow.agreement.alpha import alpha, alpha_interval, interval, nominal, ordinal
from workflow.agreement.icc import components

#: Krippendorff (2011), section C/D: four observers, twelve units, values missing.
FOUR_OBSERVERS = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip
#: Shrout and Fleiss (1979), table 2: six targets, four judges.
FOUR_JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


@pytest.mark.parametrize(("metric", "published"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)])
def test_alpha_is_what_krippendorff_published(metric, published):
    assert round(alpha(FOUR_OBSERVERS, metric), 3) == published


@pytest.mark.parametrize(("metric", "level"), [(nominal, "nominal"), (ordinal, "ordinal"), (interval, "interval")])
def test_alpha_is_what_the_published_program_computes(metric, level):
    chance = random.Random(7)
    for _ in range(50):
        units = [[chance.randrange(6) for _ in range(chance.choice((1, 2, 2, 2, 3)))] for _ in range(25)]
        table = [[unit[place] if place < len(unit) else None for unit in units] for place in range(3)]
        given = [[float("nan") if value is None else value for value in row] for row in table]

        assert alpha(units, metric) == pytest.approx(krippendorff.alpha(given, level_of_measurement=level))


def test_alpha_is_one_where_all_agree_and_below_nothing_where_all_contradict():
    agree, contradict = [[1, 1], [4, 4], [2, 2]], [[1, 5], [5, 1], [1, 5]]

    assert [alpha(agree), alpha(contradict) < 0] == [1, True]


@pytest.mark.parametrize("units", [[], [[3]], [[3, 3], [3, 3]]], ids=["nothing", "one expert", "one value throughout"])
def test_nothing_is_said_where_nothing_can_be_compared(units):
    assert [alpha(units), alpha_interval(units)] == [None, None]


def test_the_interval_holds_alpha_is_narrower_with_more_programmes_and_the_same_every_time():
    chance = random.Random(3)
    many = [[value, min(5, value + chance.choice((0, 0, 1)))] for value in (chance.randrange(5) for _ in range(300))]
    few = many[:20]

    (low, high), (wide_low, wide_high) = alpha_interval(many), alpha_interval(few)

    assert low < alpha(many) < high
    assert high - low < wide_high - wide_low
    assert alpha_interval(few) == (wide_low, wide_high)


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """Of the intervals of many samples from one population nearly 95 in 100 hold that population's alpha."""
    chance = random.Random(11)
    population = [
        [value, max(0, min(5, value + chance.choice((-1, 0, 0, 1))))] for value in chance.choices(range(6), k=4000)
    ]
    truth = alpha(population)
    intervals = [alpha_interval(chance.sample(population, 60)) for _ in range(60)]

    held = sum(low <= truth <= high for low, high in intervals)

    assert 51 <= held <= 60


def cells(table):
    return [(row, column, value) for row, values in enumerate(table) for column, value in enumerate(values)]


def test_icc_is_what_shrout_and_fleiss_published():
    parts = components(cells(FOUR_JUDGES))

    assert [round(parts.icc(), 2), round(parts.icc(4), 2)] == [0.29, 0.62]


def test_icc_finds_the_parts_of_variance_where_experts_change_from_programme_to_programme():
    """400 programmes, 40 experts, two on each: spread 4 between programmes, 1 between experts, 1 for the rest."""
    chance = random.Random(5)
    strict = [chance.gauss(0, 10) for _ in range(40)]
    table = []
    for unit in range(400):
        worth = chance.gauss(500, 20)
        for rater in chance.sample(range(40), 2):
            table.append((unit, rater, round(worth + strict[rater] + chance.gauss(0, 10))))

    parts = components(table)

    assert parts.icc(2) == pytest.approx(400 / (400 + 200 / 2), abs=0.06)


@pytest.mark.parametrize(
    "table", [[], [(1, 1, 3)], [(1, 1, 3), (2, 2, 4)]], ids=["nothing", "one score", "never together"]
)
def test_icc_says_nothing_where_programme_and_expert_cannot_be_told_apart(table):
    assert components(table) is None


def test_icc_of_equal_scores_is_unknown():
    assert components(cells([[3, 3], [3, 3], [3, 3]])).icc(2) is None
