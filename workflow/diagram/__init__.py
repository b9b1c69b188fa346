"""The machine drawn from its table, as SVG; no word of it and no arrow is written here.

Colours are `currentColor` and CSS classes with each state's `data-state`, without a style or a script: so the
picture follows dark mode and the content security policy.
"""

from xml.sax.saxutils import escape

from models.states import CaseState
from workflow.diagram.marks import HEIGHT, PITCH_X, PITCH_Y, SIDE, TOP, WIDTH, box, mark
from workflow.diagram.plan import LEFT, RIGHT, arranged
from workflow.diagram.ways import arrows
from workflow.labels import label
from workflow.text import Text
from workflow.transitions import ROWS, Transition

__all__ = ["draw"]

TITLE = Text(hu="Az akkreditációs eljárás lépései", en="The steps of the accreditation procedure")
TIP = (
    '<defs><marker id="machine-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5 10 5 0 9.5z" fill="currentColor"/></marker></defs>'
)


def draw(locale: object) -> str:
    """The whole machine as an SVG element, its words in `locale`."""
    plan = arranged()
    width = (RIGHT - LEFT) * PITCH_X + WIDTH + 2 * SIDE
    height = plan.rows * PITCH_Y - (PITCH_Y - HEIGHT) + 2 * TOP
    told = "; ".join(f"{row.number}. {row.label.in_(locale)} ({_way(row, locale)})" for row in ROWS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="machine" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="machine-title" aria-describedby="machine-told" '
        'color="currentColor" font-family="Atkinson Hyperlegible Next, Segoe UI, Arial, sans-serif" font-size="15">',
        f'<title id="machine-title">{escape(TITLE.in_(locale))}</title>',
        f'<desc id="machine-told">{escape(told)}</desc>',
        TIP,
        *(part for row in ROWS for part in arrows(row, plan, locale)),
        *(box(state, cell, locale) for state, cell in plan.cells.items()),
        *(mark(state, cell, locale) for state, cell in plan.copies),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _way(row: Transition, locale: object) -> str:
    """ "Submitted → Under formal check"; nothing stands where a case begins or ceases."""
    names = [label(state).in_(locale) for state in CaseState if state in row.from_]
    return f"{', '.join(names)} → {label(row.to).in_(locale) if row.to else ''}".strip()
