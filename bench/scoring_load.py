"""Do sixty experts who score at once wait, and is every word that was acknowledged there in the end?

    python -m bench.scoring_load                          fifteen minutes, SQLite
    python -m bench.scoring_load --database postgresql    on a PostgreSQL of its own that waits for its disk
    python -m bench.scoring_load --minutes 1              a short run

The real server (gunicorn as compose.yaml runs it: two workers of eight threads, settings of production) on 127.0.0.1;
this process is the sixty browsers.  Each expert is signed in, has a review of their own, presses digits, writes reasons
that save themselves, and reads pages, as a person would.  The machine's load is printed: a busy machine is no judge.
"""

import argparse
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from bench.browsing import served
from bench.pages import flask
from bench.scorer import Scorer, Told
from tests.postgres import another_database, temporary_postgres

EXPERTS, MILLISECONDS = 60, 200.0
#: So many programmes leave more than sixty experts with an open review.
PROGRAMMES = 1_600
SETTLED = ("listen_addresses=",)
OPEN = """SELECT min(reviews.id), email FROM reviews JOIN assignments ON assignments.id = assignment_id
 JOIN cases ON cases.id = case_id JOIN expert_profiles ON expert_profiles.id = expert_id
 JOIN users ON users.id = user_id
 WHERE closed_at IS NULL AND cases.state = 'under_expert_review' AND assignments.state = 'accepted'
 GROUP BY email ORDER BY email"""


def main() -> None:
    """Fill, serve, sign in, score, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    told = Told()
    with tempfile.TemporaryDirectory(prefix="merce-") as place, ExitStack() as stack:
        url = database(asked.database, Path(place), stack)
        settings = filled(Path(place), url)
        pairs = authors(url)
        with served(Path(place), "product", {**settings, "MERCE_MODE": "production"}) as port:
            experts = [Scorer(port, email, review, told) for review, email in pairs]
            print(f"{len(experts)} experts on {asked.database}, {asked.minutes:g} minutes", flush=True)
            for expert in experts:
                expert.sign_in()
            told.took.clear()
            print(f"Before it began others kept {cores_of_others():.2f} cores busy", flush=True)
            with watched():
                at_work(experts, asked.minutes * 60)
            for expert in experts:
                expert.compare()
    sys.exit(report(told))


def database(kind: str, place: Path, stack: ExitStack) -> str:
    """The URL of an empty database that keeps what it says it has."""
    if kind == "sqlite":
        return f"sqlite:///{place}/merce.db"
    return another_database(stack.enter_context(temporary_postgres(SETTLED)), "scoring")


def filled(place: Path, url: str) -> dict[str, str]:
    """Settings of an installation with invented people and programmes in it."""
    settings = {
        "DATA_DIR": str(place),
        "DATABASE_URL": url,
        "SECRET_KEY": "not a secret, for a trial of an hour",
        "SECURITY_PASSWORD_SALT": "not a secret",
        "PUBLIC_URL": "http://127.0.0.1",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "merce@merce.example",
        "STORAGE_URL": f"file://{place}/files",
    }
    for words in (("db", "upgrade"), ("demo", "load", "--programmes", str(PROGRAMMES))):
        flask(words, {**settings, "MERCE_MODE": "demo"})
    return settings


def authors(url: str) -> Sequence[tuple[int, str]]:
    """Sixty reviews that are being written, each of another expert."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            rows = connection.execute(OPEN).fetchall()
    else:
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            rows = connection.execute(OPEN).fetchall()
    return rows[:EXPERTS] if len(rows) >= EXPERTS else sys.exit(f"only {len(rows)} experts have an open review")


def at_work(experts: Sequence[Scorer], seconds: float) -> None:
    """All of them at once, for so long; each ends what it has begun."""
    stop = threading.Event()
    threads = [threading.Thread(target=expert.work, args=(stop,)) for expert in experts]
    for thread in threads:
        thread.start()
    stop.wait(seconds)
    stop.set()
    for thread in threads:
        thread.join()


@contextmanager
def watched() -> Iterator[None]:
    """Print what the machine did meanwhile."""
    began, before, own = time.monotonic(), busy_seconds(), time.process_time()
    yield
    seconds = time.monotonic() - began
    cores, browsers = (busy_seconds() - before) / seconds, (time.process_time() - own) / seconds
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Machine: {os.cpu_count()} cores, {cores:.2f} of them busy, {browsers:.2f} with these browsers; load {load}")


def cores_of_others(seconds: float = 5.0) -> float:
    """How much the machine works while nothing is asked here."""
    before = busy_seconds()
    time.sleep(seconds)
    return (busy_seconds() - before) / seconds


def busy_seconds() -> float:
    """Seconds of work of all cores since the machine was started (Linux; elsewhere only of what was started here)."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    user, nice, system, _, _, irq, soft, *_ = map(int, stat.read_text().split("\n")[0].split()[1:])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def report(told: Told) -> int:
    """Print the table and what misses its target; the exit code."""
    every = [took for times in told.took.values() for took in times]
    print("                  requests  p50 ms  p95 ms  p99 ms  most ms")
    for kind, times in (*sorted(told.took.items()), ("all", every)):
        print(line(kind, sorted(times)))
    print(f"{told.acknowledged} writes acknowledged, {len(told.lost)} lost, {len(told.errors)} errors")
    missed = list(_missed(told, sorted(every)))
    print("\n".join(["Missed:", *missed]) if missed else "Every target is met.")
    return bool(missed)


def line(kind: str, times: Sequence[float]) -> str:
    """One kind of request; `times` in order."""
    shares = "".join(f"{times[int(len(times) * share)]:8.1f}" for share in (0.95, 0.99))
    return f"{kind:16}{len(times):10}{statistics.median(times):8.1f}{shares}{times[-1]:9.1f}"


def _missed(told: Told, every: Sequence[float]) -> Iterator[str]:
    p95 = every[int(len(every) * 0.95)]
    if p95 > MILLISECONDS:
        yield f"p95 is {p95:.0f} ms, at most {MILLISECONDS:.0f} wanted"
    yield from (f"error: {error}" for error in told.errors[:20])
    yield from (f"lost: {lost}" for lost in told.lost[:20])


if __name__ == "__main__":
    main()
