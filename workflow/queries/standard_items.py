"""The office's standard sentences."""

from collections.abc import Sequence

from sqlalchemy import select

from models.db import db
from models.standard_item import StandardItem


def standard_items(*, retired: bool = False) -> Sequence[StandardItem]:
    """Those that are offered, or those that are not any more; in the order in which they were written first."""
    is_retired = StandardItem.retired_at.is_not(None) if retired else StandardItem.retired_at.is_(None)
    return db.session.scalars(select(StandardItem).where(is_retired).order_by(StandardItem.id)).all()


def standard_item(id: int) -> StandardItem | None:
    """One of them, offered or retired; None if there is none."""
    return db.session.get(StandardItem, id)
