"""Mail servers that say nothing, drip or break: a worker is held for seconds, never for minutes."""

import itertools
import socket
import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from models.db import db
from models.outbox import Mail, MailStatus
from tests.delivery import a_person, a_raw_server
from workflow.notices import post
from workflow.notices.drain import drain

CAP = 1.0


def say_nothing(line: socket.socket) -> None:
    line.recv(1)
    time.sleep(60)


def greet_by_drops(line: socket.socket) -> None:
    for character in itertools.cycle(b"220-slow\r\n"):
        line.send(bytes([character]))
        time.sleep(0.05)


def fall_silent_after(word: bytes) -> Callable[[socket.socket], None]:
    """A server that is fine until it hears `word`."""

    def talk(line: socket.socket) -> None:
        said = line.makefile("rwb", buffering=0)
        said.write(b"220 here\r\n")
        for command in said:
            if command.upper().startswith(word):
                time.sleep(60)
            said.write(b"354 go on\r\n" if command.upper().startswith(b"DATA") else b"250 OK\r\n")

    return talk


@pytest.fixture
def capped(app: Flask) -> Flask:
    app.config["MAIL_CAP_SECONDS"] = CAP
    post(a_person(), wording="reset", facts={"path": "/reset/1"}, key="one")
    return app


def drained_in(app: Flask, talk: Callable[[socket.socket], None]) -> float:
    with a_raw_server(talk) as app.config["SMTP_URL"]:
        began = time.monotonic()
        drain()
        return time.monotonic() - began


@pytest.mark.parametrize("talk", [say_nothing, greet_by_drops])
def test_a_server_that_never_greets_is_cut_off_and_no_mail_is_to_blame(
    capped: Flask, talk: Callable[[socket.socket], None]
) -> None:
    took = drained_in(capped, talk)

    mail = db.session.scalars(select(Mail)).one()
    assert CAP <= took < CAP + 1
    assert (mail.status, mail.attempts) == (MailStatus.DUE, 0)


@pytest.mark.parametrize(
    ("word", "legal", "status"),
    [
        (b"RCPT", True, MailStatus.DUE),
        (b"DATA", True, MailStatus.UNCERTAIN),
        (b"DATA", False, MailStatus.DUE),
    ],
)
def test_a_server_that_falls_silent_is_cut_off_and_the_mail_is_held_where_nobody_can_know(
    capped: Flask, word: bytes, legal: bool, status: MailStatus
) -> None:
    db.session.execute(update(Mail).values(has_legal_effect=legal))
    db.session.commit()

    took = drained_in(capped, fall_silent_after(word))

    mail = db.session.scalars(select(Mail)).one()
    assert CAP <= took < CAP + 1
    assert (mail.status, mail.attempts) == (status, 1)
