"""Mail on its way out: claimed once, sent once, given up in the end, and held where nobody can know."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from models.db import db
from models.outbox import Mail, MailStatus
from tests.delivery import Sink, a_mail_server, a_person, a_raw_server, free_port
from workflow.notices import post
from workflow.notices.claims import LEASE_SECONDS, MOST_ATTEMPTS, LeaseLost, claim, mark_sending, mark_sent, recover
from workflow.notices.drain import drain, stopping
from workflow.notices.settling import note_arrival, send_again
from workflow.notices.standing import page_of_held_mails

START = datetime(2027, 2, 18, 9, tzinfo=UTC)


@pytest.fixture
def sink(app: Flask) -> Iterator[Sink]:
    sink = Sink()
    with a_mail_server(sink) as app.config["SMTP_URL"]:
        yield sink


def a_due_mail(key: str = "one", *, legal: bool = False) -> int:
    person = a_person(f"{key}@example.org")
    post(person, wording="reset", facts={"path": f"/reset/{key}"}, key=key)
    db.session.execute(update(Mail).where(Mail.key == key).values(has_legal_effect=legal))
    db.session.commit()
    return db.session.scalars(select(Mail.id).where(Mail.key == key)).one()


def the_mail() -> Mail:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Mail)).one()


def test_a_due_mail_is_sent_once_with_its_message_id(app: Flask, sink: Sink) -> None:
    a_due_mail()
    message_id = the_mail().message_id

    assert [drain(), drain()] == [1, 0]

    mail = the_mail()
    assert sink.ids == [message_id]
    assert (mail.status, mail.attempts, mail.lease_until, mail.facts) == (MailStatus.SENT, 1, None, {})
    assert sink.taken[0]["To"] == "Minta Anna <one@example.org>"
    assert "https://merce.example/reset/one" in sink.taken[0].get_body(("plain",)).get_content()


def test_a_mail_that_is_refused_waits_longer_each_time_and_dies_at_ten(app: Flask, sink: Sink) -> None:
    a_due_mail()
    sink.answer = "451 try again later"
    waits = []
    with time_machine.travel(START, tick=False) as clock:
        db.session.execute(update(Mail).values(next_try_at=START))
        db.session.commit()
        for _ in range(MOST_ATTEMPTS):
            drain()
            mail = the_mail()
            waits.append((mail.next_try_at - datetime.now(UTC)) / timedelta(minutes=1))
            clock.move_to(mail.next_try_at)

    assert waits[:9] == [1, 3, 9, 27, 81, 243, 720, 720, 720]
    assert (the_mail().status, the_mail().attempts, the_mail().last_error) == (
        MailStatus.DEAD,
        MOST_ATTEMPTS,
        "451 try again later",
    )
    assert [line.id for line in page_of_held_mails().rows] == [the_mail().id]


def test_an_address_that_the_server_does_not_know_is_dead_at_once(app: Flask, sink: Sink) -> None:
    a_due_mail()
    sink.answer = "550 no such person"

    drain()

    assert (the_mail().status, the_mail().attempts) == (MailStatus.DEAD, 1)


def test_a_mail_that_cannot_be_written_holds_up_no_other(app: Flask, sink: Sink) -> None:
    a_due_mail("poison")
    a_due_mail("good")
    db.session.execute(update(Mail).where(Mail.key == "poison").values(facts={"path": "//elsewhere"}))
    db.session.commit()

    sent = drain()

    statuses = dict(db.session.execute(select(Mail.key, Mail.status)).all())
    assert (sent, statuses) == (1, {"poison": MailStatus.DUE, "good": MailStatus.SENT})


def test_a_mail_that_kills_its_worker_every_time_dies_at_ten(app: Flask) -> None:
    a_due_mail()
    with time_machine.travel(START + timedelta(days=400), tick=False) as clock:
        for _ in range(MOST_ATTEMPTS):
            assert claim() is not None  # and then the worker is gone
            clock.shift(LEASE_SECONDS + 1)
            recover()

        assert claim() is None
    assert the_mail().status == MailStatus.DEAD


def test_a_killed_workers_mail_is_taken_up_when_the_lease_is_over(app: Flask, sink: Sink) -> None:
    a_due_mail()
    assert claim() is not None

    assert (recover(), drain()) == (0, 0)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=LEASE_SECONDS + 1)):
        assert (recover(), drain()) == (1, 1)

    assert (len(sink.taken), the_mail().attempts) == (1, 2)


@pytest.mark.parametrize(("legal", "status", "arrived"), [(True, MailStatus.UNCERTAIN, 0), (False, MailStatus.SENT, 1)])
def test_a_mail_whose_worker_died_while_sending_is_held_only_where_it_has_legal_effect(
    app: Flask, sink: Sink, legal: bool, status: MailStatus, arrived: int
) -> None:
    a_due_mail(legal=legal)
    held = claim()
    assert held is not None
    mark_sending(held)

    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=LEASE_SECONDS + 1)):
        recover()
        drain()

    assert (the_mail().status, len(sink.taken)) == (status, arrived)


def test_a_held_letter_goes_out_again_or_is_noted_as_arrived_by_a_person(app: Flask, sink: Sink) -> None:
    ids = [a_due_mail(key) for key in ("again", "arrived")]
    db.session.execute(update(Mail).values(status=MailStatus.UNCERTAIN, attempts=MOST_ATTEMPTS))
    db.session.commit()

    settled = [send_again(ids[0]), note_arrival(ids[1]), send_again(ids[1])]
    db.session.rollback()
    drain()

    assert settled == [True, True, False]
    assert [message["To"].addresses[0].username for message in sink.taken] == ["again"]
    assert set(db.session.scalars(select(Mail.status))) == {MailStatus.SENT}


def test_a_worker_that_slept_through_its_lease_sends_nothing(app: Flask, sink: Sink) -> None:
    a_due_mail()
    sleeper = claim()
    assert sleeper is not None
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=LEASE_SECONDS + 1)):
        recover()
        drain()

    with pytest.raises(LeaseLost):
        mark_sending(sleeper)
    mark_sent(sleeper)

    assert (len(sink.taken), the_mail().attempts) == (1, 2)


def test_while_the_mail_server_is_down_no_attempt_is_counted(app: Flask) -> None:
    a_due_mail()
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"

    assert [drain(), drain()] == [0, 0]

    assert (the_mail().status, the_mail().attempts) == (MailStatus.DUE, 0)


@pytest.mark.parametrize(("legal", "status"), [(True, MailStatus.UNCERTAIN), (False, MailStatus.DUE)])
def test_a_line_that_breaks_after_the_text_leaves_a_letter_with_legal_effect_in_doubt(
    app: Flask, legal: bool, status: MailStatus
) -> None:
    a_due_mail(legal=legal)

    with a_raw_server(hang_up_after_text) as app.config["SMTP_URL"]:
        drain()

    assert (the_mail().status, the_mail().attempts) == (status, 1)


def hang_up_after_text(line: socket.socket) -> None:
    talk = line.makefile("rwb", buffering=0)
    talk.write(b"220 here\r\n")
    for command in talk:
        if command.upper().startswith(b"DATA"):
            break
        talk.write(b"250 OK\r\n")
    talk.write(b"354 go on\r\n")
    for text in talk:
        if text == b".\r\n":
            return


def test_a_worker_that_is_told_to_end_stops_between_two_mails(app: Flask, sink: Sink) -> None:
    for key in ("first", "second"):
        a_due_mail(key)
    sink.before_taking = stopping.set

    assert drain() == 1

    statuses = dict(db.session.execute(select(Mail.key, Mail.status)).all())
    assert statuses == {"first": MailStatus.SENT, "second": MailStatus.DUE}


def test_a_demonstration_sends_nothing_and_keeps_the_letter_readable(app: Flask, sink: Sink) -> None:
    app.config["MERCE_MODE"] = "demo"
    a_due_mail()

    assert drain() == 1

    assert (the_mail().status, the_mail().facts, sink.taken) == (MailStatus.SENT, {"path": "/reset/one"}, [])
