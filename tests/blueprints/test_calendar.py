"""Moved working days on the screen, and what they do to deadlines."""

from datetime import date

import pytest
from sqlalchemy import select

from models.db import db
from models.setting import DayKind, MovedDay
from models.states import CaseState
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
DAY = {"day": "2026-09-17", "kind": "rest", "source": "12/2026. rendelet"}


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def officer(people, sign_in):
    return sign_in(people.officer)


def entered():
    db.session.expire_all()
    return [(row.day, row.kind, row.source) for row in db.session.scalars(select(MovedDay).order_by(MovedDay.day))]


def test_a_day_is_entered_shown_and_taken_back(people, officer):
    answer = officer.post("/calendar/", data=DAY)
    moved = db.session.scalars(select(MovedDay)).one()
    page = officer.get("/calendar/").text

    assert [answer.status_code, entered()] == [303, [(date(2026, 9, 17), DayKind.REST, "12/2026. rendelet")]]
    assert [moved.entered_by_id, "12/2026. rendelet" in page] == [people.officer.id, True]
    assert [officer.post(f"/calendar/{moved.id}/removal").status_code, entered()] == [303, []]


def test_a_day_entered_twice_is_corrected(officer):
    officer.post("/calendar/", data=DAY)
    officer.post("/calendar/", data=DAY | {"kind": "working"})

    assert entered() == [(date(2026, 9, 17), DayKind.WORKING, "12/2026. rendelet")]


@pytest.mark.parametrize(
    "wrong", [{"day": ""}, {"day": "x"}, {"day": "1999-01-01"}, {"kind": ""}, {"kind": "x"}, {"source": ""}]
)
def test_what_is_no_moved_day_is_asked_for_again(officer, wrong):
    answer = officer.post("/calendar/", data=DAY | wrong)

    kept = wrong.get("source", DAY["source"])
    assert [answer.status_code, 'id="error-summary"' in answer.text, kept in answer.text, entered()] == [
        422,
        True,
        True,
        [],
    ]


def test_a_deadline_of_the_office_moves_with_the_calendar(people, officer):
    case = a_case(CaseState.SUBMITTED, cast=people)
    db.session.commit()
    before = case.deadline("H02").due_on

    officer.post("/calendar/", data=DAY)

    db.session.expire_all()
    assert case.deadline("H02").due_on > before


@pytest.mark.parametrize("part", ["administrator", "president", "representative"])
def test_only_the_office_keeps_the_calendar(people, sign_in, part):
    assert [sign_in(people.by_part[part]).post("/calendar/", data=DAY).status_code, entered()] == [403, []]
