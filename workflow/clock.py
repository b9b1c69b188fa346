"""What time it is, for everyone: tests freeze it here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BUDAPEST = ZoneInfo("Europe/Budapest")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Budapest: deadlines end at its 24.00 (9.2 rule 5)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The calendar day in Budapest on which `moment` falls."""
    return moment.astimezone(BUDAPEST).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside it is `moment`, for this thread alone.  Only the demonstration's past is played so."""
    before = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(before)
