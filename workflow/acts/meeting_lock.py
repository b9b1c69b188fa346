"""Holding a meeting: of two who act at once in it, the second sees what the first did."""

from models.db import db
from models.meeting import Meeting


def lock_meeting(meeting: Meeting) -> None:
    """Lock the meeting's row, so that of two who act at once the second sees what the first did."""
    if db.session.get_bind().dialect.name != "sqlite":
        db.session.flush()
        db.session.expire_all()
        db.session.refresh(meeting, with_for_update={"of": Meeting})  # not the joined people: they may be nobody
