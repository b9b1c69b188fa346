"""The bell: many rings ask once, and a Redis that is gone or hangs costs a request next to nothing."""

import socket
import time
from collections.abc import Iterator

import fakeredis
import pytest
from flask import Flask
from redis import Redis

from workflow.notices import queue
from workflow.notices.queue import DELIVER, HUSH, PATIENCE, answers, let_ring, queue_on, ring


@pytest.fixture(autouse=True)
def _nothing_heard_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_quiet_until", 0.0)


@pytest.fixture
def redis(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Redis:
    app.config["REDIS_URL"] = "redis://fake"
    client = fakeredis.FakeRedis()
    monkeypatch.setattr(queue, "_client", lambda url: client)
    return client


@pytest.fixture
def silent_redis(app: Flask) -> Iterator[None]:
    """It takes the call and says nothing, as a stopped process does."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        app.config["REDIS_URL"] = f"redis://127.0.0.1:{door.getsockname()[1]}"
        yield


def test_many_rings_ask_for_one_delivery(app: Flask, redis: Redis) -> None:
    for _ in range(5):
        ring()

    assert [job.func_name for job in queue_on(redis).jobs] == [DELIVER]


def test_once_a_delivery_has_begun_the_bell_rings_again(app: Flask, redis: Redis) -> None:
    ring()
    let_ring()
    ring()

    assert queue_on(redis).count == 2


def test_a_redis_that_is_gone_fails_no_request(app: Flask) -> None:
    app.config["REDIS_URL"] = "unix:///nowhere/valkey.sock"

    ring()
    let_ring()

    assert not answers()


@pytest.mark.usefixtures("silent_redis")
def test_a_redis_that_hangs_costs_one_request_half_a_second_and_the_next_ones_nothing(app: Flask) -> None:
    began = time.monotonic()
    ring()
    first = time.monotonic() - began
    ring()
    second = time.monotonic() - began - first

    assert first < 2 * PATIENCE + 0.3
    assert second < 0.05
    assert HUSH > PATIENCE


def test_without_a_redis_nothing_is_asked(app: Flask) -> None:
    ring()

    assert not answers()
