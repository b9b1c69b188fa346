"""What a step leaves behind: deadlines started, ended, stopped and resumed; documents registered with their numbers."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, object_session

from models.case import Case
from models.deadline import Deadline
from models.document import Document
from models.setting import NumberSeries
from models.states import DeadlineState, Direction
from models.user import User
from workflow.clock import now, today
from workflow.deadline_rules import DEADLINE_RULES, due
from workflow.numbering import document_number
from workflow.parties import Actor
from workflow.refusals import Given

if TYPE_CHECKING:
    from workflow.transitions import Transition

ALIVE = frozenset({DeadlineState.RUNNING, DeadlineState.STOPPED})


def keep_deadlines(case: Case, row: "Transition", given: Given, counted_from: Mapping[str, date]) -> None:
    """Carry out what the row says of deadlines.  A deadline that is alive already is not started a second time."""
    for deadline in case.deadlines:
        if deadline.state in ALIVE and (deadline.code in row.ends or "*" in row.ends):
            end(deadline, given.today)
        elif deadline.state == DeadlineState.RUNNING and deadline.code in row.stops:
            deadline.state, deadline.stopped_on = DeadlineState.STOPPED, given.today
        elif deadline.state == DeadlineState.STOPPED and deadline.code in row.resumes:
            resume(deadline, given)
    alive = {deadline.code for deadline in case.deadlines if deadline.state in ALIVE}
    for code in row.starts:
        if code not in alive:
            start(case, code, counted_from.get(code, given.today), given)


def start(
    case: Case, code: str, on: date, given: Given, *, length: int | None = None, assignment_id: int | None = None
) -> Deadline:
    """Start deadline `code` counted from `on` (that day is not counted) and write down the rule that made it."""
    words = DEADLINE_RULES[code].describe(length=length)
    deadline = Deadline(
        code=code,
        starts_on=on,
        due_on=due(code, on, calendar=given.calendar, length=length),
        rule_hu=words.hu,
        rule_en=words.en,
        assignment_id=assignment_id,
        state=DeadlineState.RUNNING,
        extended=False,
        stopped_days=0,
    )
    case.deadlines.append(deadline)
    return deadline


def end(deadline: Deadline, day: date) -> None:
    """The deadline is over: met, or missed if its last day had passed."""
    deadline.state = DeadlineState.MISSED if deadline.is_past(day) else DeadlineState.MET
    deadline.ended_at = now()


def resume(deadline: Deadline, given: Given) -> None:
    """The clock runs again: the days it stood still are added to the length (H33)."""
    if deadline.stopped_on is not None:
        deadline.stopped_days += (given.today - deadline.stopped_on).days
    rule = DEADLINE_RULES[deadline.code]
    length = rule.length + deadline.stopped_days
    deadline.state, deadline.stopped_on = DeadlineState.RUNNING, None
    deadline.due_on = due(deadline.code, deadline.starts_on, calendar=given.calendar, length=length)


def recount(deadline: Deadline, on: date, given: Given, *, length: int | None = None) -> None:
    """Count from the day of communication; never shorter than what was communicated (invariant of 4.5)."""
    later = due(deadline.code, on, calendar=given.calendar, length=length)
    deadline.starts_on = max(deadline.starts_on, on)
    deadline.due_on = max(deadline.due_on, later)
    deadline.communicated_at = now()


def register(case: Case, direction: Direction, kind: str, paper: Mapping[str, Any], *, by: Actor) -> Document:
    """Give a document its number in the case's register and keep what it says.

    `paper`: "subject", and where they apply "facts" (what the letter prints), "sender", "addressee",
    "addressee_id", "to_applicant" (its opening is its communication), "on", and "version_id" where it does not speak
    of the current version of the application.
    """
    if case.number is None:
        raise ValueError("a case without a number has no register")
    case.document_count += 1
    outgoing = direction == Direction.OUTGOING
    document = Document(
        subnumber=case.document_count,
        number=document_number(case.number, case.document_count),
        direction=direction,
        kind=kind,
        on=paper.get("on") or today(),
        made_by_id=by.id if isinstance(by, User) else None,
        sent_at=now() if outgoing else None,
        version_id=paper.get("version_id", case.version_id),
        **{
            name: paper[name]
            for name in ("subject", "facts", "sender", "addressee", "addressee_id", "to_applicant")
            if name in paper
        },
    )
    case.documents.append(document)
    return document


def next_number(session: Session, series: str, year: int) -> int:
    """The next number of a series: gapless, because it is given in the transaction of the act itself (4.10)."""
    given = session.scalar(
        update(NumberSeries)
        .where(NumberSeries.series == series, NumberSeries.year == year)
        .values(last=NumberSeries.last + 1)
        .returning(NumberSeries.last)
        .execution_options(synchronize_session=False)
    )
    if given is not None:
        return given
    try:
        with session.begin_nested():
            session.add(NumberSeries(series=series, year=year, last=1))
    except IntegrityError:  # somebody opened the year's series in the same moment
        return next_number(session, series, year)
    return 1


def session_of(case: Case) -> Session:
    """The session that the case belongs to.  Raises ValueError for a case of none."""
    session = object_session(case)
    if session is None:
        raise ValueError("the case must belong to a session")
    return session
