"""The life of a worker: it listens to the queue, looks at the clock, and works on alone when Redis is gone.

Four threads: the main one waits for the queue, one keeps the clock (and so empties the outbox whether anybody rings
or not), one says that the worker lives, one does errands, so that mail and clock never wait for a long one.
"""

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread, Timer
from types import FrameType
from typing import Any

import structlog
from flask import Flask
from redis.exceptions import RedisError
from rq.exceptions import StopRequested
from rq.job import Job
from rq.queue import Queue
from rq.worker import SimpleWorker, WorkerStatus

from workflow.notices.drain import stopping
from workflow.notices.errands import bell, do_errands
from workflow.notices.jobs import CLOCK, beat
from workflow.notices.queue import connect, queue_on

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 5.0
#: Between two looks for errands that nobody rang for.
ERRANDS_PAUSE_SECONDS = 2.0
#: Between two looks for a Redis that is gone.
REDIS_PAUSE_SECONDS = 2.0
#: After SIGTERM a talk with the mail server may take this long to end; then the lease takes care of it.
LAST_SECONDS = 3.0
#: RQ's defaults leave a killed worker's job alone for more than 800 seconds; with these it is 88.
WORKER_TTL = 60
MAINTENANCE_INTERVAL = 30


class Listener(SimpleWorker):
    """RQ's worker without the fork: jobs only send small mails, so a process for each would cost more than the
    work, and could not share the clock's threads.  What a fork guards against, the leases do."""

    # it waits for a lost Redis this long at most; the clock works meanwhile
    max_connection_wait_time = REDIS_PAUSE_SECONDS
    app: Flask

    def _install_signal_handlers(self) -> None:
        """Ours stay, so that a signal is heard between two listeners, too."""

    def subscribe(self) -> None:
        """Nobody sends commands to workers; the thread for it would outlive every loss of Redis."""

    def dequeue_job_and_maintain_ttl(self, *arguments: Any, **more: Any) -> Any:
        """Not after the signal: it may have come while nobody was waiting."""
        if stopping.is_set():
            raise StopRequested
        return super().dequeue_job_and_maintain_ttl(*arguments, **more)

    def execute_job(self, job: Job, queue: Queue) -> None:
        """One job, in a database session of its own."""
        with self.app.app_context():
            super().execute_job(job, queue)
        if stopping.is_set():
            raise StopRequested


def run(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; then end within `LAST_SECONDS`, whatever hangs."""
    name = f"{socket.gethostname()}:{os.getpid()}"
    listeners: list[Listener] = []

    def end(signum: int, frame: FrameType | None) -> None:
        if not stopping.is_set():
            log.info("worker.ending", worker=name)
            stopping.set()
            bell.set()
            last = Timer(LAST_SECONDS, os._exit, (0,))
            last.daemon = True
            last.start()
        if listeners and listeners[-1].get_state() == WorkerStatus.IDLE:
            raise StopRequested

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    threads = [
        Thread(target=_keep_beating, args=(app, name), name="heartbeat", daemon=True),
        Thread(target=_keep_time, args=(app,), name="clock", daemon=True),
        Thread(target=_keep_doing_errands, args=(app,), name="errands", daemon=True),
    ]
    for thread in threads:
        thread.start()
    log.info("worker.started", worker=name)
    with suppress(StopRequested):
        while not stopping.is_set():
            _listen(app, listeners)
            stopping.wait(REDIS_PAUSE_SECONDS)
    for thread in threads:
        thread.join(LAST_SECONDS / 2)
    if any(thread.is_alive() for thread in threads):
        os._exit(0)  # a talk hangs: its lease takes care of it, and tidying up a process that goes anyway takes seconds


def _listen(app: Flask, listeners: list[Listener]) -> None:
    """Until Redis is gone or the worker is to end.  Without REDIS_URL there is nothing to listen to."""
    url = app.config.get("REDIS_URL")
    if not url:
        return
    try:
        client = connect(url, patience=None)
        listener = Listener(
            [queue_on(client)],
            connection=client,
            worker_ttl=WORKER_TTL,
            maintenance_interval=MAINTENANCE_INTERVAL,
            serializer=queue_on(client).serializer,
            log_job_description=False,
        )
        listener.app = app
        listeners[:] = [listener]
        listener.work(logging_level="WARNING")
    except (RedisError, OSError) as error:
        log.warning("worker.without_redis", error=str(error))
    finally:
        listeners.clear()


def _keep_beating(app: Flask, name: str) -> None:
    while not stopping.is_set():
        _safely(app, beat, name)
        stopping.wait(HEARTBEAT_SECONDS)


def _keep_time(app: Flask) -> None:
    due = dict.fromkeys(CLOCK, 0.0)
    while not stopping.is_set():
        for job, seconds in CLOCK.items():
            if time.monotonic() >= due[job] and not stopping.is_set():
                _safely(app, job)
                due[job] = time.monotonic() + seconds
        stopping.wait(min(CLOCK.values()) / 2)


def _keep_doing_errands(app: Flask) -> None:
    while not stopping.is_set():
        _safely(app, do_errands)
        bell.wait(ERRANDS_PAUSE_SECONDS)
        bell.clear()


def _safely(app: Flask, job: Callable[..., Any], *arguments: object) -> None:
    with app.app_context():
        try:
            job(*arguments)
        except Exception:  # the clock must not stop; the next round tries again
            log.exception("clock.failed", job=job.__name__)
