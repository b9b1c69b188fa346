"""The course of one case: when it stood in which stage, where the clock stood still, its deadline, what follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.states import CLOCK_STOPPED, CLOSED, CaseState, DeadlineState
from workflow.clock import day_of
from workflow.queries.inbox import NOBODYS
from workflow.stages import STAGE_OF, STAGES, Stage

#: em: a row of the picture, and the line of dates above the first row.
ROW, TOP = 2.75, 1.7
#: Percent: what happened within a day is still seen.
NARROWEST = 0.8
#: The target of the whole procedure: it stands at the end of the picture, not in a row.
WHOLE = "H33"


@dataclass(slots=True)
class Part:
    """A time in one stage without a break, from day to day; `x` and `width` in percent."""

    begun: date
    ended: date
    is_stopped: bool
    x: float = 0.0
    width: float = 0.0


@dataclass(slots=True)
class Lane:
    """A stage with its parts.  `y` in em; `due` the deadline that runs in it, at `due_x` percent."""

    stage: Stage
    y: float
    is_now: bool = False
    parts: list[Part] = field(default_factory=list)
    due: Any = None
    due_x: float = 0.0

    @property
    def days(self) -> int:
        """How many days the case stood in the stage."""
        return sum((part.ended - part.begun).days for part in self.parts)

    @property
    def stopped_days(self) -> int:
        """On how many of them the clock stood still."""
        return sum((part.ended - part.begun).days for part in self.parts if part.is_stopped)


@dataclass(slots=True)
class Course:
    """The picture: from `begun` to `ended` (None while the case is open), drawn until `until`."""

    lanes: list[Lane]
    begun: date
    ended: date | None
    until: date
    today_x: float
    height: float
    target: Any = None

    @property
    def stopped_days(self) -> int:
        """On how many days the clock stood still."""
        return sum(lane.stopped_days for lane in self.lanes)


def course(steps: Sequence[Any], deadlines: Sequence[Any], day: date) -> Course | None:
    """What to draw on `day` from the history (newest first: `at`, `to_state`) and the deadlines of a case.

    None for a draft.  Days, not hours: what happened on one day has no length.
    """
    moves = [(day_of(step.at), step.to_state) for step in reversed(steps)]
    moves = [move for move in moves if move[1] != CaseState.DRAFT]
    if not moves:
        return None
    ended = moves[-1][0] if moves[-1][1] in CLOSED else None
    running = [limit for limit in deadlines if limit.state == DeadlineState.RUNNING] if ended is None else []
    running = [limit for limit in running if limit.code == WHOLE or limit.code not in NOBODYS]
    last = max([ended or day, moves[-1][0], *(limit.due_on for limit in running)])
    drawn = Course(_lanes(moves, ended or day), moves[0][0], ended, last, 0.0, 0.0)
    _place(drawn, day)
    for limit in running:
        if limit.code == WHOLE:
            drawn.target = limit
    _mark_due(drawn, moves[-1][1], running)
    return drawn


def _lanes(moves: list[tuple[date, CaseState]], until: date) -> list[Lane]:
    """The stages that the case passed and, while it is open, those that usually follow."""
    lanes = {stage.code: Lane(stage, 0.0) for stage in STAGES}
    for place, (begun, state) in enumerate(moves):
        if (stage := STAGE_OF.get(state)) is None:
            continue
        ended = moves[place + 1][0] if place + 1 < len(moves) else max(until, begun)
        _extend(lanes[stage.code].parts, begun, ended, state in CLOCK_STOPPED)
    now = STAGE_OF.get(moves[-1][1])
    kept = [lane for lane in lanes.values() if lane.parts or (now is not None and lane.stage.is_usual)]
    for place, lane in enumerate(kept):
        lane.y = round(TOP + place * ROW, 2)
        lane.is_now = lane.stage is now
    return kept


def _extend(parts: list[Part], begun: date, ended: date, is_stopped: bool) -> None:
    """Lengthen the part before if it goes on without a break; else begin another."""
    if parts and parts[-1].ended == begun and parts[-1].is_stopped == is_stopped:
        parts[-1].ended = ended
    else:
        parts.append(Part(begun, ended, is_stopped))


def _place(drawn: Course, day: date) -> None:
    """Turn days into percent of the whole."""
    whole = max(1, (drawn.until - drawn.begun).days)
    for lane in drawn.lanes:
        for part in lane.parts:
            width = max(NARROWEST, 100 * (part.ended - part.begun).days / whole)
            part.x = round(min(100 - width, 100 * (part.begun - drawn.begun).days / whole), 2)
            part.width = round(width, 2)
    drawn.today_x = round(min(100.0, 100 * (day - drawn.begun).days / whole), 2)
    drawn.height = round(TOP + len(drawn.lanes) * ROW, 2)


def _mark_due(drawn: Course, state: CaseState, running: Sequence[Any]) -> None:
    """The nearest deadline that somebody has to keep stands in the row of the present stage."""
    near = min((limit for limit in running if limit.code != WHOLE), key=lambda limit: limit.due_on, default=None)
    stage = STAGE_OF.get(state)
    if near is None or stage is None:
        return
    whole = max(1, (drawn.until - drawn.begun).days)
    for lane in drawn.lanes:
        if lane.stage is stage:
            lane.due = near
            lane.due_x = round(min(100.0, max(0.0, 100 * (near.due_on - drawn.begun).days / whole)), 2)
