"""Drafts that nobody writes in: a warning after twelve months, deletion thirty days after the warning (H34, T03)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.case import Case
from models.db import db
from models.outbox import ClockMark
from models.states import CaseState
from workflow.acts.about import about
from workflow.acts.drafting import discard
from workflow.clock import day_of, now, today
from workflow.deadline_rules import due
from workflow.engine import lock
from workflow.events import DraftAbandoned, Event
from workflow.notices.watching import once
from workflow.parties import SYSTEM

#: A little less than any twelve months.
ABOUT_A_YEAR = timedelta(days=364)


def abandoned_drafts() -> list[DraftAbandoned]:
    """A warning for every draft in which nobody has written for twelve months, once for each time it was written in."""
    silent = {mark_of(case): case for case in _drafts() if due("H34", day_of(last_written(case))) <= today()}
    goes_on = due("H34-deletion", today()).isoformat()
    fresh = once(list(silent))
    return [
        DraftAbandoned(**about(case, SYSTEM), discarded_on=goes_on) for mark, case in silent.items() if mark in fresh
    ]


def forsaken_drafts() -> Sequence[int]:
    """Drafts (case ids) whose warning is thirty days old, and in which nobody has written since."""
    return [case.id for case in _drafts() if _is_forsaken(case)]


def discard_forsaken(case_id: int) -> Iterator[Event]:
    """T03 by the system; not if somebody has written in it meanwhile."""
    case = db.session.get_one(Case, case_id)
    lock(case)
    if case.state == CaseState.DRAFT and _is_forsaken(case):
        yield discard(case, by=SYSTEM)


def last_written(case: Case) -> datetime:
    """When the draft was opened or last written in."""
    return case.written_at or case.created_at


def mark_of(case: Case) -> str:
    """What the clock remembers its warning by: another one is due only after somebody has written again."""
    return f"abandoned {case.id} {last_written(case).isoformat()}"


def _is_forsaken(case: Case) -> bool:
    warned_at = db.session.scalar(select(ClockMark.made_at).where(ClockMark.key == mark_of(case)))
    return warned_at is not None and due("H34-deletion", day_of(warned_at)) <= today()


def _drafts() -> Sequence[Case]:
    """Drafts in which nobody has written for about a year: the calendar decides about the day."""
    written = func.coalesce(Case.written_at, Case.created_at)
    asked = select(Case).options(joinedload(Case.programme)).where(Case.state == CaseState.DRAFT)
    return db.session.scalars(asked.where(written <= now() - ABOUT_A_YEAR).order_by(Case.id)).all()
