"""What a monitor is told when parts of the whole are missing."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import update

from models.db import db
from models.outbox import Mail, MailStatus
from tests.delivery import a_person
from workflow.clock import now
from workflow.notices import post
from workflow.notices.jobs import beat


def asked(app: Flask) -> tuple[int, dict[str, Any]]:
    answer = app.test_client().get("/readyz")
    return answer.status_code, answer.get_json()


def test_the_process_says_that_it_lives(app: Flask) -> None:
    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_without_a_worker_it_is_not_ready(app: Flask) -> None:
    status, facts = asked(app)

    assert (status, facts["status"], facts["worker_heartbeat_age_seconds"]) == (503, "not ready", None)


def test_a_worker_that_fell_silent_is_no_worker(app: Flask) -> None:
    beat("worker")
    db.session.execute(db.text("UPDATE heartbeats SET beat_at = :then"), {"then": now() - timedelta(minutes=2)})
    db.session.commit()

    assert asked(app)[0] == 503


def test_without_redis_it_is_degraded_but_ready(app: Flask) -> None:
    beat("worker")

    status, facts = asked(app)

    assert (status, facts["status"], facts["database"], facts["queue"]) == (200, "degraded", "ok", "down")


def test_the_age_of_the_oldest_unsent_notice_and_the_held_ones_are_told(app: Flask) -> None:
    beat("worker")
    for key in ("held", "old", "new"):
        post(a_person(f"{key}@example.org"), wording="reset", facts={"path": "/reset/1"}, key=key)
    hour = {"created_at": now() - timedelta(hours=1)}
    db.session.execute(update(Mail).where(Mail.key == "old").values(hour))
    db.session.execute(update(Mail).where(Mail.key == "held").values(status=MailStatus.UNCERTAIN, **hour))
    db.session.commit()

    _, facts = asked(app)

    assert facts["mails_held_for_the_office"] == 1
    assert 3600 <= facts["oldest_unsent_notice_age_seconds"] < 3660


def test_a_database_that_does_not_answer_is_told_and_not_raised(app: Flask) -> None:
    db.drop_all()

    status, facts = asked(app)
    db.session.rollback()
    db.create_all()

    assert (status, facts["database"]) == (503, "down")
