"""Settlements that share a name, as the loaded gazetteer has them."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.settlement import Settlement
from workflow.application import is_placed
from workflow.gazetteer import folded


def namesakes(session: Session, lines: Iterable[str]) -> dict[str, list[Settlement]]:
    """Of places written without their code those that several settlements are called, with these settlements."""
    written = {folded(line): line for line in lines if not is_placed(line)}
    if not written:
        return {}
    twice = (
        select(Settlement.folded)
        .where(Settlement.folded.in_(written))
        .group_by(Settlement.folded)
        .having(func.count() > 1)
    )
    rows = session.scalars(select(Settlement).where(Settlement.folded.in_(twice)).order_by(Settlement.ksh_code))
    found: dict[str, list[Settlement]] = {}
    for row in rows:
        found.setdefault(written[row.folded], []).append(row)
    return found
