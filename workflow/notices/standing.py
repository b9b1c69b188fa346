"""How delivery stands: what a monitor asks for, and what the office has to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from models.db import db
from models.outbox import HELD, UNSENT, Heartbeat, Mail
from workflow.clock import now
from workflow.notices.queue import answers

#: A worker says every 5 seconds that it lives; a first one at once when it starts.
FRESH_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Ages in seconds, None where there is nothing to be old."""

    database: bool
    queue: bool
    heartbeat_age: float | None
    oldest_unsent_age: float | None
    held: int

    @property
    def is_ready(self) -> bool:
        """Requests are answered and mail leaves.  Redis is not needed for either: without it mail leaves by the
        clock, seconds later, so its loss degrades and does not stop."""
        return self.database and self.heartbeat_age is not None and self.heartbeat_age <= FRESH_SECONDS


def standing() -> Standing:
    """How it stands now.  Never raises: a database that does not answer is one of the findings."""
    queue = answers()
    try:
        beat_at = db.session.scalar(select(func.max(Heartbeat.beat_at)))
        oldest = db.session.scalar(
            select(func.min(Mail.created_at)).where(Mail.status.in_(UNSENT), Mail.next_try_at <= now())
        )
        held = db.session.scalar(select(func.count()).select_from(Mail).where(Mail.status.in_(HELD))) or 0
    except SQLAlchemyError:
        db.session.rollback()
        return Standing(database=False, queue=queue, heartbeat_age=None, oldest_unsent_age=None, held=0)
    return Standing(database=True, queue=queue, heartbeat_age=_age(beat_at), oldest_unsent_age=_age(oldest), held=held)


def held_mails() -> Sequence[Mail]:
    """Mails that wait for a person: uncertain ones and dead ones, oldest first."""
    return db.session.scalars(select(Mail).where(Mail.status.in_(HELD)).order_by(Mail.created_at, Mail.id)).all()


def _age(moment: datetime | None) -> float | None:
    return None if moment is None else round(max(0.0, (now() - moment).total_seconds()), 1)
