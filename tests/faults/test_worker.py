"""The worker as a process of its own: it needs no Redis, comes back to it, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from bench.processes import valkey
from models.db import db
from models.outbox import Heartbeat, Mail, MailStatus
from tests.delivery import Sink, a_mail_server, a_person, a_raw_server
from tests.faults.test_mail_servers import fall_silent_after
from workflow.notices import post

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@contextmanager
def a_worker(url: str, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {
        **os.environ,
        "MERCE_MODE": "development",
        "DATABASE_URL": url,
        "MAIL_FROM": "merce@merce.example",
        "PUBLIC_URL": "https://merce.example",
        **settings,
    }
    process = subprocess.Popen([sys.executable, "worker.py"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(done: Callable[[], bool], seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


def a_due_mail(key: str) -> None:
    post(a_person(f"{key}@example.org"), wording="reset", facts={"path": "/reset/1"}, key=key)


def statuses() -> list[MailStatus]:
    found = list(db.session.scalars(select(Mail.status)))
    db.session.rollback()
    return found


def beats() -> int:
    found = db.session.query(Heartbeat).count()
    db.session.rollback()  # an open transaction would keep the worker out
    return found


def test_without_redis_mail_leaves_by_the_clock(app: Flask, outbox_url: str) -> None:
    sink = Sink()
    with a_mail_server(sink) as smtp_url, a_worker(outbox_url, SMTP_URL=smtp_url, REDIS_URL="unix:///nowhere.sock"):
        a_due_mail("one")
        wait_for(lambda: len(sink.taken) == 1, 15)


def test_a_redis_that_dies_and_comes_back_is_listened_to_again(app: Flask, outbox_url: str) -> None:
    sink = Sink()
    with tempfile.TemporaryDirectory(prefix="merce-", dir="/tmp") as place, a_mail_server(sink) as smtp_url:
        store = valkey(Path(place))
        redis_url = app.config["REDIS_URL"] = f"unix://{place}/valkey.sock"
        try:
            with a_worker(outbox_url, SMTP_URL=smtp_url, REDIS_URL=redis_url) as process:
                for number in range(3):
                    a_due_mail(str(number))
                    wait_for(lambda: len(sink.taken) == number + 1, 15)  # noqa: B023 - waited for at once
                    store.kill_and_restart(pause=0.5)
                assert process.poll() is None
        finally:
            store.end()


def test_a_worker_says_at_once_that_it_lives(app: Flask, outbox_url: str) -> None:
    with a_worker(outbox_url):
        wait_for(lambda: beats() == 1, 15)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_within_five_seconds_even_in_a_talk_that_hangs(
    app: Flask, outbox_url: str, number: signal.Signals
) -> None:
    a_due_mail("stuck")
    with a_raw_server(fall_silent_after(b"RCPT")) as smtp_url, a_worker(outbox_url, SMTP_URL=smtp_url) as process:
        wait_for(lambda: statuses() == [MailStatus.CLAIMED], 15)

        process.send_signal(number)

        assert process.wait(5) == 0
