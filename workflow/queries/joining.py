"""Requests of people who would like to join."""

from collections.abc import Sequence

from sqlalchemy import func, select

from models.db import db
from models.joining import JoinRequest

WAITING = (JoinRequest.confirmed_at.is_not(None), JoinRequest.settled_at.is_(None))


def waiting_requests() -> Sequence[JoinRequest]:
    """Those that the office has to settle, the oldest first; one query."""
    return db.session.scalars(select(JoinRequest).where(*WAITING).order_by(JoinRequest.confirmed_at)).all()


def count_of_waiting_requests() -> int:
    """How many these are; one query."""
    return db.session.scalar(select(func.count(JoinRequest.id)).where(*WAITING)) or 0
