"""Where experts differed most: programmes that the workshop should talk about first."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.agreement.ratings import Rating, Unit, by_unit

#: From this difference on something is contested: grades of a criterion, points of the total (procedure rules, 4.8).
GRADES, POINTS = 3, 20


@dataclass(frozen=True, slots=True)
class Contest:
    """One programme: how far the totals lie apart (points), and the criteria that differ by three grades or more."""

    unit: Unit
    ratings: tuple[Rating, ...]
    points: int
    criteria: tuple[str, ...]


def contests(ratings: Sequence[Rating], codes: Sequence[str]) -> list[Contest]:
    """The contested programmes, the most contested first: by points, then by criteria."""
    found = [_contest(unit, rows, codes) for unit, rows in by_unit(ratings).items()]
    contested = [one for one in found if one.points >= POINTS or one.criteria]
    return sorted(contested, key=lambda one: (-one.points, -len(one.criteria), one.unit))


def _contest(unit: Unit, rows: Sequence[Rating], codes: Sequence[str]) -> Contest:
    totals = [row.total for row in rows]
    criteria = tuple(
        code
        for place, code in enumerate(codes)
        if max(row.scores[place] for row in rows) - min(row.scores[place] for row in rows) >= GRADES
    )
    return Contest(unit, tuple(rows), max(totals) - min(totals), criteria)
