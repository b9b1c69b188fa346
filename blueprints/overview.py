"""The office at a glance: where the cases stand, and the deadlines of a month on a calendar."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from blueprints.language import language
from blueprints.pictures.charts import Chart, Entry, bars
from blueprints.pictures.months import Month, first_of_month, last_of_month, month
from blueprints.shared import allowed, signed_in
from models.db import db
from models.states import CLOSED, CaseState
from models.user import User
from workflow import permissions
from workflow.calendar import FIRST_DAY, LAST_DAY
from workflow.calendar.stored import stored_calendar
from workflow.clock import day_of, today
from workflow.labels import label
from workflow.permissions import May
from workflow.queries import overview
from workflow.queries.overview import Standing
from workflow.stages import STAGES

bp = Blueprint("overview", __name__)
BETWEEN = (FIRST_DAY, LAST_DAY)


class Coming(NamedTuple):
    """What the calendar shows: the sheet, the chosen day or None, its list, and what is overdue with its number."""

    sheet: Month
    day: date | None
    listed: Sequence[Any]
    total: int
    overdue: Sequence[Any]
    overdue_total: int


@bp.get("/overview")
def index() -> ResponseReturnValue:
    """Counts by state, what is overdue, and the month of ?month=2026-11 with the list of ?day=2026-11-20."""
    allowed(May(permissions.may_see_overview))
    person = signed_in()
    standings = overview.standings(person)
    return render_template(
        "pages/overview/index.html",
        under_way=_under_way(standings),
        closed=_closed(standings),
        coming=_coming(person, request.args.get("month", ""), request.args.get("day", "")),
    )


def _under_way(standings: dict[CaseState, Standing]) -> Chart:
    """Every state of the way in its order, stage by stage, even where nobody stands."""
    day = today()
    entries = []
    for state in (state for stage in STAGES for state in stage.states):
        standing = standings.get(state, Standing(0, None))
        waits = (day - day_of(standing.waits_since)).days if standing.waits_since else None
        since = ngettext("%(num)s day", "%(num)s days", waits) if waits is not None else "–"
        entries.append(_entry(state, standing.count, since))
    headings = (gettext("State"), gettext("Cases"), gettext("Longest without a step"))
    return bars("under-way", gettext("Where the open cases stand"), headings, entries)


def _closed(standings: dict[CaseState, Standing]) -> Chart:
    """How the others ended, in the order of the states."""
    entries = [_entry(state, standings[state].count) for state in CaseState if state in CLOSED and state in standings]
    return bars("closed", gettext("How the closed cases ended"), (gettext("State"), gettext("Cases")), entries)


def _entry(state: CaseState, count: int, *more: str) -> Entry:
    address = url_for("cases.index", state=state.value) if count else ""
    return Entry(label(state).in_(language()), count, str(count), address, more)


def _coming(person: User, asked: str, chosen: str) -> Coming:
    """The sheet of the asked month; its list begins today, for what is past stands on top."""
    now = today()
    first = first_of_month(asked, today=now, between=BETWEEN)
    calendar = stored_calendar(db.session)
    last = last_of_month(first)
    counts = overview.deadlines_by_day(person, until=max(last, now))
    sheet = month(first, counts, today=now, is_worked=calendar.is_working_day, between=BETWEEN)
    day = next((each.on for week in sheet.weeks for each in week if each.is_in_month and str(each.on) == chosen), None)
    begin, end = (day, day) if day else (max(first, now), last)
    yesterday = now - timedelta(days=1)
    return Coming(
        sheet=sheet,
        day=day,
        listed=overview.deadlines_between(person, begin, end),
        total=sum(count for on, count in counts.items() if begin <= on <= end),
        overdue=overview.deadlines_between(person, FIRST_DAY, yesterday),
        overdue_total=sum(count for on, count in counts.items() if on < now),
    )
