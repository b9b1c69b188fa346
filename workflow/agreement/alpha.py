"""Krippendorff's alpha: how much less the experts differ than chance would have them (1: never, 0: as by chance).

Sources: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania, 2011), whose worked
examples the tests hold; the interval is the percentile bootstrap over units of A. Zapf et al., Measuring inter-rater
reliability for nominal data, BMC Medical Research Methodology 16:93 (2016).
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, combinations
from typing import TypeAlias

from workflow.agreement.ratings import Value

#: The values that one unit (a programme) was given; units with fewer than two say nothing.
Values: TypeAlias = Sequence[Value]
#: How far two values lie apart, given how often each value was used.
Metric: TypeAlias = Callable[[Mapping[Value, int]], Callable[[Value, Value], float]]

#: So many values are drawn anew in all, over however many rounds; never fewer rounds than LEAST, never more than MOST.
DRAWS, LEAST, MOST = 100_000, 200, 1000
#: The ends of a 95 % interval.
LOW, HIGH = 0.025, 0.975


def nominal(counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """Different is different."""
    return lambda one, other: float(one != other)


def interval(counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """The square of the difference: for points."""
    return lambda one, other: float((one - other) ** 2)


def ordinal(counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """The square of how many values lie between, each end counted by half: for grades whose steps need not be equal."""
    places: dict[Value, float] = {}
    below = 0
    for value in sorted(counts):
        places[value] = below + counts[value] / 2
        below += counts[value]
    return lambda one, other: (places[one] - places[other]) ** 2


def alpha(units: Iterable[Values], metric: Metric = ordinal) -> float | None:
    """The coefficient; None where nothing can be compared or everybody gave the same value throughout."""
    return _alpha(Counter(tuple(sorted(values)) for values in units if len(values) > 1), metric)


def alpha_interval(units: Iterable[Values], metric: Metric = ordinal, *, seed: int = 1) -> tuple[float, float] | None:
    """The 95 % bootstrap interval; None where alpha itself is.  The same units give the same interval every time."""
    patterns = Counter(tuple(sorted(values)) for values in units if len(values) > 1)
    if _alpha(patterns, metric) is None:
        return None
    drawn = _drawn(patterns, metric, random.Random(seed))  # noqa: S311 -- a sample, not a secret
    return (drawn[round(LOW * (len(drawn) - 1))], drawn[round(HIGH * (len(drawn) - 1))]) if drawn else None


def _drawn(patterns: Counter[tuple[Value, ...]], metric: Metric, chance: random.Random) -> list[float]:
    """The coefficient of each sample of as many units as there are, in growing order."""
    kinds, size = list(patterns), patterns.total()
    weights = list(accumulate(patterns[kind] for kind in kinds))
    rounds = min(MOST, max(LEAST, DRAWS // size))
    samples = (Counter(chance.choices(kinds, cum_weights=weights, k=size)) for _ in range(rounds))
    return sorted(found for sample in samples if (found := _alpha(sample, metric)) is not None)


def _alpha(patterns: Counter[tuple[Value, ...]], metric: Metric) -> float | None:
    counts: Counter[Value] = Counter()
    for values, times in patterns.items():
        for value in values:
            counts[value] += times
    if len(counts) < 2:
        return None
    apart = metric(counts)
    observed = sum(
        times * sum(apart(one, other) for one, other in combinations(values, 2)) / (len(values) - 1)
        for values, times in patterns.items()
    )
    return 1 - (counts.total() - 1) * observed / _expected(counts, metric)


def _expected(counts: Mapping[Value, int], metric: Metric) -> float:
    """The distances of all pairs of values, whoever gave them."""
    if metric is interval:
        # the same sum in one pass: totals have a hundred values
        first: Value = 0
        second: Value = 0
        for value, times in counts.items():
            first, second = first + times * value, second + times * value * value
        return float(sum(counts.values()) * second - first * first)
    apart = metric(counts)
    return sum(counts[one] * counts[other] * apart(one, other) for one, other in combinations(counts, 2))
