"""The one RQ queue.  It is a doorbell: what is due stands in the database, and nothing is lost with Redis."""

import time
from functools import lru_cache

import structlog
from flask import current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

log = structlog.get_logger(__name__)

QUEUE = "merce"
#: The job that a ring asks for; its own drain lets the bell ring again.
DELIVER = "workflow.notices.jobs.deliver"
#: The same for errands.
BEGIN_ERRANDS = "workflow.notices.jobs.begin_errands"
BELL = "merce:rung"
#: A Redis that hangs must cost a request half a second, and only the first one in a while.
PATIENCE = 0.5
HUSH = 5.0
BELL_TTL_MS = 2000
JOB_TIMEOUT = 180
FAILURE_TTL = 3600

_quiet_until = 0.0


def connect(url: str, *, patience: float | None = PATIENCE) -> Redis:
    """A client of `url` that never tries again by itself.  `patience`: seconds for each answer, None to wait."""
    return Redis.from_url(
        url,
        socket_timeout=patience,
        socket_connect_timeout=patience or 5,
        retry=Retry(NoBackoff(), 0),
    )


def queue_on(client: Redis) -> Queue:
    """The queue, with jobs written as JSON: what waits there is a name and numbers, never an object."""
    return Queue(QUEUE, connection=client, serializer=JSONSerializer)


def ring(job: str = DELIVER) -> None:
    """Ask a worker to look into the outbox, or at the errands, now.  Never raises: without Redis they look anyway.

    Many rings in a row ask once: the drain takes the bell down before it looks (see `let_ring`).
    """
    global _quiet_until
    url = current_app.config.get("REDIS_URL")
    if not url or time.monotonic() < _quiet_until:
        return
    try:
        client = _client(url)
        if client.set(_bell(job), 1, nx=True, px=BELL_TTL_MS):
            queue_on(client).enqueue(job, job_timeout=JOB_TIMEOUT, result_ttl=0, failure_ttl=FAILURE_TTL)
    except (RedisError, OSError) as error:
        _quiet_until = time.monotonic() + HUSH
        log.warning("queue.silent", error=str(error))


def let_ring(job: str = DELIVER) -> None:
    """Before the outbox (or the errands) is looked into: whatever is saved from now on rings again."""
    url = current_app.config.get("REDIS_URL")
    if not url:
        return
    try:
        _client(url).delete(_bell(job))
    except (RedisError, OSError) as error:
        log.warning("queue.silent", error=str(error))


def answers() -> bool:
    """Whether Redis answers within `PATIENCE`; False, too, where none is set."""
    url = current_app.config.get("REDIS_URL")
    try:
        return bool(url) and bool(_client(url).ping())
    except (RedisError, OSError):
        return False


def _bell(job: str) -> str:
    return f"{BELL}:{job}"


@lru_cache(maxsize=4)
def _client(url: str) -> Redis:
    return connect(url)
