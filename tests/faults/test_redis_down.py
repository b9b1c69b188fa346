"""Redis gone or hanging while people work: no request fails, none waits, nothing is lost."""

import socket
import time

import pytest
from flask import Flask
from sqlalchemy import select

from models.db import db
from models.outbox import Mail, MailStatus
from tests.delivery import Sink, a_mail_server, a_person, an_app
from workflow.events import Withdrawn
from workflow.notices import announce, queue
from workflow.notices.jobs import sweep

REQUESTS = 20


@pytest.fixture
def delivering(outbox_url: str) -> Flask:
    """An application of its own: it gets an address more."""
    return an_app(outbox_url)


@pytest.fixture
def announcing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(queue, "_quiet_until", 0.0)
    person = a_person()

    @app.post("/withdrawal")
    def withdraw() -> str:
        facts = {"case_id": None, "by_id": None, "title": "Kert", "case_number": "A/1", "statement": ""}
        announce(Withdrawn(**facts, assigned_ids=[person.id]))
        return "done"

    return app


def test_requests_announce_and_mail_leaves_by_the_clock(announcing: Flask) -> None:
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes calls, never answers
        announcing.config["REDIS_URL"] = f"redis://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        answers = [announcing.test_client().post("/withdrawal").status_code for _ in range(REQUESTS)]
        took = time.monotonic() - began

    assert answers == [200] * REQUESTS
    assert took < 3
    with a_mail_server(sink) as announcing.config["SMTP_URL"]:
        sweep()
    assert len(sink.taken) == REQUESTS
    assert set(db.session.scalars(select(Mail.status))) == {MailStatus.SENT}
