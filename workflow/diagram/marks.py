"""What stands still in the drawing: the boxes of the states, and where the cells are."""

from textwrap import wrap
from xml.sax.saxutils import escape

from models.states import CaseState
from workflow.diagram.plan import LEFT, Cell, is_end, is_in_table
from workflow.labels import label
from workflow.text import Text

WIDTH, HEIGHT, GAP_X, GAP_Y = 190, 50, 62, 46
PITCH_X, PITCH_Y = WIDTH + GAP_X, HEIGHT + GAP_Y
#: Room for the bracket on the left and the way back on the right.
SIDE, TOP = 64, 8
LINE, LETTERS = 18, 22
GONE = Text(hu="törölve", en="deleted")
APART = Text(hu="(külön eljárásban)", en="(in a procedure of its own)")


def corner(cell: Cell) -> tuple[float, float]:
    """The left upper corner of a cell's box."""
    return SIDE + (cell[0] - LEFT) * PITCH_X, TOP + cell[1] * PITCH_Y


def middle(cell: Cell) -> tuple[float, float]:
    """The middle of a cell's box."""
    x, y = corner(cell)
    return x + WIDTH / 2, y + HEIGHT / 2


def box(state: CaseState, cell: Cell, locale: object) -> str:
    """A state; an end has a thicker rim."""
    rim = 3 if is_end(state) else 1.5
    return _box(label(state).in_(locale), cell, state=state.value, rim=f'stroke-width="{rim}"')


def mark(state: CaseState | None, cell: Cell, locale: object) -> str:
    """An end beside where it is reached; the end of what ceases to exist; a state that the table never reaches."""
    if state is None:
        return _box(GONE.in_(locale), cell, state="gone", rim='stroke-width="1.5" stroke-dasharray="2 4"')
    if is_in_table(state):
        return box(state, cell, locale)
    words = f"{label(state).in_(locale)} {APART.in_(locale)}"
    return _box(words, cell, state=state.value, rim='stroke-width="1.5" stroke-dasharray="6 4"')


def words(
    text: str, x: float, y: float, *, anchor: str = "middle", attributes: str = "", letters: int = LETTERS
) -> str:
    """Text in lines around the height `y`."""
    lines = wrap(text, letters)
    first = y - (len(lines) - 1) * LINE / 2 + 5
    spans = "".join(
        f'<tspan x="{x:g}" y="{first + place * LINE:g}">{escape(line)}</tspan>' for place, line in enumerate(lines)
    )
    return f'<text fill="currentColor" text-anchor="{anchor}"{attributes}>{spans}</text>'


def _box(text: str, cell: Cell, *, state: str, rim: str) -> str:
    x, y = corner(cell)
    return (
        f'<g class="state" data-state="{state}"><rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6" '
        f'fill="currentColor" fill-opacity="0.06" stroke="currentColor" {rim}/>{words(text, *middle(cell))}</g>'
    )
