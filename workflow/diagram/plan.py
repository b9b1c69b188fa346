"""Where each state of the machine stands in its drawing: the ordinary way in the middle, detours and ends beside it.

Nothing here names a step: a new row of `workflow.transitions` finds its place by itself.
"""

from collections import deque
from dataclasses import dataclass, field

from models.states import CLOSED, DECIDED, CaseState
from workflow.transitions import ROWS, Transition

Cell = tuple[int, int]  # column, row; the ordinary way is column 0

LEFT, RIGHT = -1, 2
#: A step that may be taken from more states than this is one arrow from a bracket around them.
MANY = 3


@dataclass
class Plan:
    """Which state stands in which cell; an end that is reached from several places stands beside each."""

    spine: list[CaseState]
    cells: dict[CaseState, Cell] = field(default_factory=dict)
    copies: list[tuple[CaseState | None, Cell]] = field(default_factory=list)
    #: Where a row has its own end, or its dot to start from; by the row's code.
    beside: dict[str, Cell] = field(default_factory=dict)

    @property
    def taken(self) -> set[Cell]:
        """The cells that are not free."""
        return {*self.cells.values(), *(cell for _, cell in self.copies), *self.beside.values()}

    @property
    def rows(self) -> int:
        """How many rows the picture has."""
        return max(row for _, row in self.taken) + 1

    def start(self, row: Transition) -> Cell:
        """Where the dot stands from which a case begins."""
        return self.beside[row.code]

    def target(self, row: Transition) -> Cell:
        """Where the row's arrow ends."""
        if row.from_ and row.code in self.beside:
            return self.beside[row.code]
        if row.to is None:
            raise ValueError(f"{row.code} ends nowhere")
        return self.cells[row.to]


def arranged() -> Plan:
    """The cells: the shortest way to an accreditation, its detours on the right, the decisions in one row, the ends."""
    plan = Plan(spine=shortest_way(CaseState.DRAFT, CaseState.ACCREDITED))
    row = 0
    for state in plan.spine:
        plan.cells[state] = (0, row)
        detours = _detours(state, plan)
        for place, detour in enumerate(detours):
            plan.cells[detour] = (1, row + place)
        row += max(1, len(detours))
    last = plan.cells[CaseState.ACCREDITED][1]
    decided = [state for state in CaseState if state in DECIDED and state not in plan.cells]
    for state, column in zip(decided, (1, 2, LEFT), strict=True):
        plan.cells[state] = (column, last)
    for transition in ROWS:
        _place_end(transition, plan)
    _settle(plan)
    for state in [state for state in CaseState if state not in {*plan.cells, *(copy for copy, _ in plan.copies)}]:
        plan.copies.append((state, (LEFT, plan.rows - 1)))
    return plan


def shortest_way(start: CaseState, goal: CaseState) -> list[CaseState]:
    """The states from `start` to `goal` by the fewest steps, in the order of the table."""
    came: dict[CaseState, CaseState | None] = {start: None}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for row in ROWS:
            if state in row.from_ and row.to is not None and row.to not in came:
                came[row.to] = state
                waiting.append(row.to)
    way: list[CaseState] = []
    at: CaseState | None = goal
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]


def is_in_table(state: CaseState) -> bool:
    """Whether any step leads to it or from it."""
    return any(state in row.from_ or state == row.to for row in ROWS)


def is_end(state: CaseState | None) -> bool:
    """Whether the case is over there, though some step may reopen it."""
    return state is None or state in CLOSED


def _detours(state: CaseState, plan: Plan) -> list[CaseState]:
    """The states that lead off the ordinary way here and back to it later."""
    detours: list[CaseState] = []
    at: CaseState | None = state
    while at is not None:
        known = {*plan.spine, *plan.cells, *detours} | DECIDED
        steps = [row.to for row in ROWS if at in row.from_ and row.to not in known]
        at = next((to for to in steps if to is not None and not is_end(to)), None)
        detours += [at] if at is not None else []
    return detours


def _place_end(row: Transition, plan: Plan) -> None:
    """Put an end beside where the row starts, a start beside where it ends; on the right, else left, else below."""
    if row.from_ and (not is_end(row.to) or row.to in plan.cells or row.stays):
        return
    if len(row.from_) > MANY:
        rows = [plan.cells[state][1] for state in row.from_]
        near: Cell = (0, (min(rows) + max(rows)) // 2 + 1)
        free = [(LEFT, place) for place in range(near[1], plan.rows) if (LEFT, place) not in plan.taken]
    else:
        near = plan.cells[next(iter(row.from_))] if row.from_ else plan.cells[row.to]  # type: ignore[index]
        column, place = near
        around = [(column + 1, place), (column - 1, place), (column, place + 1)]
        free = [cell for cell in around if LEFT <= cell[0] <= RIGHT and cell not in plan.taken]
    if row.from_:
        plan.copies.append((row.to, free[0]))
    plan.beside[row.code] = free[0]


def _settle(plan: Plan) -> None:
    """Of an end from which some step leads, the first box is the one where that step is drawn."""
    for state, cell in list(plan.copies):
        if state is not None and state not in plan.cells and any(state in row.from_ for row in ROWS):
            plan.cells[state] = cell
            plan.copies.remove((state, cell))
