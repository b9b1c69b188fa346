"""The office's corrections of the working-day calendar."""

from collections.abc import Sequence

from sqlalchemy import select

from models.db import db
from models.setting import MovedDay


def moved_days() -> Sequence[MovedDay]:
    """All of them, by day."""
    return db.session.scalars(select(MovedDay).order_by(MovedDay.day)).all()
