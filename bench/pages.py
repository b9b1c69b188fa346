"""How fast is each main page, with how many queries, and does it stay so with a hundred times the programmes?

    python -m bench.pages            100 and 10,000 programmes; two or three minutes
    python -m bench.pages --short    100 and 1,000 programmes, fewer requests

The real server (gunicorn, two workers of eight threads, SQLite, settings of production) on 127.0.0.1, and in the same
run a bare Flask page with a table of 25 rows and a signed session.  p50 and p95 are of one browser alone; requests/s
of eight at once.  Client and server share the machine, so compare the ratios and not the milliseconds.
"""

import argparse
import gzip
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.browsing import Browser, served
from bench.processes import ROOT

FEW, TIMES_BARE, TIMES_FEW, QUERIES, MEGABYTES = 100, 3.0, 1.3, 10, 150
BROWSERS = 8
#: Rounds that are not counted; seconds after which a slow page has been asked often enough.
WARMING, PATIENCE = 5, 12
HEADING = "                 programmes  p50 ms  p95 ms  req/s   gz B queries x bare  x few"


@dataclass(frozen=True)
class Plan:
    """Programmes in the large run, requests one after the other, seconds of eight browsers at once."""

    many: int
    requests: int
    seconds: float


FULL = Plan(many=10_000, requests=150, seconds=3)
SHORT = Plan(many=1_000, requests=30, seconds=1)


@dataclass(frozen=True)
class Figures:
    """What was measured of one page: milliseconds, answers a second, bytes, queries."""

    p50: float
    p95: float
    rate: float
    gz: int
    queries: int


@dataclass
class Site:
    """A server with so many programmes, and who looks at it."""

    data: Path
    port: int
    visitor: Browser = field(init=False)
    head: Browser = field(init=False)
    expert: Browser = field(init=False)

    def __post_init__(self) -> None:
        self.visitor, self.head, self.expert = (Browser(self.port) for _ in range(3))
        self.head.sign_in("vilma.irodai@merce.example")
        self.expert.sign_in("vera.minta@merce.example")

    def pages(self) -> dict[str, tuple[Browser, str]]:
        """The main pages: who asks for which address."""
        return {
            "inbox": (self.head, "/inbox/"),
            "cases, 50 rows": (self.head, "/cases/"),
            "case": (self.head, f"/cases/{one(self.data, CASE)}"),
            "review": (self.expert, f"/reviews/{one(self.data, REVIEW)}"),
            "register": (self.visitor, "/registry"),
            "sign-in": (self.visitor, "/login"),
        }

    def memory(self) -> list[float]:
        """Megabytes of each worker that has answered."""
        pids = set().union(*(person.workers for person in (self.visitor, self.head, self.expert)))
        return [megabytes(pid) for pid in sorted(pids)]


def main() -> None:
    """Fill, serve, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="a small run")
    plan = SHORT if parser.parse_args().short else FULL
    with tempfile.TemporaryDirectory(prefix="merce-") as place, ExitStack() as servers:
        reader = Browser(servers.enter_context(served(Path(place), "bare", {})))
        reader.ask("/enter")
        few, many = (site(Path(place), programmes, servers) for programmes in (FEW, plan.many))
        found = {
            page: measured([(reader, "/rows"), few.pages()[page], many.pages()[page]], plan) for page in few.pages()
        }
        report(found, [*few.memory(), *many.memory()], plan)


def site(place: Path, programmes: int, servers: ExitStack) -> Site:
    """A server of Mérce over a database with so many programmes."""
    data = place / str(programmes)
    settings = {
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data}/merce.db",
        "SECRET_KEY": "not a secret, for a trial of an hour",
        "SECURITY_PASSWORD_SALT": "not a secret",
        "PUBLIC_URL": "http://127.0.0.1",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "merce@merce.example",
        "STORAGE_URL": f"file://{data}/files",
    }
    for words in (("db", "upgrade"), ("demo", "load", "--programmes", str(programmes))):
        flask(words, {**settings, "MERCE_MODE": "demo"})
    return Site(data, servers.enter_context(served(data, "product", {**settings, "MERCE_MODE": "production"})))


#: The newest accredited case; the review that Vera Minta is writing.
CASE = "SELECT max(id) FROM cases WHERE state = 'accredited'"
REVIEW = """SELECT min(reviews.id) FROM reviews JOIN assignments ON assignments.id = assignment_id
 JOIN expert_profiles ON expert_profiles.id = expert_id JOIN users ON users.id = user_id
 WHERE email = 'vera.minta@merce.example' AND closed_at IS NULL"""


def one(data: Path, question: str) -> int:
    with sqlite3.connect(data / "merce.db") as database:
        return int(database.execute(question).fetchone()[0])


def measured(asked: list[tuple[Browser, str]], plan: Plan) -> list[Figures]:
    """Ask for these pages in turn, so that whatever else the machine does slows all of them; then eight at once."""
    for browser, _ in asked:
        browser.connection.close()  # the server may have closed it while others were measured
    for _ in range(WARMING):
        answers = [browser.ask(path) for browser, path in asked]
    rounds, ends = [], time.monotonic() + PATIENCE
    while len(rounds) < plan.requests and time.monotonic() < ends:
        rounds.append([timed(browser, path) for browser, path in asked])
    took = [sorted(column) for column in zip(*rounds, strict=True)]
    return [
        Figures(
            p50=statistics.median(times),
            p95=times[int(len(times) * 0.95)],
            rate=at_once(browser, path, plan.seconds),
            gz=len(gzip.compress(content, 6)),
            queries=queries,
        )
        for (browser, path), times, (content, queries) in zip(asked, took, answers, strict=True)
    ]


def timed(browser: Browser, path: str) -> float:
    began = time.perf_counter()
    browser.ask(path)
    return (time.perf_counter() - began) * 1000


def at_once(browser: Browser, path: str, seconds: float) -> float:
    """Answers a second while eight windows ask without a pause."""
    ends = time.monotonic() + seconds
    answers: list[int] = []

    def ask(window: Browser) -> None:
        count = 0
        while time.monotonic() < ends:
            window.ask(path)
            count += 1
        answers.append(count)
        browser.workers.update(window.workers)

    threads = [threading.Thread(target=ask, args=(browser.another(),)) for _ in range(BROWSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answers) / seconds


def flask(words: tuple[str, ...], settings: dict[str, str]) -> None:
    """Run `flask WORDS`, quietly unless it fails."""
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    done = subprocess.run(
        command, env={**os.environ, **settings}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)


def megabytes(pid: str) -> float:
    """Resident memory of a process."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", pid], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


def report(found: dict[str, list[Figures]], memory: list[float], plan: Plan) -> None:
    """Print the table and what misses its target."""
    print(HEADING)
    missed = []
    for page, (bare, small, large) in found.items():
        growth = large.p50 / small.p50
        print(line(page, "bare", bare))
        print(line("", str(FEW), small), f"{small.p50 / bare.p50:7.1f}")
        print(line("", str(plan.many), large), f"{large.p50 / bare.p50:7.1f}{growth:7.2f}")
        if page in ("case", "cases, 50 rows") and large.p50 > TIMES_BARE * bare.p50:
            missed.append(f"{page}: {large.p50 / bare.p50:.1f} times the bare page, at most {TIMES_BARE} wanted")
        if growth > TIMES_FEW:
            missed.append(f"{page}: {growth:.2f} times slower with {plan.many} programmes, at most {TIMES_FEW} wanted")
        if large.queries > QUERIES:
            missed.append(f"{page}: {large.queries} queries, at most {QUERIES} wanted")
    print("Workers (MB): " + ", ".join(f"{one:.0f}" for one in memory))
    missed += [f"a worker of {one:.0f} MB, under {MEGABYTES} wanted" for one in memory if one >= MEGABYTES]
    print("\n".join(["Missed:", *missed]) if missed else "Every target is met.")


def line(page: str, programmes: str, figures: Figures) -> str:
    times = f"{figures.p50:8.1f}{figures.p95:8.1f}{figures.rate:7.0f}"
    return f"{page:16}{programmes:>11}{times}{figures.gz:7}{figures.queries:8}"


if __name__ == "__main__":
    main()
