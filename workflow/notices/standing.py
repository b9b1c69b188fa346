"""How delivery stands: what a monitor asks for, and what the office has to look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from models.db import db
from models.outbox import HELD, UNSENT, Heartbeat, Mail, MailStatus
from workflow.clock import now
from workflow.notices.queue import answers
from workflow.queries.paging import PAGE, Order, Page, cut, ordered

#: A worker says every 5 seconds that it lives; a first one at once when it starts.
FRESH_SECONDS = 30.0
#: By what held mails can be sorted.
SORTS = {"since": (Mail.created_at,), "address": (Mail.address,)}
USUAL = Order("since")


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


def page_of_held_mails(status: MailStatus | None = None, *, order: Order = USUAL, number: int = 1) -> Page:
    """Mails that wait for a person, uncertain or dead ones or both, usually the oldest first.

    Lines of id, address, subject, created_at, status and last_error; two queries however many.
    """
    held = [Mail.status.in_({status} & HELD if status else HELD)]
    total = db.session.scalar(select(func.count(Mail.id)).where(*held)) or 0
    number, last = cut(number, total)
    columns = (Mail.id, Mail.address, Mail.subject, Mail.created_at, Mail.status, Mail.last_error)
    lines = select(*columns).where(*held).order_by(*ordered(SORTS, order, Mail.created_at, Mail.id))
    rows = db.session.execute(lines.limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(rows=rows, number=number, last=last, total=total)


def _age(moment: datetime | None) -> float | None:
    return None if moment is None else round(max(0.0, (now() - moment).total_seconds()), 1)
