"""How each expert scores: beside the others on the same programmes, and how much of the scale they use.

Hints are no findings: a programme may deserve nine equal scores.  The normalised total says what the review would come
to if its author were neither strict nor generous; it stands beside the raw one and decides nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from workflow.agreement.ratings import Rating, by_unit, deviation, mean

#: Reviews that must be there before anything is said of habits, or a total normalised.
ENOUGH = 5
#: Halo: the nine scores of a review lie within one grade, in at least this share of an expert's reviews.
NARROW_GRADES, HALO_SHARE = 1, Fraction(3, 4)
#: Range: an expert who in all scores used so few different grades.
FEW_GRADES = 3


@dataclass(frozen=True, slots=True)
class Habit:
    """One expert over a period.  `beside` is the mean deviation of the total from the others' mean on the same
    programmes, in points (above 0: more generous), over `compared` reviews; `by_criterion` the same in grades."""

    rater: int
    reviews: int
    compared: int
    beside: Fraction | None
    by_criterion: tuple[Fraction, ...]
    mean: Fraction
    spread: float
    grades: tuple[int, ...]
    narrow: Fraction

    def by_code(self, codes: Sequence[str]) -> dict[str, Fraction]:
        """The mean deviation in grades under the code of each criterion; empty if nothing could be compared."""
        return dict(zip(codes, self.by_criterion, strict=True)) if self.compared else {}

    @property
    def is_enough(self) -> bool:
        """Whether there are reviews enough to speak of habits."""
        return self.reviews >= ENOUGH

    @property
    def has_halo(self) -> bool:
        """Whether most reviews give nearly the same score to every criterion."""
        return self.is_enough and self.narrow >= HALO_SHARE

    @property
    def is_narrow(self) -> bool:
        """Whether only a small part of the scale is used."""
        return self.is_enough and len(self.grades) <= FEW_GRADES


def habits(ratings: Sequence[Rating]) -> list[Habit]:
    """Each expert of these reviews, by growing id."""
    own: dict[int, list[Rating]] = defaultdict(list)
    for rating in ratings:
        own[rating.rater].append(rating)
    units = by_unit(ratings)
    return [_habit(rater, own[rater], units) for rater in sorted(own)]


def in_blocks(ratings: Sequence[Rating], rater: int) -> list[Rating]:
    """The ratings of the first five, ten, fifteen… programmes that this expert scored beside others, in their order.

    For the expert's own eyes.  A mean over one more programme, or over another period, would say by its difference
    what the other expert gave to that one; between any two of these means lie five programmes, or sums that begin
    apart, and no single one can be worked out.
    """
    own = {rating.unit for rating in ratings if rating.rater == rater}
    units = [unit for unit in by_unit(ratings) if unit in own]
    shown = set(units[: len(units) // ENOUGH * ENOUGH])
    return [rating for rating in ratings if rating.unit in shown]


def normalised(rating: Rating, habit: Habit, everybody: Sequence[Rating]) -> float | None:
    """The total with its author's mean and spread put to those of all; None with too few reviews or no spread.

    Kept between 0 and 100 points.
    """
    if not habit.is_enough or not habit.spread:
        return None
    totals = [other.total for other in everybody]
    moved = float(mean(totals)) + (rating.total - float(habit.mean)) / habit.spread * deviation(totals)
    return min(100.0, max(0.0, moved))


def _habit(rater: int, own: Sequence[Rating], units: dict[tuple[int, int], list[Rating]]) -> Habit:
    pairs = []
    for rating in own:
        others = [row for row in units.get(rating.unit, ()) if row.rater != rater]
        if others:
            pairs.append((rating, others))
    totals = [rating.total for rating in own]
    return Habit(
        rater=rater,
        reviews=len(own),
        compared=len(pairs),
        beside=mean([row.total - mean([other.total for other in others]) for row, others in pairs]) if pairs else None,
        by_criterion=tuple(
            mean([row.scores[place] - mean([other.scores[place] for other in others]) for row, others in pairs])
            for place in range(len(own[0].scores) if pairs else 0)
        ),
        mean=mean(totals),
        spread=deviation(totals),
        grades=tuple(sorted({score for rating in own for score in rating.scores})),
        narrow=Fraction(sum(max(row.scores) - min(row.scores) <= NARROW_GRADES for row in own), len(own)),
    )
