"""Drafts that nobody writes in: warned of after twelve months, deleted thirty days later (H34, T03)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.outbox import EventRow, Mail, Notice
from models.states import CaseState
from models.user import User
from tests.delivery import a_case, a_person
from workflow.acts import drafting
from workflow.notices.announcing import announce
from workflow.notices.jobs import move_on, warn


def on(day: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(day).replace(hour=9, tzinfo=ZoneInfo("Europe/Budapest")))


def the_clock_runs(*days: str) -> None:
    for day in days:
        with on(day):
            warn()
            move_on()


def told() -> list[tuple[str, str, str]]:
    asked = select(Notice.code, Mail.address, Mail.subject).join(Mail, Mail.notice_id == Notice.id)
    return [tuple(row) for row in db.session.execute(asked.order_by(Notice.id))]


@pytest.fixture
def writer(app: Flask) -> User:
    with on("2026-03-02"):
        return a_person("kepviselo@example.org")


@pytest.fixture
def draft(writer: User) -> Case:
    with on("2026-03-02"):
        return a_case(representative=writer)


def test_a_draft_is_warned_of_after_twelve_months_and_deleted_thirty_days_later_once(draft: Case) -> None:
    id = draft.id

    the_clock_runs("2027-03-01", "2027-03-02", "2027-03-02", "2027-03-20", "2027-03-31")
    assert db.session.get(Case, id) is not None
    the_clock_runs("2027-04-01", "2027-04-01", "2027-04-02")

    assert db.session.get(Case, id) is None
    assert told() == [
        ("ERT-40", "kepviselo@example.org", "Elhagyott piszkozat: törlés 2027. április 1."),
        ("T03", "kepviselo@example.org", "A piszkozat törölve: Kert"),
    ]
    assert db.session.scalars(select(EventRow.name).order_by(EventRow.id)).all() == [
        "DraftAbandoned",
        "DraftDiscarded",
    ]


def test_a_draft_in_which_somebody_writes_after_the_warning_is_kept_for_another_year(draft: Case, writer: User) -> None:
    the_clock_runs("2027-03-02")
    with on("2027-03-30"):
        drafting.write_answers(draft, draft.version, {"B2": "Közös kert a telepen."}, by=writer)
        announce()

    the_clock_runs("2027-04-01", "2027-04-02", "2028-03-29", "2028-03-30", "2028-04-28")

    assert draft.state == CaseState.DRAFT
    assert [subject for _, _, subject in told()] == [
        "Elhagyott piszkozat: törlés 2027. április 1.",
        "Elhagyott piszkozat: törlés 2028. április 29.",
    ]


def test_after_an_outage_the_warning_comes_late_and_so_does_the_deletion(draft: Case) -> None:
    the_clock_runs("2028-01-10", "2028-02-08")
    assert draft.state == CaseState.DRAFT
    id = draft.id

    the_clock_runs("2028-02-09")

    assert db.session.get(Case, id) is None


def test_what_was_submitted_is_never_abandoned(draft: Case) -> None:
    the_clock_runs("2027-03-02")
    draft.state = CaseState.SUBMITTED
    db.session.commit()

    the_clock_runs("2027-05-01", "2028-05-01")

    assert (draft.state, [code for code, _, _ in told()]) == (CaseState.SUBMITTED, ["ERT-40"])
