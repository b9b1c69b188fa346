"""Deadlines that come near or have passed: the events to announce, each of them once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from models.case import Case
from models.db import db
from models.deadline import Deadline
from models.expert import Assignment, ExpertProfile
from models.outbox import ClockMark
from models.review import Review
from models.states import AssignmentPart, AssignmentState, DeadlineState
from workflow.acts.about import about
from workflow.calendar import Calendar
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadline_rules import DEADLINE_RULES, reminder_days
from workflow.events import DeadlineMissed, DeadlineNear
from workflow.parties import SYSTEM

#: Deadlines whose end the rules let pass without a word to the head of office: experts are reminded by ERT-12,
#: unanswered invitations, missing remarks and missing revisions move the case on by themselves, H17 and H33 only end
#: a right or a statistic.
NOT_ESCALATED = frozenset({"H06", "H07", "H10", "H12", "H17", "H22", "H33"})
#: Keys asked for in one query.
MARKS_A_QUERY = 1000


def once(keys: Sequence[str]) -> frozenset[str]:
    """Those of `keys` that nobody has done yet; from the commit on, somebody has.

    The marks are saved in the caller's transaction together with the deeds, so neither is ever there alone.
    """
    done: set[str] = set()
    for start in range(0, len(keys), MARKS_A_QUERY):
        some = keys[start : start + MARKS_A_QUERY]
        done.update(db.session.scalars(select(ClockMark.key).where(ClockMark.key.in_(some))))
    return frozenset(key for key in dict.fromkeys(keys) if key not in done and _mark(key))


def reminders_due() -> list[DeadlineNear]:
    """A reminder for every running deadline that has reached a reminder day of its rule.

    After an outage only the latest day that was reached is told, not every one that went by.
    """
    calendar, day = stored_calendar(db.session()), today()
    latest: dict[str, tuple[Deadline, int]] = {}
    for deadline in _running(code for code, rule in DEADLINE_RULES.items() if rule.reminders):
        offset = _reached(deadline, day, calendar)
        if offset is not None and (offset > 0) == deadline.is_past(day):
            latest[f"near {deadline.id} {deadline.due_on} {offset}"] = (deadline, offset)
    fresh = once(list(latest))
    return [_near(deadline, days=-offset) for key, (deadline, offset) in latest.items() if key in fresh]


def missed_deadlines() -> list[DeadlineMissed]:
    """Every running deadline of the office or the applicant that passed and was not told of yet."""
    passed = {
        f"missed {deadline.id} {deadline.due_on}": deadline
        for deadline in _running(DEADLINE_RULES.keys() - NOT_ESCALATED, before=today())
    }
    fresh = once(list(passed))
    return [
        DeadlineMissed(**about(deadline.case, SYSTEM), code=deadline.code, due_on=deadline.due_on.isoformat())
        for key, deadline in passed.items()
        if key in fresh
    ]


def _reached(deadline: Deadline, day: date, calendar: Calendar) -> int | None:
    days = reminder_days(deadline.code, deadline.due_on, calendar=calendar)
    offsets = DEADLINE_RULES[deadline.code].reminders
    return max((offset for offset, on in zip(offsets, days, strict=True) if on <= day), default=None)


def _mark(key: str) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(ClockMark(key=key, made_at=now()))
    except IntegrityError:  # another worker's clock was faster
        return False
    return True


def _running(codes: Iterable[str], *, before: date | None = None) -> Sequence[Deadline]:
    asked = (
        select(Deadline)
        .options(joinedload(Deadline.case).joinedload(Case.programme))
        .where(Deadline.state == DeadlineState.RUNNING, Deadline.code.in_(sorted(codes)))
        .order_by(Deadline.id)
    )
    return db.session.scalars(asked if before is None else asked.where(Deadline.due_on < before)).all()


def _near(deadline: Deadline, *, days: int) -> DeadlineNear:
    return DeadlineNear(
        **about(deadline.case, SYSTEM),
        code=deadline.code,
        due_on=deadline.due_on.isoformat(),
        days=days,
        person_ids=list(_late_experts(deadline)) if deadline.code in {"H07", "H10"} else [],
    )


def _late_experts(deadline: Deadline) -> Iterator[int]:
    """The experts (user ids) whose review this deadline waits for."""
    part = AssignmentPart.CONTROL if deadline.code == "H10" else AssignmentPart.REVIEWER
    asked = (
        select(ExpertProfile.user_id)
        .join(Assignment, Assignment.expert_id == ExpertProfile.id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(
            Assignment.case_id == deadline.case_id,
            Assignment.state == AssignmentState.ACCEPTED,
            Review.closed_at.is_(None),
        )
        .order_by(ExpertProfile.user_id)
    )
    if deadline.assignment_id is not None:
        asked = asked.where(Assignment.id == deadline.assignment_id)
    else:
        asked = asked.where(Assignment.part == part)
    yield from db.session.scalars(asked)
