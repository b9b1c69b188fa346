"""The second aim: of all proposals that come to the same, the one that spreads the year's load most evenly.

What the first solution says of its prices says of every proposal as good as it (complementary slackness): a pair that
costs more than it is worth is in none of them, a limit with a price is reached in all of them.  So the programme is
narrowed to these proposals, gets the second aim in place of the first, and is solved again.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from workflow.matching.problem import Candidate
from workflow.matching.programme import Programme

#: Of sums of hundreds: less than this is nothing.
NOTHING = 1e-4
#: Seconds for the second aim, unless told; after these the first proposal stands.
PATIENCE = 20.0


@dataclass(frozen=True)
class Face:
    """Where the best proposals lie: what all places came to in fractions, the prices of the rows, what each column
    would change, and its value."""

    bound: float
    dual: Any
    reduced: Any
    values: Any


@dataclass(frozen=True)
class Even:
    """The places of the experts of each case; how uneven that makes the year, and what nothing could go below."""

    taken: list[list[int]]
    unevenness: int
    evenest: int


def face_of(programme: Programme, bound: float) -> Face:
    """The face, right after the programme was solved in fractions."""
    found = programme.solver.getSolution()
    return Face(bound, np.array(found.row_dual), np.array(found.col_dual), np.array(found.col_value))


def even_out(
    programme: Programme, candidates: Sequence[Candidate], face: Face, cost: float, patience: float = PATIENCE
) -> Even:
    """The fairest of the proposals of this cost; ends with the programme solved a second time."""
    until = time.monotonic() + patience
    first = programme.taken()
    gap = max(0.0, cost - face.bound)
    _make_fractions(programme)
    if gap < NOTHING:
        _narrow_to_face(programme, face)
    else:
        _narrow_to_cost(programme, face, cost, gap)
    places = sum(map(len, first))
    floor = _aim(programme, candidates, places)
    found = programme.solve(floor=floor, until=until)
    taken = first
    if found is not None:
        left = max(0.1, until - time.monotonic())
        programme.solver.setOptionValue("time_limit", programme.solver.getRunTime() + left)
        programme.settle()
        taken = programme.taken() if programme.is_optimal else first
    evenest = int(np.ceil((floor if found is None else found) - 1e-3))
    return Even(taken, unevenness(candidates, taken), evenest)


def unevenness(candidates: Sequence[Candidate], taken: Sequence[Sequence[int]]) -> int:
    """The sum of the steps of everybody who gets a place."""
    given = np.bincount([place for places in taken for place in places], minlength=len(candidates)).tolist()
    return sum(one.step(nth) for one, count in zip(candidates, given, strict=True) for nth in range(count))


def _make_fractions(programme: Programme) -> None:
    every = np.arange(programme.solver.getNumCol(), dtype=np.int32)
    programme.solver.changeColsIntegrality(len(every), every, np.full(len(every), highspy.HighsVarType.kContinuous))


def _narrow_to_face(programme: Programme, face: Face) -> None:
    """Columns that would change the cost stay as they are, limits with a price stay reached."""
    fixed = np.flatnonzero(np.abs(face.reduced) > NOTHING).astype(np.int32)
    values = face.values[fixed].round()
    programme.solver.changeColsBounds(len(fixed), fixed, values, values)
    is_limit = np.arange(len(face.dual)) >= programme.files + programme.size
    for row in np.flatnonzero(is_limit & (face.dual < -NOTHING)).tolist():
        programme.solver.changeRowBounds(row, 1, 1)
    programme.may &= programme.reduced(_padded(programme, face.dual)) < NOTHING


def _narrow_to_cost(programme: Programme, face: Face, cost: float, gap: float) -> None:
    """No proposal in whole places is as good as in fractions: all pairs that one of this cost can have, and the cost
    itself as a limit."""
    programme.may &= programme.reduced(_padded(programme, face.dual)) < gap + NOTHING
    places = np.tile(np.arange(programme.size), (programme.files, 1))
    programme.add(places, programme.may)
    costs = np.array(programme.solver.getLp().col_cost_)
    used = np.flatnonzero(costs).astype(np.int32)
    programme.solver.addRow(-highspy.kHighsInf, cost + NOTHING, len(used), used, costs[used])


def _padded(programme: Programme, dual: Any) -> Any:
    """Limits that came in later have no price."""
    return np.pad(dual, (0, programme.solver.getNumRow() - len(dual)))


def _aim(programme: Programme, candidates: Sequence[Candidate], places: int) -> float:
    """Nothing costs anything but the steps of the year; the columns stand in the order of `Programme`.

    Returns what so many places come to at least, whoever may stand in which case.
    """
    costs = np.zeros(programme.solver.getNumCol())
    lower, upper = (np.array(bounds) for bounds in _bounds(programme))
    begin, end = programme.files, programme.files + sum(max(0, min(one.room, programme.files)) for one in candidates)
    rooms, first = np.zeros(programme.size, dtype=int), begin
    for place, one in enumerate(candidates):
        steps = [one.step(nth) for nth in range(min(one.room, programme.files))]
        costs[first : first + len(steps)] = steps
        rooms[place] = int(upper[first : first + len(steps)].sum())
        first += len(steps)
    programme.cost = np.zeros_like(programme.cost)
    programme.solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
    start = np.array([one.step(0) for one in candidates], dtype=float)
    more = np.array([one.step(1) - one.step(0) for one in candidates], dtype=float)
    programme.add(programme.one_by_one(start, rooms, more), programme.may)
    must = lower[begin:end] > 0
    free = np.sort(costs[begin:end][(upper[begin:end] > 0) & ~must])
    return float(costs[begin:end][must].sum() + free[: max(0, places - int(must.sum()))].sum())


def _bounds(programme: Programme) -> tuple[Any, Any]:
    held = programme.solver.getLp()
    return held.col_lower_, held.col_upper_
