"""The mixed-integer programme of the proposal, for HiGHS (highspy; Q. Huangfu, J. A. J. Hall, 2018).

Only pairs of case and expert that can pay are in it (column generation): the prices of the rows say of every other pair
that it improves nothing, so that the optimum over some pairs is that of all.  Employers are asked only where two of one
meet.
"""

import time
from typing import Any

import highspy
import numpy as np

from workflow.matching.problem import OUTSIDE_FIELD, REVIEW, SEATS, Problem, at_least_one_shared

#: An empty place, and what it costs more for each case behind: the first ones are filled, the last ones go without.
EMPTY, TURN = 100_000, 1000
#: Experts of each case in the first programme, and at most so many more in each further round.
FIRST, MORE = 12, 6
#: Sums of floating numbers: so little is nothing.
SLACK = 1e-6


class Programme:
    """Rows: a case each (all places), an expert each (as many places as reviews), a case each (its own county); then
    the employers that were asked about.  Columns: empty places, reviews of an expert, and the pairs that pay."""

    def __init__(self, problem: Problem) -> None:
        files, candidates = problem.files, problem.candidates
        self.files, self.size = len(files), len(candidates)
        self.may, self.cost = _pairs(problem)
        counties = np.array([one.county for one in candidates])
        near = [counties == file.county if file.county else np.zeros(self.size, dtype=bool) for file in files]
        self.is_near = np.array(near, dtype=bool).reshape(self.may.shape)
        self.employer = np.array([-1 if one.employer is None else one.employer for one in candidates])
        self.inside = np.zeros_like(self.may)
        #: Column and row numbers: of each pair (case, expert), of each pair (case, employer).
        self.columns: dict[tuple[int, int], int] = {}
        self.employer_rows: dict[tuple[int, int], int] = {}
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self._build(problem)

    def _build(self, problem: Problem) -> None:
        for _ in range(self.files):
            self.solver.addRow(SEATS, SEATS, 0, [], [])
        for _ in range(self.size):
            self.solver.addRow(0, 0, 0, [], [])
        for _ in range(self.files):
            self.solver.addRow(0, 1, 0, [], [])
        for row in range(self.files):
            self.solver.addCol(EMPTY + (self.files - row - 1) * TURN, 0, SEATS, 1, [row], [1.0])
        for place, one in enumerate(problem.candidates):
            for nth in range(min(one.room, self.files)):
                self.solver.addCol((one.load + nth) * REVIEW, 0, 1, 1, [self.files + place], [-1.0])
        start = np.where(self.may, self.cost + _loads(problem), np.inf)
        # equals are taken in turn, or every case would begin with the same few
        turn = (np.arange(self.size)[None, :] - 7 * np.arange(self.files)[:, None]) % max(1, self.size)
        self.add(np.argsort(start + turn * 1e-3, axis=1)[:, :FIRST], self.may)
        rooms = np.array([one.room for one in problem.candidates])
        self.add(self.one_by_one(_loads(problem), rooms, np.full(self.size, REVIEW)), self.may)

    def one_by_one(self, load: Any, room: Any, step: Any) -> Any:
        """A proposal as a person would make it, case by case, the least busy first: a start near the optimum.

        Of each expert: what the next place costs, how many there are, and how much more each further one costs.
        """
        load, left = load.copy(), room.copy()
        found = np.zeros((self.files, SEATS), dtype=int)
        for row in range(self.files):
            price = np.where(self.may[row] & (left > 0), self.cost[row] + load, np.inf)
            for seat in range(SEATS):
                place = found[row, seat] = int(np.argmin(price))
                if np.isinf(price[place]):
                    continue
                load[place] += step[place]
                left[place] -= 1
                price[place] = np.inf
                if self.is_near[row, place]:
                    price[self.is_near[row]] = np.inf
                if self.employer[place] >= 0:
                    price[self.employer == self.employer[place]] = np.inf
        return found

    def add(self, places: Any, wanted: Any) -> int:
        """Put these experts of each case in, where they are wanted and not in yet.  Returns how many."""
        rows = np.repeat(np.arange(self.files), places.shape[1])
        columns = places.ravel()
        fresh = wanted[rows, columns] & ~self.inside[rows, columns]
        _, once = np.unique(rows * self.size + columns, return_index=True)
        once = once[fresh[once]]
        rows, columns = rows[once], columns[once]
        self.inside[rows, columns] = True
        index: list[int] = []
        starts: list[int] = []
        first = self.solver.getNumCol()
        for row, place in zip(rows.tolist(), columns.tolist(), strict=True):
            self.columns[row, place] = first + len(starts)
            starts.append(len(index))
            index += self._rows_of(row, place)
        count = len(starts)
        if count:
            self.solver.addCols(
                count, self.cost[rows, columns], np.zeros(count), np.ones(count), len(index),
                np.array(starts, dtype=np.int32), np.array(index, dtype=np.int32), np.ones(len(index)),
            )  # fmt: skip
        return count

    def _rows_of(self, row: int, place: int) -> list[int]:
        """The limits that the pair counts in."""
        found = [row, self.files + place]
        if self.is_near[row, place]:
            found.append(self.files + self.size + row)
        asked = self.employer_rows.get((row, int(self.employer[place])))
        return found if asked is None else [*found, asked]

    def solve(self, *, floor: float = -np.inf, until: float = np.inf) -> float | None:
        """The optimum over all pairs, of fractions of places, too: what no proposal can go below.

        `floor`: where it is known that nothing is less, it is looked for no longer.  None if it was not found `until`
        then (time.monotonic).
        """
        while time.monotonic() < until:
            self.solver.run()
            value = float(self.solver.getInfo().objective_function_value)
            is_least = value <= floor + SLACK or not self._price()
            if is_least and not self._ask_employers():
                return value
        return None

    def settle(self) -> float:
        """Whole places only; the cost."""
        values = np.array(self.solver.getSolution().col_value)
        if np.abs(values - values.round()).max(initial=0) > SLACK:
            whole = np.array(list(self.columns.values()), dtype=np.int32)
            kinds = np.full(len(whole), highspy.HighsVarType.kInteger)
            self.solver.changeColsIntegrality(len(whole), whole, kinds)
            self.solver.run()
            while self.is_optimal and self._ask_employers():
                self.solver.run()
        return float(self.solver.getInfo().objective_function_value)

    @property
    def is_optimal(self) -> bool:
        """Whether the last run came to its end."""
        return bool(self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _price(self) -> int:
        """Put in the pairs that the prices of the rows make worth it.  Returns how many."""
        reduced = self.reduced(np.array(self.solver.getSolution().row_dual))
        pays = self.may & ~self.inside & (reduced < -SLACK * REVIEW)
        if not pays.any():
            return 0
        best = np.argpartition(np.where(pays, reduced, np.inf), min(MORE, self.size - 1), axis=1)[:, :MORE]
        return self.add(best, pays)

    def reduced(self, dual: Any) -> Any:
        """What each pair, cases by experts, would change at these prices of the rows."""
        files, size = self.files, self.size
        reduced = self.cost - dual[:files, None] - dual[None, files : files + size]
        reduced -= self.is_near * dual[files + size : 2 * files + size, None]
        for (row, employer), number in self.employer_rows.items():
            reduced[row, self.employer == employer] -= dual[number]
        return reduced

    def _ask_employers(self) -> int:
        """Forbid what two experts of one employer share in a case.  Returns how many such limits are new."""
        values = np.array(self.solver.getSolution().col_value)
        shares: dict[tuple[int, int], float] = {}
        for (row, place), column in self.columns.items():
            if values[column] > SLACK and self.employer[place] >= 0:
                key = (row, int(self.employer[place]))
                shares[key] = shares.get(key, 0.0) + values[column]
        broken = [key for key, share in shares.items() if share > 1 + SLACK and key not in self.employer_rows]
        for row, employer in broken:
            members = np.flatnonzero(self.inside[row] & (self.employer == employer)).tolist()
            index = np.array([self.columns[row, place] for place in members], dtype=np.int32)
            self.employer_rows[row, employer] = self.solver.getNumRow()
            self.solver.addRow(0, 1, len(index), index, np.ones(len(index)))
        return len(broken)

    def taken(self) -> list[list[int]]:
        """The places of the experts of each case."""
        values = self.solver.getSolution().col_value
        found: list[list[int]] = [[] for _ in range(self.files)]
        for (row, place), column in self.columns.items():
            if values[column] > 0.5:
                found[row].append(place)
        return found


def _pairs(problem: Problem) -> tuple[Any, Any]:
    """Who may be asked in which case, and what the distance of the fields costs; cases by experts."""
    places = {one.id: place for place, one in enumerate(problem.candidates)}
    may = np.ones((len(problem.files), len(places)), dtype=bool)
    may[:, [place for place, one in enumerate(problem.candidates) if one.room <= 0]] = False
    cost = np.zeros(may.shape)
    known: dict[tuple[str, ...], Any] = {}
    for row, file in enumerate(problem.files):
        may[row, [places[one] for one in file.barred if one in places]] = False
        if file.fields not in known:
            near = [at_least_one_shared(one.fields, file.fields) for one in problem.candidates]
            known[file.fields] = np.where(near, 0.0, float(OUTSIDE_FIELD))
        cost[row] = known[file.fields]
    return may, cost


def _loads(problem: Problem) -> Any:
    """What the next review of each expert costs."""
    return np.array([one.load * REVIEW for one in problem.candidates], dtype=float)
