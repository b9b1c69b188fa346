"""Ten thousand random triples of reviews against a slow model of the rules' own words (procedure rules, 4.8 and 5.5).

The model shares no line, no weight and no threshold with `workflow.scoring`: every rule is spelled out, one sentence at
a time, in exact fractions.
"""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations

from workflow.scoring import Assessment, assess

TRIPLES = 10_000


def points(review):
    """Total = 3·(K1+K2) + 2·(K3+K4+K5+K6+K7+K8+K9)."""
    k1, k2, k3, k4, k5, k6, k7, k8, k9 = review
    return 3 * (k1 + k2) + 2 * (k3 + k4 + k5 + k6 + k7 + k8 + k9)


def divergence(a, b):
    """ELT1 to ELT3; none is asked if both totals are below 45."""
    one, other = points(a), points(b)
    if one < 45 and other < 45:
        return ()
    met = []
    if abs(one - other) >= 20:
        met.append("ELT1")
    if ((one >= 60 and other < 60) or (other >= 60 and one < 60)) and abs(one - other) >= 10:
        met.append("ELT2")
    if abs(a[0] - b[0]) >= 3 or abs(a[1] - b[1]) >= 3:
        met.append("ELT3")
    return tuple(met)


def retained(reviews, met):
    """Two reviews: both.  Three: the two closest totals; all if C lies exactly half-way, or if only ELT3 was met."""
    if len(reviews) == 2 or met == ("ELT3",):
        return tuple(range(len(reviews)))
    totals = [points(review) for review in reviews]
    gaps = sorted((abs(totals[i] - totals[j]), i, j) for i, j in combinations(range(3), 2))
    if gaps[0][0] == gaps[1][0]:
        return (0, 1, 2)
    return gaps[0][1:]


def result(total, core, lowest):
    """R1 to R4, the first that fits."""
    if total >= 75 and core >= 3 and lowest >= 2:
        return "R1"
    if total >= 60 and core >= 3 and lowest >= 1:
        return "R2"
    if total >= 45:
        return "R3"
    return "R4"


def slow(a, b, c):
    """What two reviews come to, and with the third where one is needed."""
    met = divergence(a, b)
    both_fail = points(a) < 45 and points(b) < 45
    reviews = [a, b, c] if met else [a, b]
    kept = retained(reviews, met)
    means = tuple(sum((Fraction(reviews[i][k]) for i in kept), Fraction(0)) / len(kept) for k in range(9))
    total = sum((Fraction(points(reviews[i])) for i in kept), Fraction(0)) / len(kept)
    core = min(means[0], means[1])
    lowest = min(means)
    return Assessment(
        totals=tuple(points(review) for review in reviews),
        divergence=met,
        both_fail=both_fail,
        needs_control=False,
        retained=kept,
        total=total,
        core=core,
        minimum=lowest,
        means=means,
        result=result(total, core, lowest),
        weak_criteria=tuple(f"K{k + 1}" for k in range(9) if means[k] < 3),
    )


def triples():
    """Reviews around a common worth, so that every rule and both sides of every threshold come up."""
    chance = random.Random(20261120)
    for _ in range(TRIPLES):
        worth, spread = chance.uniform(0.5, 5), chance.choice((0.4, 0.8, 1.6))
        shifts = [chance.gauss(0, 0.7) for _ in range(3)]
        yield tuple(
            tuple(min(5, max(0, round(chance.gauss(worth + shift, spread)))) for _ in range(9)) for shift in shifts
        )


def test_ten_thousand_triples_come_to_what_the_slow_model_says():
    met, results = Counter(), Counter()
    for a, b, c in triples():
        expected = slow(a, b, c)
        if expected.divergence:
            asked = Assessment(expected.totals[:2], expected.divergence, both_fail=False, needs_control=True)
            assert assess([a, b]) == asked, (a, b)
            assert assess([a, b, c]) == expected, (a, b, c)
        else:
            assert assess([a, b]) == expected, (a, b)
        met[expected.divergence, len(expected.retained)] += 1
        results[expected.result] += 1

    # the draw reaches every result, and every way to keep two or all three
    assert min(results[one] for one in ("R1", "R2", "R3", "R4")) > 300
    half_way = sum(times for (codes, kept), times in met.items() if kept == 3 and codes != ("ELT3",))
    assert min(met[(), 2], met[("ELT3",), 3], met[("ELT1", "ELT2"), 2], half_way) > 20
