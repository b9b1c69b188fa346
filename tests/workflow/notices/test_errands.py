"""Errands at work: each is done once, whoever dies, rings twice, breaks or no longer wants it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import fakeredis
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from models.db import db
from models.errand import Errand, ErrandState
from models.outbox import Mail, Notice
from models.states import Role
from models.user import Appointment
from tests.cast import a_person
from tests.errands import COUNTING, PAPER, TITLE, a_kind, a_trial, the_errand
from workflow.clock import today
from workflow.errands import claims
from workflow.errands.kinds import CannotBeDone
from workflow.errands.results import delete_expired, read_result
from workflow.notices import queue
from workflow.notices.drain import stopping
from workflow.notices.errands import BROKE, NOT_YOURS, do_errands
from workflow.notices.queue import BEGIN_ERRANDS, queue_on
from workflow.permissions.doing import may_export_cases
from workflow.storage import Store
from workflow.text import Text

START = datetime(2027, 2, 18, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("saved")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _nobody_ends() -> Iterator[None]:
    yield
    stopping.clear()


@pytest.fixture
def person(saved):
    somebody = a_person(Role.HEAD_OF_OFFICE)
    saved.commit()
    return somebody


def notices() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Notice.wording).order_by(Notice.id)))


def store_of(app: Flask) -> Store:
    return Store(app.config["STORAGE_URL"])


def test_an_errand_is_done_once_and_told_of_once_and_not_by_mail(app, person, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    a_trial(person)

    do_errands()
    do_errands()

    errand = the_errand()
    assert (errand.state, errand.attempts, errand.claim, errand.lease_until) == (ErrandState.DONE, 1, None, None)
    assert (errand.file_name, errand.media_type, errand.size) == ("proba.txt", "text/plain", 4)
    assert read_result(errand, store_of(app)) == b"kesz"
    assert notices() == ["ERRAND"]
    assert db.session.scalars(select(Mail)).all() == []


def test_a_second_click_asks_for_nothing_more(person, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)

    first, again, other = a_trial(person), a_trial(person), a_trial(person, token="two")

    assert first == again != other


def test_the_mark_of_a_form_is_each_persons_own(person, saved, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    other = a_person()
    saved.commit()

    assert a_trial(person) != a_trial(other)


def test_while_it_is_done_no_transaction_is_open_and_everybody_sees_how_far_it_is(person, monkeypatch):
    seen = []

    def work(task, report):
        report(1, 4, COUNTING)
        seen.append(db.session().in_transaction())
        row = the_errand()
        seen.append((row.state, row.done, row.total, row.doing))
        db.session.rollback()
        return PAPER

    a_kind(monkeypatch, work)
    a_trial(person)

    do_errands()

    assert seen == [False, (ErrandState.RUNNING, 1, 4, {"hu": "Számolunk.", "en": "Counting."})]


def test_how_far_it_is_is_written_down_about_once_a_second(person, count_queries, monkeypatch):
    def work(task, report):
        with count_queries() as asked:
            for done in range(1000):
                report(done, 1000, COUNTING)
        assert len([one for one in asked if one.startswith("UPDATE")]) <= 2
        return PAPER

    a_kind(monkeypatch, work)
    a_trial(person)

    do_errands()

    assert (the_errand().state, the_errand().done) == (ErrandState.DONE, 999)


def test_what_breaks_is_tried_three_times_a_little_later_each_time_then_it_is_told(person, clock, monkeypatch):
    tries = []

    def work(task, report):
        tries.append(task.id)
        raise RuntimeError("broke")

    a_kind(monkeypatch, work)
    a_trial(person)

    for _ in range(6):
        do_errands()
        do_errands()
        clock.shift(timedelta(seconds=31))

    errand = the_errand()
    assert (len(tries), errand.state, errand.failure) == (3, ErrandState.FAILED, {"hu": BROKE.hu, "en": BROKE.en})
    assert notices() == ["ERRAND failed"]


def test_what_cannot_be_done_fails_at_once_with_its_own_sentence(person, monkeypatch):
    why = Text("Nincs mit.", "Nothing to do.")

    def work(task, report):
        raise CannotBeDone(why)

    a_kind(monkeypatch, work)
    a_trial(person)

    do_errands()

    assert (the_errand().state, the_errand().failure["hu"]) == (ErrandState.FAILED, "Nincs mit.")


def test_an_errand_that_kills_every_worker_is_given_up(person, clock, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    a_trial(person)

    for _ in range(claims.MOST_ATTEMPTS):
        assert claims.claim() is not None
        assert claims.claim() is None
        clock.shift(claims.LEASE)
    do_errands()
    do_errands()

    assert (the_errand().state, notices()) == (ErrandState.FAILED, ["ERRAND failed"])


def test_who_was_away_for_longer_than_the_lease_writes_nothing(person, clock, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    a_trial(person)
    first = claims.claim()
    clock.shift(claims.LEASE)
    second = claims.claim()

    late = [
        claims.renew(first, done=1, total=2, doing=TITLE),
        claims.note_result(first, PAPER, "0" * 64),
        claims.finish(first),
        claims.put_back(first),
    ]

    assert (late, claims.finish(second)) == ([False] * 4, True)


def test_a_report_makes_the_lease_new(person, clock, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    a_trial(person)
    held = claims.claim()

    for _ in range(5):
        clock.shift(claims.LEASE - timedelta(seconds=1))
        claims.renew(held, done=1, total=2, doing=TITLE)

    assert (claims.claim(), claims.finish(held)) == (None, True)


def test_two_workers_never_get_the_same_errand(app, person, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    ids = [a_trial(person, token=str(number)) for number in range(12)]
    db.session.rollback()  # an open transaction would keep the workers out
    taken: list[int] = []

    def work() -> None:
        with app.app_context():
            while (held := claims.claim()) is not None:
                taken.append(held.task.id)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert sorted(taken) == ids


def test_who_no_longer_wants_it_stops_it_in_the_middle(app, person, monkeypatch):
    def work(task, report):
        report(1, 4, COUNTING)
        claims.cancel(task.id)
        db.session.commit()
        report(2, 4, TITLE)
        return PAPER

    a_kind(monkeypatch, work)
    a_trial(person)

    do_errands()

    errand = the_errand()
    assert (errand.state, errand.done, errand.sha256, notices()) == (ErrandState.CANCELLED, 1, None, [])


def test_a_worker_that_ends_hands_over_and_the_attempt_does_not_count(person, monkeypatch):
    def work(task, report):
        stopping.set()
        report(1, 4, COUNTING)
        return PAPER

    a_kind(monkeypatch, work)
    a_trial(person)
    do_errands()
    assert (the_errand().state, the_errand().attempts) == (ErrandState.WAITING, 0)

    stopping.clear()
    a_kind(monkeypatch, lambda task, report: PAPER)
    do_errands()

    assert (the_errand().state, the_errand().attempts) == (ErrandState.DONE, 1)


def test_who_lost_the_role_meanwhile_gets_nothing(person, saved, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER, may_export_cases)
    a_trial(person)
    held = saved.scalars(select(Appointment).where(Appointment.user_id == person.id)).one()
    held.to_on = today() - timedelta(days=1)
    saved.commit()

    do_errands()

    assert (the_errand().state, the_errand().failure["hu"]) == (ErrandState.FAILED, NOT_YOURS.hu)


def test_the_file_is_deleted_after_a_week_and_the_row_stays(app, person, clock, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    a_trial(person)
    do_errands()
    clock.shift(timedelta(days=7) - timedelta(seconds=1))
    early = delete_expired(store_of(app))
    kept = read_result(the_errand(), store_of(app))
    digest = the_errand().sha256

    clock.shift(timedelta(seconds=1))

    assert (early, kept, delete_expired(store_of(app)), delete_expired(store_of(app))) == (0, b"kesz", 1, 0)
    assert (the_errand().state, the_errand().sha256) == (ErrandState.DONE, None)
    with pytest.raises(FileNotFoundError):
        store_of(app).fetch(f"errands/{the_errand().id}/{digest}")


def test_asking_rings_once_and_a_redis_that_is_gone_fails_nothing(app, person, monkeypatch):
    a_kind(monkeypatch, lambda task, report: PAPER)
    client = fakeredis.FakeRedis()
    monkeypatch.setattr(queue, "_quiet_until", 0.0)
    monkeypatch.setitem(app.config, "REDIS_URL", "redis://fake")
    monkeypatch.setattr(queue, "_client", lambda url: client)
    a_trial(person)
    a_trial(person, token="two")
    assert [job.func_name for job in queue_on(client).jobs] == [BEGIN_ERRANDS]

    monkeypatch.undo()
    a_kind(monkeypatch, lambda task, report: PAPER)
    monkeypatch.setitem(app.config, "REDIS_URL", "unix:///nowhere/valkey.sock")
    a_trial(person, token="three")
    do_errands()

    assert set(db.session.scalars(select(Errand.state))) == {ErrandState.DONE}
