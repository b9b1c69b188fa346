"""The calendar that counts today: the published decrees with the office's corrections laid over them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from models.setting import DayKind, MovedDay
from workflow.calendar import PUBLISHED, Calendar


def stored_calendar(session: Session | scoped_session[Any]) -> Calendar:
    """One query; two calendars with the same rows share one list of days."""
    rows = session.execute(select(MovedDay.day, MovedDay.kind)).all()
    return PUBLISHED.corrected(
        rest=(day for day, kind in rows if kind == DayKind.REST),
        working=(day for day, kind in rows if kind == DayKind.WORKING),
    )
