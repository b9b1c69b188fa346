"""No list asks the database more often because it is longer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from models.db import db
from models.organisation import Part
from models.outbox import Mail, MailStatus
from models.setting import DayKind
from models.states import CaseState, MeetingState, Role
from tests import stages
from tests.blueprints.counting import queries_of
from tests.cast import Cast, a_membership, a_person, an_organisation
from tests.entries import an_entry
from tests.factories import a_case, the_people
from workflow.acts import attaching, calendar_keeping
from workflow.notices import announce
from workflow.queries.calendar import moved_days

pytestmark = pytest.mark.usefixtures("tuesday")
MOST = 10
LONG = 30


def an_application(people: Cast) -> None:
    """Submitted, with its notices and mails: of an organisation that nobody else writes for."""
    people.organisation = an_organisation()
    a_membership(people.staff, people.organisation, Part.STAFF)
    a_membership(people.representative, people.organisation)
    announce(stages.submit(stages.draft(people), people))


def somebody(people: Cast) -> None:
    a_membership(a_person(Role.OBSERVER, Role.COUNTY_DEVELOPER, county="02"), an_organisation())


def a_held_mail(people: Cast) -> None:
    an_application(people)
    db.session.execute(update(Mail).values(status=MailStatus.DEAD))


def a_moved_day(people: Cast) -> None:
    day = date(2027, 2, 1) + timedelta(days=len(moved_days()))
    calendar_keeping.move_day(day, by=people.head, kind=DayKind.REST, source="rendelet")


def a_held_meeting(people: Cast) -> None:
    stages.meeting_in(people, 30).state = MeetingState.CLOSED


def an_accreditation(people: Cast) -> None:
    an_entry(by=people.head)


LISTS: dict[str, tuple[Callable[[Cast], None], str]] = {
    "/cases/": (an_application, "head"),
    "/cases/?words=kertek&state=submitted": (an_application, "officer"),
    "/cases/?sort=-number&county=20": (an_application, "developer"),
    "/cases/table.csv": (an_application, "head"),
    "/inbox/": (an_application, "head"),
    "/meetings/?sort=-number": (a_held_meeting, "chair"),
    "/meetings/table.csv": (a_held_meeting, "chair"),
    "/people/": (somebody, "administrator"),
    "/people/?role=observer&county=02&sort=-email": (somebody, "administrator"),
    "/people/export": (somebody, "administrator"),
    "/mails/held": (a_held_mail, "head"),
    "/mails/held?status=dead&sort=-address": (a_held_mail, "head"),
    "/registry?sort=-until": (an_accreditation, "stranger"),
    "/registry/table.csv": (an_accreditation, "stranger"),
    "/calendar/": (a_moved_day, "head"),
}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.mark.parametrize("address", LISTS)
def test_thirty_rows_ask_the_database_no_more_often_than_one(address, people, sign_in) -> None:
    another, part = LISTS[address]
    browser = sign_in(getattr(people, part))
    another(people)
    db.session.commit()
    short = queries_of(browser, address)
    for _ in range(LONG - 1):
        another(people)
    db.session.commit()

    assert [queries_of(browser, address), short <= MOST] == [short, True]


@pytest.mark.parametrize("part", ["staff", "expert_a"])
def test_work_that_waits_is_one_list_however_long(part, people, sign_in) -> None:
    for expert in people.experts:
        expert.yearly_limit = expert.parallel_limit = 100
    person = people.by_part[part]
    more = {"staff": CaseState.DRAFT, "expert_a": CaseState.UNDER_EXPERT_REVIEW}[part]
    a_case(more, cast=people)
    db.session.commit()
    browser = sign_in(person)
    short = queries_of(browser, "/inbox/")
    for _ in range(4):
        a_case(more, cast=people)
    db.session.commit()

    assert [queries_of(browser, "/inbox/"), short <= MOST] == [short, True]


@pytest.mark.parametrize(
    ("state", "part", "page", "rows"),
    [
        # an application may have twenty annexes, and the first of them are there
        (CaseState.DRAFT, "staff", "attachments", 12),
        (CaseState.UNDER_FORMAL_CHECK, "officer", "completion-request", LONG),
    ],
)
def test_what_hangs_on_a_case_is_read_at_once(state, part, page, rows, people, sign_in) -> None:
    case = a_case(state, cast=people)

    def more() -> None:
        if state == CaseState.DRAFT:
            attaching.attach(case, case.version, by=people.staff, kind="M6", title="Kép", file=stages.a_file())
        else:
            stages.item(case, people)

    more()
    db.session.commit()
    browser, address = sign_in(people.by_part[part]), f"/cases/{case.id}/{page}"
    short = queries_of(browser, address)
    for _ in range(rows - 1):
        more()
    db.session.commit()

    assert [queries_of(browser, address), short <= MOST] == [short, True]
