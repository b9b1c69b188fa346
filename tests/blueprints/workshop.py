"""The workshop for tests of screens: cases on the agenda, a meeting in session, browsers of several people."""

from collections.abc import Callable
from typing import Any

from flask import current_app, g
from flask.testing import FlaskClient
from sqlalchemy import event

from models.case import Case
from models.db import db
from models.meeting import Meeting
from models.states import CaseState, Outcome
from models.user import User
from tests import stages
from tests.cast import Cast
from tests.factories import a_case

HTMX = {"HX-Request": "true"}
CONDITION = {
    "outcome": "accredited_with_conditions",
    "text": "A Műhely a programot feltételekkel akkreditálja.",
    "points-0-criterion": "K4",
    "points-0-text": "Tegye nyilvánossá a beszámolót",
    "points-0-proof": "a honlap címe",
    "points-0-due_days": "90",
}

Browser = Callable[[User], FlaskClient]


def browsers(sign_in: Callable[[User | None], FlaskClient]) -> Browser:
    """`sign_in` for tests with several people: each request forgets whom the one before was from.

    The test's own context is also the requests', and Flask-Login keeps the person there.
    """

    def of(person: User) -> FlaskClient:
        g.pop("_login_user", None)
        return sign_in(person)

    return of


def a_listed_case(cast: Cast, clock: Any, *, outcome: Outcome = Outcome.ACCREDITED_WITH_CONDITIONS) -> Case:
    """A case on the agenda of a meeting that is about to begin: the clock stands at its start."""
    case = a_case(CaseState.ON_THE_AGENDA, cast=cast, outcome=outcome)
    clock.move_to(case.agenda_item.meeting.starts_at)
    db.session.commit()
    return case


def a_case_in_session(cast: Cast, clock: Any, *, present: int = 9) -> Case:
    """The same, with the meeting open and so many members there."""
    case = a_listed_case(cast, clock)
    stages.open_meeting(case, cast, present=present)
    db.session.commit()
    return case


def a_closed_meeting(cast: Cast, clock: Any) -> Meeting:
    """A meeting that resolved its one case and was closed."""
    case = a_listed_case(cast, clock)
    stages.resolve(case, cast)
    meeting = stages.convening.close_meeting(
        case.agenda_item.meeting,
        by=cast.chair,
        noted={"agenda_votes": {"yes": 8, "no": 0, "abstention": 1}, "guests": ["Vendég Vera"]},
    )
    db.session.commit()
    return meeting


def queries_of(client: FlaskClient, address: str) -> list[str]:
    """The statements that a page sends, asked for in a session of its own, as in life."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        with current_app._get_current_object().app_context():
            assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return [statement for statement in sent if statement != "BEGIN"]
