"""What the experts' scores say of one criterion, or of the total: how they spread and how far experts agree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from workflow.agreement.alpha import Metric, alpha, alpha_interval, interval, ordinal
from workflow.agreement.icc import components
from workflow.agreement.ratings import Rating, Value, by_unit, deviation, mean
from workflow.scoring import Rules

#: With fewer programmes than this the figures are hints at best.
FEW = 30
#: K. Krippendorff, Content Analysis (2nd ed., Sage, 2004), p. 241: what may be relied on, and what only with care.
RELIABLE, TENTATIVE = 0.8, 2 / 3
#: As many experts as judge a programme by the rules.
RATERS = 2
#: Two grades nearer to each other than this count as close; two totals, if they call for no control expert (ELT1).
APART_GRADES = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """One criterion ("K1") or the total ("").

    `units` programmes with at least two experts were compared.  `same` and `close` are the shares of pairs of experts
    on the same programme who gave the same and nearly the same; None where nothing can be said.
    """

    code: str
    units: int
    counts: dict[Value, int]
    mean: Fraction | None
    spread: float
    alpha: float | None
    interval: tuple[float, float] | None
    icc_one: float | None
    icc_mean: float | None
    same: Fraction | None
    close: Fraction | None

    @property
    def is_few(self) -> bool:
        """Whether there are too few programmes to rely on the figures."""
        return self.units < FEW

    @property
    def level(self) -> str:
        """How far alpha lets one trust a score: "reliable", "tentative", "weak", or "" if nobody knows."""
        if self.alpha is None:
            return ""
        return "reliable" if self.alpha >= RELIABLE else "tentative" if self.alpha >= TENTATIVE else "weak"


def agreements(ratings: Sequence[Rating], rules: Rules) -> list[Agreement]:
    """The criteria of the set in order, and the total last."""
    compared = [rating for rows in by_unit(ratings).values() for rating in rows]
    criteria = [
        agreement_of(code, [(row.unit, row.rater, row.scores[place]) for row in compared], ordinal, APART_GRADES)
        for place, code in enumerate(rules.codes)
    ]
    cells = [(row.unit, row.rater, row.total) for row in compared]
    total = agreement_of("", cells, interval, rules.divergent_points)
    return [*criteria, total]


def agreement_of(code: str, cells: Sequence[tuple[object, object, Value]], metric: Metric, apart: int) -> Agreement:
    """The figures of one criterion from (programme, expert, score) of programmes that two or more have scored."""
    values = [value for _, _, value in cells]
    units: dict[object, list[Value]] = {}
    for unit, _, value in cells:
        units.setdefault(unit, []).append(value)
    gaps = [abs(Fraction(one) - other) for given in units.values() for one, other in combinations(given, 2)]
    parts = components(cells)
    return Agreement(
        code=code,
        units=len(units),
        counts=dict(sorted(Counter(values).items())),
        mean=mean(values) if values else None,
        spread=deviation(values),
        alpha=alpha(units.values(), metric),
        interval=alpha_interval(units.values(), metric),
        icc_one=parts.icc() if parts else None,
        icc_mean=parts.icc(RATERS) if parts else None,
        same=_share(difference == 0 for difference in gaps),
        close=_share(difference < apart for difference in gaps),
    )


def _share(found: Iterable[bool]) -> Fraction | None:
    told = list(found)
    return Fraction(sum(told), len(told)) if told else None
