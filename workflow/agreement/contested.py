"""Where experts differed most: programmes that the workshop should talk about first."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.agreement.ratings import Rating, Unit, Value, by_unit
from workflow.scoring import Rules


@dataclass(frozen=True, slots=True)
class Contest:
    """One programme: how far the totals lie apart (points), and the criteria that differ by as many grades as count
    as a large difference (4.8)."""

    unit: Unit
    ratings: tuple[Rating, ...]
    points: Value
    criteria: tuple[str, ...]


def contests(ratings: Sequence[Rating], rules: Rules) -> list[Contest]:
    """The contested programmes, the most contested first: by points, then by criteria."""
    found = [_contest(unit, rows, rules) for unit, rows in by_unit(ratings).items()]
    contested = [one for one in found if one.points >= rules.divergent_points or one.criteria]
    return sorted(contested, key=lambda one: (-one.points, -len(one.criteria), one.unit))


def _contest(unit: Unit, rows: Sequence[Rating], rules: Rules) -> Contest:
    totals = [row.total for row in rows]
    criteria = tuple(
        code
        for place, code in enumerate(rules.codes)
        if max(row.scores[place] for row in rows) - min(row.scores[place] for row in rows) >= rules.large_difference
    )
    return Contest(unit, tuple(rows), max(totals) - min(totals), criteria)
