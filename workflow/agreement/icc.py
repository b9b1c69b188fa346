"""The intraclass correlation ICC(2,1) and ICC(2,k): what part of the spread of scores comes from the programmes.

Source: P. E. Shrout, J. L. Fleiss, Intraclass Correlations: Uses in Assessing Rater Reliability, Psychological Bulletin
86 (1979) 420-428; the tests hold its worked example.  Experts change from programme to programme here, so that the mean
squares of a full table are not to be had: the components of variance come from C. R. Henderson, Estimation of Variance
and Covariance Components, Biometrics 9 (1953) 226-252, method 1, which gives the very same on a full table.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workflow.agreement.ratings import Value


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of the variance: between programmes, between experts, and what is left."""

    units: Fraction
    raters: Fraction
    rest: Fraction

    def icc(self, raters: int = 1) -> float | None:
        """The reliability of the mean of so many experts; None if nothing varies.  A part below nothing counts as 0."""
        between = max(self.units, Fraction(0))
        noise = max(self.raters, Fraction(0)) + max(self.rest, Fraction(0))
        whole = between + noise / raters
        return float(between / whole) if whole else None


def components(cells: Iterable[tuple[object, object, Value]]) -> Components | None:
    """From (programme, expert, score), each pair at most once; None where the three parts cannot be told apart."""
    rows, columns, values = defaultdict(list), defaultdict(list), []
    for unit, rater, value in cells:
        rows[unit].append(value)
        columns[rater].append(value)
        values.append(value)
    if not values:
        return None
    number, a, b = len(values), len(rows), len(columns)
    overall = Fraction(sum(values) ** 2, number)
    by_row, by_column = _squares(rows.values()), _squares(columns.values())
    k_rows = Fraction(sum(len(given) ** 2 for given in rows.values()), number)
    k_columns = Fraction(sum(len(given) ** 2 for given in columns.values()), number)
    every = sum(value * value for value in values)
    found = _solved(
        [
            [number - k_rows, a - k_columns, Fraction(a - 1), by_row - overall],
            [b - k_rows, number - k_columns, Fraction(b - 1), by_column - overall],
            [k_rows - b, k_columns - a, Fraction(number - a - b + 1), every - by_row - by_column + overall],
        ]
    )
    return Components(*found) if found else None


def _squares(groups: Iterable[Sequence[Value]]) -> Fraction:
    return sum((Fraction(sum(given) ** 2, len(given)) for given in groups), Fraction(0))


def _solved(rows: list[list[Fraction]]) -> list[Fraction] | None:
    """The unknowns of as many equations, by elimination; None if they do not determine them."""
    for place in range(len(rows)):
        pivot = next((row for row in rows[place:] if row[place]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows.insert(place, pivot)
        for row in rows:
            if row is not pivot and row[place]:
                factor = row[place] / pivot[place]
                row[:] = [own - factor * other for own, other in zip(row, pivot, strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]
