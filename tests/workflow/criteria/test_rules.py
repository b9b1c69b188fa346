"""The sums by any set of criteria, against a slow model that knows no fractions: it counts in fifths of a point."""

from itertools import combinations, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.criteria import RUBRIC_1_0
from workflow.criteria import content_of, first_set, rubric
from workflow.criteria.checking import faults
from workflow.scoring import HIGHEST_SCORE, assess, large_differences, total

CONTENT = content_of(first_set())


@st.composite
def sets(draw):
    """A set without fault: one to twelve criteria of any weights, other thresholds, minimums with a half."""
    count = draw(st.integers(1, 12))
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=count - 1, max_size=count - 1)))
    weights = [upper - lower for lower, upper in pairwise([0, *cuts, 100])]
    core = draw(st.sets(st.integers(0, count - 1), min_size=1))
    like = CONTENT["criteria"][0]
    criteria = [
        {**like, "code": f"K{place + 1}", "weight": weight, "is_core": place in core}
        | {"minimum": draw(st.integers(1, 10)) / 2 if place in core else None}
        for place, weight in enumerate(weights)
    ]
    revision, conditions, accredited = sorted(draw(st.sets(st.integers(1, 100), min_size=3, max_size=3)))
    least, more = sorted(draw(st.tuples(st.integers(0, 5), st.integers(0, 5))))
    thresholds = {"accredited_total": accredited, "conditions_total": conditions, "revision_total": revision}
    thresholds |= {"accredited_minimum": more, "conditions_minimum": least, "adequate": draw(st.integers(0, 5))}
    divergence = {name: draw(st.integers(1, 60)) for name in ("divergent_points", "crossed_total", "crossing_points")}
    divergence |= {"divergent_core_grades": draw(st.integers(1, 5)), "large_difference": draw(st.integers(1, 5))}
    divergence |= {"both_fail_below": draw(st.integers(0, 60))}
    return {**CONTENT, "criteria": criteria, "thresholds": thresholds, "divergence": divergence}


def reviews_by(content):
    scores = st.lists(
        st.integers(0, HIGHEST_SCORE), min_size=len(content["criteria"]), max_size=len(content["criteria"])
    )
    return st.tuples(scores, scores, scores)


def slow(content, reviews):
    """Divergence of the first two, and by all that count: places, total in fifths, result, weak criteria."""
    rows, limits, lines = content["criteria"], content["divergence"], content["thresholds"]
    fifths = [sum(row["weight"] * score for row, score in zip(rows, review, strict=True)) for review in reviews]
    met, (one, other) = [], fifths[:2]
    if one >= 5 * limits["both_fail_below"] or other >= 5 * limits["both_fail_below"]:
        border = 5 * limits["crossed_total"]
        if abs(one - other) >= 5 * limits["divergent_points"]:
            met.append("ELT1")
        if (one < border) != (other < border) and abs(one - other) >= 5 * limits["crossing_points"]:
            met.append("ELT2")
        for row, a, b in zip(rows, *reviews[:2], strict=True):
            if row["is_core"] and abs(a - b) >= limits["divergent_core_grades"]:
                met.append("ELT3")
                break
    if met and len(reviews) == 2:
        return met, None
    kept = list(range(len(reviews)))
    if len(reviews) == 3 and met != ["ELT3"]:
        gaps = sorted((abs(fifths[a] - fifths[b]), (a, b)) for a, b in combinations(kept, 2))
        kept = kept if gaps[0][0] == gaps[1][0] else list(gaps[0][1])
    sums = [sum(reviews[place][number] for place in kept) for number in range(len(rows))]
    points, count = sum(fifths[place] for place in kept), len(kept)
    core = all(
        2 * grades >= 2 * row["minimum"] * count for row, grades in zip(rows, sums, strict=True) if row["is_core"]
    )
    result = "R4"
    if points >= 5 * count * lines["revision_total"]:
        result = "R3"
    for code, name in (("R2", "conditions"), ("R1", "accredited")):
        if core and points >= 5 * count * lines[f"{name}_total"] and min(sums) >= count * lines[f"{name}_minimum"]:
            result = code
    weak = [row["code"] for row, grades in zip(rows, sums, strict=True) if grades < count * lines["adequate"]]
    return met, (kept, points, count, result, weak)


@settings(max_examples=400)
@given(st.data())
def test_any_set_rules_its_own_cases(data):
    content = data.draw(sets())
    reviews = data.draw(reviews_by(content))
    assume(faults(content) == [])
    rules = rubric("9.9", content).rules

    pair = assess(reviews[:2], rules=rules)
    needed = [reviews[:2], reviews][pair.needs_control]
    found = assess(needed, rules=rules)

    assert (list(pair.divergence), None) == slow(content, reviews[:2]) if pair.needs_control else not pair.divergence
    met, (kept, points, count, result, weak) = slow(content, needed)
    assert (list(found.divergence), list(found.retained), found.result) == (met, kept, result)
    assert (found.total * 5 * count, list(found.weak_criteria)) == (points, weak)
    assert [total(review, rules=rules) * 5 for review in reviews] == [
        sum(row["weight"] * score for row, score in zip(content["criteria"], review, strict=True)) for review in reviews
    ]
    assert list(large_differences(*reviews[:2], rules=rules)) == [
        row["code"]
        for row, a, b in zip(content["criteria"], *reviews[:2], strict=True)
        if not row["is_core"] and abs(a - b) >= content["divergence"]["large_difference"]
    ]


@given(st.lists(st.integers(0, 5), min_size=9, max_size=9))
def test_by_the_first_set_every_total_is_whole(scores):
    assert total(scores, rules=RUBRIC_1_0.rules).denominator == 1
