"""How fast is each main page, with how many queries, and does it stay so with a hundred times the programmes?

    python -m bench.pages            100 and 10,000 programmes; two or three minutes
    python -m bench.pages --short    100 and 1,000 programmes, fewer requests

The real server (gunicorn, two workers of eight threads, SQLite, settings of production) on 127.0.0.1, and in the same
run a bare Flask page with a table of 25 rows and a signed session.  p50 and p95 are of one browser alone; requests/s
of eight at once.  Client and server share the machine, so compare the ratios and not the milliseconds.
"""

import argparse
import gzip
import http.client
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from bench.processes import ROOT, Killable

PASSWORD = "merce-demo-2026"  # noqa: S105  everybody's in a demonstration
FEW, TIMES_BARE, TIMES_FEW, QUERIES, MEGABYTES = 100, 3.0, 1.3, 10, 150
BROWSERS = 8


@dataclass(frozen=True)
class Plan:
    """Programmes in the large run, requests one after the other, seconds of eight browsers at once."""

    many: int
    requests: int
    seconds: float


FULL = Plan(many=10_000, requests=150, seconds=3)
SHORT = Plan(many=1_000, requests=30, seconds=1)


@dataclass
class Figures:
    """What was measured of one page."""

    p50: float
    p95: float
    rate: float
    gz: int
    queries: int


class Browser:
    """Keeps its connection and its cookies."""

    def __init__(self, port: int):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.workers: set[str] = set()

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[bytes, int]:
        """The body of the answer, and how many queries it took.  Exits when the answer is an error."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form else "GET", path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 400:
            sys.exit(f"{path} answered {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
        self.workers.add(answer.headers.get("X-Bench-Worker", ""))
        return content, int(answer.headers.get("X-Bench-Queries", 0))

    def sign_in(self, email: str) -> "Browser":
        """Fill in the form, as a person does."""
        page, _ = self.ask("/login")
        found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page[page.index(b'action="/login') :])
        token = found[1].decode() if found else ""
        self.ask("/login", {"email": email, "password": PASSWORD, "csrf_token": token})
        return self

    def another(self) -> "Browser":
        """One more window of the same person."""
        window = Browser(self.port)
        window.cookies = dict(self.cookies)
        return window


@dataclass
class Results:
    """Figures by page, and the memory of the workers in megabytes."""

    pages: dict[str, Figures] = field(default_factory=dict)
    memory: list[float] = field(default_factory=list)


def main() -> None:
    """Fill, serve, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="a small run")
    plan = SHORT if parser.parse_args().short else FULL
    with tempfile.TemporaryDirectory(prefix="merce-") as place:
        with served(Path(place), "bare", {}) as port:
            reader = Browser(port)
            reader.ask("/enter")
            bare = measured(reader, "/rows", plan)
        few, many = (trial(Path(place), programmes, plan) for programmes in (FEW, plan.many))
    report(bare, few, many, plan)


def trial(place: Path, programmes: int, plan: Plan) -> Results:
    """Every main page with so many programmes."""
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
    results = Results()
    with served(data, "product", {**settings, "MERCE_MODE": "production"}) as port:
        visitor = Browser(port)
        head, expert = visitor.another().sign_in("vilma.irodai@merce.example"), visitor.another().sign_in("vera.minta@merce.example")
        for page, (who, path) in {
            "inbox": (head, "/inbox"),
            "cases, 50 rows": (head, "/cases/"),
            "case": (head, f"/cases/{one(data, CASE)}"),
            "review": (expert, f"/reviews/{one(data, REVIEW)}"),
            "register": (visitor, "/registry"),
            "sign-in": (visitor, "/login"),
        }.items():
            results.pages[page] = measured(who, path, plan)
        results.memory = [megabytes(pid) for pid in sorted(visitor.workers | head.workers | expert.workers) if pid]
    return results


#: The newest accredited case; the review that Vera Minta is writing.
CASE = "SELECT max(id) FROM cases WHERE state = 'accredited'"
REVIEW = """SELECT min(reviews.id) FROM reviews JOIN assignments ON assignments.id = assignment_id
 JOIN expert_profiles ON expert_profiles.id = expert_id JOIN users ON users.id = user_id
 WHERE email = 'vera.minta@merce.example' AND closed_at IS NULL"""


def one(data: Path, question: str) -> int:
    with sqlite3.connect(data / "merce.db") as database:
        return int(database.execute(question).fetchone()[0])


def measured(browser: Browser, path: str, plan: Plan) -> Figures:
    """Ask for the page: some times to warm up, then alone, then eight at once."""
    for _ in range(10):
        content, queries = browser.ask(path)
    took = sorted(timed(browser, path) for _ in range(plan.requests))
    rate = at_once(browser, path, plan.seconds)
    p95 = took[int(len(took) * 0.95)]
    return Figures(statistics.median(took), p95, rate, len(gzip.compress(content, 6)), queries)


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


@contextmanager
def served(place: Path, app: str, settings: dict[str, str]) -> Iterator[int]:
    """Gunicorn with `app` of bench/served.py; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--workers", "2", "--threads", "8", "--no-control-socket", f"bench.served:{app}()"),
    ]
    server = Killable(command, {**os.environ, "PYTHONPATH": str(ROOT), **settings}, place / "server.log")
    try:
        await_answer(port)
        yield port
    finally:
        server.end()


def await_answer(port: int) -> None:
    for _ in range(300):
        with socket.socket() as trial_connection:
            if trial_connection.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("The server does not answer.")


def flask(words: tuple[str, ...], settings: dict[str, str]) -> None:
    """Run `flask WORDS`, quietly unless it fails."""
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    done = subprocess.run(command, env={**os.environ, **settings}, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)


def megabytes(pid: str) -> float:
    """Resident memory of a process."""
    return int(subprocess.run(["ps", "-o", "rss=", "-p", pid], capture_output=True, text=True, check=True).stdout) / 1024


def report(bare: Figures, few: Results, many: Results, plan: Plan) -> None:
    """Print the table and what misses its target."""
    print(f"{'':16}{'programmes':>11}{'p50 ms':>8}{'p95 ms':>8}{'req/s':>7}{'gz B':>7}{'queries':>8}{'x bare':>8}{'x few':>7}")
    print(line("bare page", "", bare, f"{1:8.1f}{'':7}"))
    missed = []
    for page, large in many.pages.items():
        small = few.pages[page]
        growth = large.p50 / small.p50
        print(line(page, str(FEW), small, f"{small.p50 / bare.p50:8.1f}{'':7}"))
        print(line("", str(plan.many), large, f"{large.p50 / bare.p50:8.1f}{growth:7.2f}"))
        if page in ("case", "cases, 50 rows") and large.p50 > TIMES_BARE * bare.p50:
            missed.append(f"{page}: {large.p50 / bare.p50:.1f} times the bare page, at most {TIMES_BARE} wanted")
        if growth > TIMES_FEW:
            missed.append(f"{page}: {growth:.2f} times slower with {plan.many} programmes, at most {TIMES_FEW} wanted")
        if large.queries > QUERIES:
            missed.append(f"{page}: {large.queries} queries, at most {QUERIES} wanted")
    print("Workers (MB): " + ", ".join(f"{one:.0f}" for one in [*few.memory, *many.memory]))
    missed += [f"a worker of {one:.0f} MB, under {MEGABYTES} wanted" for one in many.memory if one >= MEGABYTES]
    print("\n".join(["Missed:", *missed]) if missed else "Every target is met.")


def line(page: str, programmes: str, figures: Figures, ratios: str) -> str:
    return (
        f"{page:16}{programmes:>11}{figures.p50:8.1f}{figures.p95:8.1f}{figures.rate:7.0f}{figures.gz:7}{figures.queries:8}{ratios}"
    )


if __name__ == "__main__":
    main()
