"""Errands and real workers: one is killed in the middle, another takes over; without Redis; and told to end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from models.db import db
from models.errand import Errand, ErrandState
from models.outbox import Notice
from tests.delivery import a_person
from tests.faults.test_worker import ROOT, wait_for
from workflow.clock import now
from workflow.errands.results import read_result
from workflow.notices.errands import entrust
from workflow.storage import Store

pytestmark = pytest.mark.slow


@contextmanager
def a_slow_worker(url: str, place: Path) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {
        **os.environ,
        "MERCE_MODE": "development",
        "DATABASE_URL": url,
        "DATA_DIR": str(place),
        "REDIS_URL": "unix:///nowhere.sock",
    }
    command = [sys.executable, "-m", "tests.faults.slow_worker", str(place / "mark")]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def errand_id(app: Flask) -> int:
    """Somebody asks for the slow one, while there is no Redis."""
    app.config["REDIS_URL"] = "unix:///nowhere.sock"
    asked = entrust("slow", by=a_person(), arguments={"language": "hu"}, token="one").id
    db.session.rollback()
    return asked


def stands() -> tuple[ErrandState, int]:
    """The state, and how much is done."""
    found = db.session.execute(select(Errand.state, Errand.done)).one()
    db.session.rollback()
    return found[0], found[1]


def test_a_worker_killed_in_the_middle_is_followed_by_another_and_there_is_one_result(
    app: Flask, outbox_url: str, errand_id: int, tmp_path: Path
) -> None:
    with a_slow_worker(outbox_url, tmp_path) as first:
        wait_for(lambda: stands() == (ErrandState.RUNNING, 9), 30)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert stands() == (ErrandState.RUNNING, 9)
    # a minute and a half goes by
    db.session.execute(update(Errand).values(lease_until=now() - timedelta(seconds=1)))
    db.session.commit()

    with a_slow_worker(outbox_url, tmp_path):
        wait_for(lambda: stands()[0] == ErrandState.DONE, 30)

    errand = db.session.get_one(Errand, errand_id)
    notices = list(db.session.scalars(select(Notice.wording)))
    assert (errand.attempts, notices) == (2, ["ERRAND"])
    assert (tmp_path / "mark").read_text().count("attempt") == 2
    assert read_result(errand, Store((tmp_path / "files").as_uri())) == b"kesz"


def test_a_worker_that_is_told_to_end_hands_over_within_five_seconds(
    app: Flask, outbox_url: str, errand_id: int, tmp_path: Path
) -> None:
    with a_slow_worker(outbox_url, tmp_path) as process:
        wait_for(lambda: stands() == (ErrandState.RUNNING, 9), 30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0

    errand = db.session.get_one(Errand, errand_id)
    assert (errand.state, errand.attempts, errand.claim) == (ErrandState.WAITING, 0, None)
