"""What moves in the drawing: an arrow with its number for every row of the table."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from workflow.diagram.marks import GAP_X, GAP_Y, HEIGHT, SIDE, WIDTH, corner, middle, words
from workflow.diagram.plan import LEFT, MANY, RIGHT, Cell, Plan, is_end
from workflow.transitions import ROWS, Transition

Point = tuple[float, float]

ROUND = 8
#: Of the gap below a box: where a fork turns aside, and where the number of a step stands.
LANE, READ = 0.3, 0.64
#: How far a way back swings out, and where on the box it leaves and arrives.
SWING, PORT = 30, 12
LOOP = 17
#: How far below the middle of the boxes the way out of an end stands.
BELOW = 14
#: Where the loops of one state stand: how far from its left edge, and whether below it.
CORNERS = ((0.74, False), (0.06, False), (0.74, True), (0.06, True))
BRACKET = 20.0
#: How far from its column a bracket stands whose arrow leads back.
BESIDE = 46


def arrows(row: Transition, plan: Plan, locale: object) -> Iterator[str]:
    """The row's arrows, one from each state, or one from a bracket around them all."""
    yield f'<g class="step" id="machine-{row.code}"><title>{escape(f"{row.number}. {row.label.in_(locale)}")}</title>'
    if len(row.from_) > MANY:
        yield from (_from_bracket if row.code in plan.beside else _back_from_bracket)(row, plan)
    elif not row.from_:
        yield from _start(row, plan, locale)
    else:
        for state in sorted(row.from_):
            if row.stays:
                yield from _loop(row, plan.cells[state])
            else:
                yield from _arrow(row.number, plan.cells[state], plan.target(row), reopens=is_end(state))
    yield "</g>"


def _arrow(number: str, source: Cell, target: Cell, *, reopens: bool) -> Iterator[str]:
    (x, y), (to_x, to_y) = middle(source), middle(target)
    down, across = target[1] - source[1], target[0] - source[0]
    if down == 0 and reopens:  # below the arrow by which it ended
        side = WIDTH / 2 if across > 0 else -WIDTH / 2
        yield _line([(x + side, y + BELOW), (to_x - side, to_y + BELOW)])
        yield _number(number, x + side * (1 + GAP_X / WIDTH), y + BELOW + 12)
    elif down == 0:
        side = WIDTH / 2 if across > 0 else -WIDTH / 2
        yield _line([(x + side, y), (to_x - side, to_y)])
        yield _number(number, x + side * (1 + GAP_X / WIDTH), y - 12)
    elif across == 0 and down > 0:
        yield _line([(x, y + HEIGHT / 2), (to_x, to_y - HEIGHT / 2)])
        yield _number(number, x + 7, y + HEIGHT / 2 + GAP_Y * READ - 3, anchor="start")
    elif across == 0 and down == -1:
        edge = x - WIDTH / 2
        yield _line([(edge, y - PORT), (edge - SWING, y - PORT), (edge - SWING, to_y + PORT), (edge, to_y + PORT)])
        yield _number(number, edge - SWING - 6, (y + to_y) / 2, anchor="end")
    elif target[0] == 0 and down > 0:
        yield _line([(x, y + HEIGHT / 2), (x, to_y), (to_x + WIDTH / 2, to_y)])
        yield _number(number, x + 7, y + HEIGHT / 2 + GAP_Y / 2, anchor="start")
    elif down > 0:
        lane = y + HEIGHT / 2 + GAP_Y * LANE
        yield _line([(x, y + HEIGHT / 2), (x, lane), (to_x, lane), (to_x, to_y - HEIGHT / 2)])
        yield _number(number, to_x + 7, y + HEIGHT / 2 + GAP_Y * READ - 3, anchor="start")
    else:
        yield from _way_back(number, source, target)


def _way_back(number: str, source: Cell, target: Cell) -> Iterator[str]:
    """Far back up: round everything on the right, and into the top of the box."""
    (x, y), (left, top) = middle(source), corner(target)
    rail = corner((RIGHT, 0))[0] + WIDTH + SIDE / 2
    lane, port = top - GAP_Y / 2, left + WIDTH * 0.82
    yield _line([(x + WIDTH / 2, y), (rail, y), (rail, lane), (port, lane), (port, top)])
    yield _number(number, rail - 7, (y + top) / 2, anchor="end")
    yield _number(number, port + 12, lane - 11, anchor="start")


def _loop(row: Transition, cell: Cell) -> Iterator[str]:
    """Back into the same state: over the right upper corner of its box, a second, third and fourth over the others."""
    beside = [each.code for each in ROWS if each.stays and each.from_ == row.from_]
    from_left, is_below = CORNERS[beside.index(row.code)]
    x, y = corner(cell)
    edge, away = (y + HEIGHT, LOOP) if is_below else (y, -LOOP)
    out, back = x + WIDTH * from_left, x + WIDTH * (from_left + 0.16)
    yield _line([(out, edge), (out, edge + away), (back, edge + away), (back, edge)])
    yield _number(row.number, back + 7, edge + away / 2, anchor="start")


def _start(row: Transition, plan: Plan, locale: object) -> Iterator[str]:
    """A dot beside the first state, with the words of the step."""
    cell, (x, y) = plan.start(row), middle(plan.target(row))
    dot = corner(cell)[0] + 9
    yield f'<circle cx="{dot:g}" cy="{y:g}" r="8" fill="currentColor"/>'
    yield _line([(dot, y), (x + WIDTH / 2, y)])
    yield _number(row.number, (dot - 8 + x + WIDTH / 2) / 2, y - 12)
    yield words(row.label.in_(locale), dot + 18, y, anchor="start", letters=28)


def _from_bracket(row: Transition, plan: Plan) -> Iterator[str]:
    """From every state between the ends of the bracket."""
    rows = [plan.cells[state][1] for state in row.from_]
    top, bottom = corner((LEFT, min(rows)))[1], corner((LEFT, max(rows)))[1] + HEIGHT
    x, y = corner(plan.target(row))
    y += HEIGHT / 2
    points = [(BRACKET + 14, top), (BRACKET, top), (BRACKET, bottom), (BRACKET + 14, bottom)]
    yield f'<path d="{_round(points)}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    yield _line([(BRACKET, y), (x, y)])
    yield _number(row.number, (BRACKET + x) / 2 - 1, y - 12)


def _back_from_bracket(row: Transition, plan: Plan) -> Iterator[str]:
    """Back to an earlier state: a bracket left of the ordinary way, or right of a detour."""
    target = plan.target(row)
    rows = [plan.cells[state][1] for state in row.from_]
    (left, y), bottom = corner(target), corner((target[0], max(rows)))[1] + HEIGHT
    edge, away = (left, -BESIDE) if target[0] == 0 else (left + WIDTH, BESIDE)
    x, prong = edge + away, edge + away * 0.7
    top, y = corner((target[0], min(rows)))[1], y + HEIGHT / 2
    points = [(prong, top), (x, top), (x, bottom), (prong, bottom)]
    yield f'<path d="{_round(points)}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    yield _line([(x, y), (edge, y)])
    yield _number(row.number, edge + away / 2, y - 12)


def _line(points: list[Point]) -> str:
    tip = 'marker-end="url(#machine-tip)"'
    return f'<path d="{_round(points)}" fill="none" stroke="currentColor" stroke-width="1.5" {tip}/>'


def _round(points: list[Point]) -> str:
    """A path through the points with rounded corners."""
    path = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        (x, y), (near_x, near_y), (far_x, far_y) = at, _towards(at, before), _towards(at, after)
        path.append(f"L{near_x:g} {near_y:g}Q{x:g} {y:g} {far_x:g} {far_y:g}")
    path.append(f"L{points[-1][0]:g} {points[-1][1]:g}")
    return "".join(path)


def _towards(start: Point, end: Point) -> Point:
    x, y = end[0] - start[0], end[1] - start[1]
    length = max(abs(x), abs(y))
    step = min(ROUND, length / 2) / length
    return start[0] + x * step, start[1] + y * step


def _number(number: str, x: float, y: float, *, anchor: str = "middle") -> str:
    return (
        f'<text class="code" x="{x:g}" y="{y + 5:g}" text-anchor="{anchor}" fill="currentColor" font-weight="700" '
        f'font-size="14">{number}</text>'
    )
