"""Meetings as lists: those to come, those that were held, those that still take a case on their agenda."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select

from models.db import db
from models.meeting import AgendaItem, Meeting
from models.states import PURPOSES, ItemKind, ItemStage, MeetingState
from workflow.calendar.stored import stored_calendar
from workflow.clock import BUDAPEST, day_of, now, today
from workflow.deadlines import subtract_working_days
from workflow.guards.agenda import AGENDA_CLOSES
from workflow.queries.paging import PAGE, TOGETHER, Order, Page, by_number, by_rank, cut, ordered

#: What is still to come, or going on.
AHEAD = (MeetingState.PLANNED, MeetingState.IN_SESSION)
#: By what the meetings held can be sorted.
SORTS = {
    "day": (Meeting.starts_at,),
    "number": by_number(Meeting.number),
    "state": (by_rank(Meeting.state, list(MeetingState)),),
}
USUAL = Order("day", falls=True)


@dataclass(frozen=True)
class Line:
    """A meeting in the list: how many items it has, and the last day for putting a case on its agenda (H13)."""

    meeting: Meeting
    items: int
    agenda_closes_on: date


@dataclass(frozen=True)
class MeetingFilters:
    """What is looked for among the meetings held: a word of number or place, a state."""

    words: str = ""
    state: MeetingState | None = None


def meetings_ahead() -> list[Line]:
    """Planned and open meetings, the next one first; three queries however many."""
    return _lines(db.session.scalars(select(Meeting).where(Meeting.state.in_(AHEAD)).order_by(Meeting.starts_at)).all())


def page_of_past_meetings(asked: MeetingFilters | None = None, *, order: Order = USUAL, number: int = 1) -> Page:
    """Closed and certified meetings as `Line`s, usually the latest first; four queries however many."""
    wanted = _past(asked or MeetingFilters())
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number, last = cut(number, total)
    found = wanted.order_by(*ordered(SORTS, order, Meeting.starts_at.desc(), Meeting.id))
    rows = db.session.scalars(found.limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(rows=_lines(rows), number=number, last=last, total=total)


def all_past_meetings(asked: MeetingFilters, *, order: Order = USUAL) -> Iterator[Line]:
    """The same meetings on one page without end; two queries for each five hundred."""
    found = _past(asked).order_by(*ordered(SORTS, order, Meeting.starts_at.desc(), Meeting.id))
    for some in db.session.scalars(found.execution_options(yield_per=TOGETHER)).partitions():
        yield from _lines(some)


def purposes_to_come(year: int) -> list[ItemKind]:
    """Of the three purposes of the workshop those that stand on no agenda of the year (4.9)."""
    begins, ends = (datetime(each, 1, 1, tzinfo=BUDAPEST) for each in (year, year + 1))
    listed = db.session.scalars(
        select(AgendaItem.kind)
        .distinct()
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .where(Meeting.starts_at >= begins, Meeting.starts_at < ends, AgendaItem.stage != ItemStage.TAKEN_OFF)
    ).all()
    return [kind for kind in PURPOSES if kind not in listed]


def planned_meetings() -> Sequence[Meeting]:
    """Meetings that are still to be opened, the next one first."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now())
        .order_by(Meeting.starts_at)
    ).all()


def meetings_open_for_papers() -> list[Meeting]:
    """Planned meetings whose agenda is not closed yet (H13), the next one first."""
    return [line.meeting for line in _lines(planned_meetings()) if today() <= line.agenda_closes_on]


def _past(asked: MeetingFilters) -> Select[Meeting]:
    wanted = select(Meeting).where(Meeting.state.not_in(AHEAD))
    if asked.state is not None:
        wanted = wanted.where(Meeting.state == asked.state)
    for word in asked.words.split():
        columns = (Meeting.number, Meeting.place)
        wanted = wanted.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return wanted


def _lines(meetings: Sequence[Meeting]) -> list[Line]:
    counted = db.session.execute(
        select(AgendaItem.meeting_id, func.count())
        .where(AgendaItem.meeting_id.in_([meeting.id for meeting in meetings]), AgendaItem.stage != ItemStage.TAKEN_OFF)
        .group_by(AgendaItem.meeting_id)
    )
    items = dict(counted.all())
    calendar = stored_calendar(db.session())
    return [
        Line(
            meeting=meeting,
            items=items.get(meeting.id, 0),
            agenda_closes_on=subtract_working_days(day_of(meeting.starts_at), AGENDA_CLOSES, calendar=calendar),
        )
        for meeting in meetings
    ]
