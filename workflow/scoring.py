"""The sums of the expert review: totals, divergence, retained reviews, rule result (procedure rules, 4.8 and 5.2-5.6).

A review is a whole score from 0 to 5 for each criterion of the set, in its order (1.0: nine, K1 to K9). Sums and means
are exact fractions; only `shown` rounds.
"""

import reprlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias

from workflow.hungarian import decimal

Review: TypeAlias = Sequence[int]
RuleResult: TypeAlias = Literal["R1", "R2", "R3", "R4"]

REVIEWERS = ("A", "B", "C")
#: Every set scores from 0 to this (5.3).
HIGHEST_SCORE = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights and thresholds of one set of criteria; a case keeps those of its submission day.

    `weights` are points per grade, exact; `core` says at which places of `codes` the core criteria stand, and
    `core_minimums`, in the same order, the mean that each of them needs.
    """

    version: str = "1.0"
    codes: tuple[str, ...] = ("K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9")
    weights: tuple[int | Fraction, ...] = (3, 3, 2, 2, 2, 2, 2, 2, 2)
    core: tuple[int, ...] = (0, 1)
    core_minimums: tuple[int | Fraction, ...] = (3, 3)
    # The divergence tests ELT1 (points), ELT2 (one total on either side of a line), ELT3 (grades of a core criterion)
    divergent_points: int = 20
    crossed_total: int = 60
    crossing_points: int = 10
    divergent_core_grades: int = 3
    both_fail_below: int = 45
    large_difference: int = 3
    # The rule results R1 to R3; R4 is what is left
    accredited_total: int = 75
    accredited_minimum: int = 2
    conditions_total: int = 60
    conditions_minimum: int = 1
    revision_total: int = 45
    adequate: int = 3


RULES_1_0 = Rules()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What two or three reviews come to. Without a needed third review everything after `divergence` is empty."""

    totals: tuple[Fraction, ...]
    divergence: tuple[str, ...]
    # ELT1-ELT3 were not asked because both totals fail (4.8, exception of rule 5)
    both_fail: bool
    needs_control: bool
    retained: tuple[int, ...] = ()
    total: Fraction | None = None
    core: Fraction | None = None
    minimum: Fraction | None = None
    means: tuple[Fraction, ...] = ()
    result: RuleResult | None = None
    # Criteria whose mean is below "adequate": each needs a condition (R2) or a revision task (R3)
    weak_criteria: tuple[str, ...] = ()


def assess(reviews: Iterable[Review], *, rules: Rules = RULES_1_0) -> Assessment:
    """Assess reviews A and B, and the control review C where one was needed.

    Two reviews that diverge without C give `needs_control` and no result. Raises ValueError, naming review, criterion
    and value, for anything but whole scores, and for a third review that A and B did not call for (Rules BR-11..15).
    """
    checked = _checked_reviews(reviews, rules)
    totals = tuple(_weighted(review, rules) for review in checked)
    both_fail = max(totals[0], totals[1]) < rules.both_fail_below
    divergence = () if both_fail else _divergence(checked[0], checked[1], rules)
    if len(checked) == 3 and not divergence:
        raise ValueError("review C: A and B do not diverge, so a control review must not be counted")
    if len(checked) == 2 and divergence:
        return Assessment(totals, divergence, both_fail, needs_control=True)
    return _concluded(checked, totals, divergence, both_fail, rules)


def total(scores: Review, *, rules: Rules = RULES_1_0) -> Fraction:
    """The weighted total of one review, 0 to 100, exact; by set 1.0 3 x (K1 + K2) + 2 x (K3 + ... + K9)."""
    return _weighted(_checked_scores(scores, "review", rules), rules)


def large_differences(a: Review, b: Review, *, rules: Rules = RULES_1_0) -> tuple[str, ...]:
    """Codes of the criteria other than the core ones that differ by three grades or more.

    They call for no third review, but the consolidated assessment must list them (4.8, rule 9).
    """
    pairs = zip(
        rules.codes,
        _checked_scores(a, "review A", rules),
        _checked_scores(b, "review B", rules),
        strict=True,
    )
    return tuple(
        code
        for place, (code, one, other) in enumerate(pairs)
        if place not in rules.core and abs(one - other) >= rules.large_difference
    )


def shown(value: Fraction | int, locale: object = "hu") -> str:
    """A mean as people read it: one decimal, half away from zero, "71,5" (English "71.5")."""
    text = decimal(value, places=1)
    return text.replace(",", ".") if str(locale).lower().startswith("en") else text


def total_shown(total: Fraction | int, locale: object = "hu") -> str:
    """The total of one review as people read it: whole where it is whole, "72", else with one decimal, "71,4"."""
    exact = whole(Fraction(total))
    return str(exact) if isinstance(exact, int) else shown(exact, locale)


def whole(value: Fraction) -> int | Fraction:
    """The same value, as a whole number where it is one."""
    return value.numerator if value.denominator == 1 else value


def _concluded(
    checked: Sequence[tuple[int, ...]],
    totals: tuple[Fraction, ...],
    divergence: tuple[str, ...],
    both_fail: bool,
    rules: Rules,
) -> Assessment:
    retained = _retained(totals, divergence)
    means = tuple(
        Fraction(sum(scores), len(retained)) for scores in zip(*(checked[index] for index in retained), strict=True)
    )
    mean_total = sum((totals[index] for index in retained), Fraction()) / len(retained)
    core = min(means[place] for place in rules.core)
    return Assessment(
        totals=totals,
        divergence=divergence,
        both_fail=both_fail,
        needs_control=False,
        retained=retained,
        total=mean_total,
        core=core,
        minimum=min(means),
        means=means,
        result=_rule_result(mean_total, means, rules),
        weak_criteria=tuple(code for code, mean in zip(rules.codes, means, strict=True) if mean < rules.adequate),
    )


def _divergence(a: Review, b: Review, rules: Rules) -> tuple[str, ...]:
    total_a, total_b = _weighted(a, rules), _weighted(b, rules)
    apart = abs(total_a - total_b)
    crossed = min(total_a, total_b) < rules.crossed_total <= max(total_a, total_b)
    met = {
        "ELT1": apart >= rules.divergent_points,
        "ELT2": crossed and apart >= rules.crossing_points,
        "ELT3": any(abs(a[place] - b[place]) >= rules.divergent_core_grades for place in rules.core),
    }
    return tuple(code for code, is_met in met.items() if is_met)


def _retained(totals: tuple[Fraction, ...], divergence: tuple[str, ...]) -> tuple[int, ...]:
    """Rule BR-14. ELT3 alone keeps all three: to drop C would leave the disagreement over a core criterion unsolved."""
    everyone = tuple(range(len(totals)))
    if len(totals) == 2 or divergence == ("ELT3",):
        return everyone
    gaps = {pair: abs(totals[pair[0]] - totals[pair[1]]) for pair in combinations(everyone, 2)}
    closest = [pair for pair, gap in gaps.items() if gap == min(gaps.values())]
    return closest[0] if len(closest) == 1 else everyone


def _rule_result(mean: Fraction, means: tuple[Fraction, ...], rules: Rules) -> RuleResult:
    minimum = min(means)
    core_is_met = all(means[place] >= least for place, least in zip(rules.core, rules.core_minimums, strict=True))
    if core_is_met and mean >= rules.accredited_total and minimum >= rules.accredited_minimum:
        return "R1"
    if core_is_met and mean >= rules.conditions_total and minimum >= rules.conditions_minimum:
        return "R2"
    return "R3" if mean >= rules.revision_total else "R4"


def _weighted(review: Review, rules: Rules) -> Fraction:
    return sum((Fraction(weight) * score for weight, score in zip(rules.weights, review, strict=True)), Fraction())


def _checked_reviews(reviews: Iterable[Review], rules: Rules) -> tuple[tuple[int, ...], ...]:
    given = _listed(reviews, "reviews")
    if len(given) not in (2, 3):
        raise ValueError(f"reviews: two or three are needed (A, B and perhaps C), not {len(given)}")
    return tuple(
        _checked_scores(review, f"review {name}", rules) for name, review in zip(REVIEWERS, given, strict=False)
    )


def _checked_scores(scores: object, name: str, rules: Rules) -> tuple[int, ...]:
    given = _listed(scores, name)
    if len(given) != len(rules.weights):
        raise ValueError(f"{name}: {len(rules.weights)} scores are needed, one a criterion, not {len(given)}")
    return tuple(
        _checked_score(score, f"{name}, criterion {code}", rules)
        for code, score in zip(rules.codes, given, strict=True)
    )


def _checked_score(score: object, place: str, rules: Rules) -> int:
    # True is an int to Python and None may not become 0: an empty score is not a zero (Rule BR-11)
    if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= HIGHEST_SCORE:
        raise ValueError(f"{place}: {reprlib.repr(score)} is not a whole number from 0 to {HIGHEST_SCORE}")
    return int(score)


def _listed(given: object, name: str) -> tuple[object, ...]:
    # A set has no order and a mapping would give its keys: neither says which score belongs to which criterion
    if isinstance(given, str | bytes | set | frozenset | dict) or not isinstance(given, Iterable):
        raise ValueError(f"{name}: {reprlib.repr(given)} is not a list")
    return tuple(given)
