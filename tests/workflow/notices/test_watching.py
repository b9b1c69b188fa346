"""What runs on a clock: reminders, missed deadlines, and that twice is once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from models.case import Case
from models.db import db
from models.deadline import Deadline
from models.outbox import ClockMark, EventRow, Heartbeat, Mail, Notice
from models.states import DeadlineState, Role
from tests.delivery import a_case, a_person, appoint
from workflow.notices.jobs import beat, remind, tidy, watch_deadlines

DUE = date(2026, 12, 10)  # a Thursday


def at(day: str, hour: int = 8) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZoneInfo("Europe/Budapest")))


def a_deadline(code: str, *, due_on: date = DUE, state: DeadlineState = DeadlineState.RUNNING) -> Case:
    with at("2026-11-01"):
        appoint(a_person("iroda@example.org"), Role.HEAD_OF_OFFICE)
        case = a_case(representative=a_person("kepviselo@example.org"))
    case.deadlines.append(
        Deadline(code=code, starts_on=date(2026, 11, 26), due_on=due_on, state=state, rule_hu="", rule_en="")
    )
    db.session.commit()
    return case


def told() -> list[tuple[str, str, str]]:
    """Code, address and subject of every notice, in order."""
    asked = select(Notice.code, Mail.address, Mail.subject).join(Mail, Mail.notice_id == Notice.id)
    return [tuple(row) for row in db.session.execute(asked.order_by(Notice.id))]


def test_the_applicant_is_reminded_three_working_days_before_and_once(app: Flask) -> None:
    a_deadline("H03")

    for day in ("2026-12-04", "2026-12-07", "2026-12-07", "2026-12-08", "2026-12-10", "2026-12-11"):
        with at(day):
            remind()

    assert told() == [("ERT-06", "kepviselo@example.org", "Emlékeztető: a hiánypótlás határideje 2026. december 10.")]


def test_a_reminder_that_an_outage_delayed_is_sent_late_but_not_after_the_deadline(app: Flask) -> None:
    a_deadline("H03")

    with at("2026-12-10"):
        remind()
    assert len(told()) == 1


def test_an_extended_deadline_reminds_again(app: Flask) -> None:
    case = a_deadline("H03")
    with at("2026-12-08"):
        remind()

    case.deadlines[0].due_on = date(2026, 12, 17)
    db.session.commit()
    with at("2026-12-14"):
        remind()

    assert [subject for _, _, subject in told()] == [
        "Emlékeztető: a hiánypótlás határideje 2026. december 10.",
        "Emlékeztető: a hiánypótlás határideje 2026. december 17.",
    ]


@pytest.mark.parametrize("state", [DeadlineState.MET, DeadlineState.STOPPED, DeadlineState.CANCELLED])
def test_a_deadline_that_does_not_run_reminds_nobody(app: Flask, state: DeadlineState) -> None:
    a_deadline("H03", state=state)

    with at("2026-12-08"):
        remind()
    with at("2026-12-20"):
        watch_deadlines()

    assert told() == []


def test_the_head_of_office_hears_once_of_a_deadline_that_passed(app: Flask) -> None:
    a_deadline("H02")

    for day in ("2026-12-10", "2026-12-11", "2026-12-12"):
        with at(day):
            watch_deadlines()

    assert told() == [("LATE", "iroda@example.org", "Lejárt határidő: AKR/1/2026, formai ellenőrzés")]


def test_the_mark_of_a_deed_is_saved_with_it_or_not_at_all(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    a_deadline("H02")

    def fail() -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken, at("2026-12-11"):
        broken.setattr(db.session(), "commit", fail)
        with pytest.raises(OSError, match="full"):
            watch_deadlines()
        db.session.rollback()
    assert [db.session.scalar(select(func.count()).select_from(kind)) for kind in (ClockMark, EventRow)] == [0, 0]

    with at("2026-12-12"):
        watch_deadlines()
    assert len(told()) == 1


def test_a_worker_beats_in_one_row_and_is_forgotten_when_it_is_gone(app: Flask) -> None:
    for day in ("2026-12-01", "2026-12-02"):
        with at(day):
            beat("gone")
    with at("2026-12-04"):
        beat("here")
        tidy()

    assert db.session.scalars(select(Heartbeat.name)).all() == ["here"]
