"""What time it is, for everyone: tests freeze it here and nowhere else."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BUDAPEST = ZoneInfo("Europe/Budapest")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Budapest: deadlines end at its 24.00 (9.2 rule 5)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The calendar day in Budapest on which `moment` falls."""
    return moment.astimezone(BUDAPEST).date()
