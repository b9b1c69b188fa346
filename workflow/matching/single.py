"""The exact proposal for one case: few enough to try them all, the cheapest first, without the solver."""

from collections.abc import Sequence

from workflow.matching.problem import OUTSIDE_FIELD, REVIEW, SEATS, Candidate, File, at_least_one_shared

Chosen = tuple[Candidate, ...]
#: Load and distance first; how uneven it makes the year only where these are equal.
Price = tuple[int, int]


def price(candidate: Candidate, file: File) -> Price:
    """What a place of this expert costs in this case, as the first one of a batch."""
    outside = 0 if at_least_one_shared(candidate.fields, file.fields) else OUTSIDE_FIELD
    return candidate.load * REVIEW + outside, candidate.step(0)


def go_together(one: Candidate, other: Candidate, file: File) -> bool:
    """Whether two may stand in one case: not both from the applicant's county, not both of one employer (4.7)."""
    both_near = bool(file.county) and one.county == other.county == file.county
    return not both_near and (one.employer is None or one.employer != other.employer)


def best_three(file: File, candidates: Sequence[Candidate]) -> Chosen | None:
    """Two reviewers and the reserve that together cost least; None if no three go together.

    The reserve is the one of them who costs most: who would rather not be needed.
    """
    fit = [one for one in candidates if one.room > 0 and one.id not in file.barred]
    ranked = sorted(fit, key=lambda one: (price(one, file), one.id))
    return _cheapest(file, ranked, (), None)


def _cheapest(file: File, ranked: Sequence[Candidate], chosen: Chosen, best: Chosen | None) -> Chosen | None:
    """The cheapest three that begin with `chosen` and go on in the order of price, or `best` if none is cheaper."""
    if len(chosen) == SEATS:
        return chosen if best is None or _cost(file, chosen) < _cost(file, best) else best
    for place, one in enumerate(ranked):
        least = _cost(file, (*chosen, *[one] * (SEATS - len(chosen))))
        if best is not None and least >= _cost(file, best):
            break
        if all(go_together(one, other, file) for other in chosen):
            best = _cheapest(file, ranked[place + 1 :], (*chosen, one), best)
    return best


def _cost(file: File, chosen: Chosen) -> Price:
    prices = [price(one, file) for one in chosen]
    return sum(cost for cost, _ in prices), sum(step for _, step in prices)
