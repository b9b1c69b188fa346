"""Finding a settlement by typing, accents or not."""

from sqlalchemy import case, or_, select

from models.db import db
from models.settlement import Settlement
from workflow.gazetteer import folded

MOST = 10
#: From so many letters on, a name is found by its middle, too.
LEAST = 3
ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def is_gazetteer_loaded() -> bool:
    """Whether there is a list to search: until then settlements are plain text."""
    return db.session.scalar(select(Settlement.ksh_code).limit(1)) is not None


def settlements_like(typed: str) -> list[Settlement]:
    """At most ten settlements whose name begins so, then those that have it inside."""
    words = folded(typed).translate(ESCAPED)
    if not words:
        return []
    begins = Settlement.folded.like(f"{words}%", escape="\\")
    inside = Settlement.folded.like(f"%{words}%", escape="\\") if len(words) >= LEAST else begins
    order = (
        case((Settlement.folded == folded(typed), 0), (begins, 1), else_=2),
        Settlement.folded,
        Settlement.ksh_code,
    )
    return list(db.session.scalars(select(Settlement).where(or_(begins, inside)).order_by(*order).limit(MOST)))


def settlement_of(ksh_code: str) -> Settlement | None:
    """The settlement of this code, or None."""
    return db.session.get(Settlement, ksh_code)
