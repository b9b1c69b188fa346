"""What is compared: the scores that one expert gave to one programme in one round of review."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TypeAlias

#: A programme in one round of review: its case and the number of the round.
Unit: TypeAlias = tuple[int, int]
#: A score, or a total, which is no whole number by a set whose weights are no multiples of five.
Value: TypeAlias = int | Fraction


@dataclass(frozen=True, slots=True)
class Rating:
    """One closed review: which programme (`unit`), by whom, the scores in the order of the criteria, their total."""

    unit: Unit
    rater: int
    scores: tuple[int, ...]
    total: Value


def by_unit(ratings: Iterable[Rating]) -> dict[Unit, list[Rating]]:
    """The ratings of each programme, in their order; programmes that only one expert scored have nothing to compare."""
    found: dict[Unit, list[Rating]] = defaultdict(list)
    for rating in ratings:
        found[rating.unit].append(rating)
    return {unit: rows for unit, rows in found.items() if len(rows) > 1}


def mean(values: Sequence[int | Fraction]) -> Fraction:
    """The exact mean; ZeroDivisionError of nothing."""
    return Fraction(sum(values)) / len(values)


def deviation(values: Sequence[int | Fraction]) -> float:
    """The standard deviation of a sample (n - 1), 0 for less than two values."""
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))
