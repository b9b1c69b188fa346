"""Correcting the working-day calendar.

A newly published moved day recalculates only deadlines that were not communicated yet (BR-28).
"""

from datetime import date

from sqlalchemy import select

from models.db import db
from models.deadline import Deadline
from models.setting import DayKind, MovedDay
from models.states import DeadlineState
from models.user import User
from workflow.calendar import covered
from workflow.calendar.stored import stored_calendar
from workflow.deadline_rules import DEADLINE_RULES, due
from workflow.permissions import demand, may_keep_calendar
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: Deadlines of the office itself that nobody outside was told: these follow the calendar.
INSIDE = frozenset({"H01", "H02", "H04", "H05", "H09", "H11", "H15", "H16"})


def move_day(day: date, *, by: User, kind: DayKind, source: str) -> MovedDay:
    """Enter a moved day; a day entered before is corrected.  Raises Refused outside 2004–2030."""
    demand(may_keep_calendar, by)
    try:
        covered(day)
    except ValueError:
        raise Refused(
            [
                Refusal(
                    "day_outside",
                    Text(
                        hu="A naptár 2004 és 2030 közötti napokat ismer.",
                        en="The calendar knows the days from 2004 to 2030.",
                    ),
                    "day",
                )
            ]
        ) from None
    moved = db.session.scalar(select(MovedDay).where(MovedDay.day == day)) or MovedDay(day=day)
    moved.kind, moved.source, moved.entered_by_id = kind, source, by.id
    db.session.add(moved)
    db.session.flush()
    recount()
    return moved


def remove_day(id: int, *, by: User) -> None:
    """Take a correction back."""
    demand(may_keep_calendar, by)
    moved = db.session.get(MovedDay, id)
    if moved is not None:
        db.session.delete(moved)
        db.session.flush()
        recount()


def recount() -> None:
    """Count the running deadlines of the office again by today's calendar."""
    calendar = stored_calendar(db.session)
    for deadline in db.session.scalars(
        select(Deadline).where(
            Deadline.state == DeadlineState.RUNNING,
            Deadline.code.in_(INSIDE & DEADLINE_RULES.keys()),
            Deadline.communicated_at.is_(None),
        )
    ):
        deadline.due_on = due(deadline.code, deadline.starts_on, calendar=calendar)
