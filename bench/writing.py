"""How fast is one answer saved, and is anything lost when two people write 100,000 edits at once?

    python -m bench.writing            200 saves beside a bare page, then 100,000 edits; about ten minutes
    python -m bench.writing --short    40 saves, 2,000 edits

Saving: the real server (gunicorn, SQLite, settings of production) on 127.0.0.1; the time is what a browser waits, so
the server's own is less.  The bare Flask page is asked in turn with it.  Editing: see bench/two_writers.py.
"""

import argparse
import gzip
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench.browsing import Browser, served
from bench.pages import WARMING, site
from bench.two_writers import two_writers

MILLISECONDS, QUERIES, BYTES = 25.0, 6, 2048
CODE = "E2"
#: The newest draft, and somebody who writes it.
DRAFT = """SELECT cases.id, email FROM cases JOIN programmes ON programmes.id = programme_id
 JOIN memberships ON memberships.organisation_id = programmes.organisation_id JOIN users ON users.id = user_id
 WHERE state = 'draft' ORDER BY cases.id DESC LIMIT 1"""


class Saver:
    """A browser with one section open, which saves one field again and again."""

    def __init__(self, port: int, data: Path) -> None:
        with sqlite3.connect(data / "merce.db") as database:
            case_id, email = database.execute(DRAFT).fetchone()
        self.browser = Browser(port).sign_in(email)
        self.address = f"/cases/{case_id}/draft/fields/{CODE}"
        page = self.browser.ask(f"/cases/{case_id}/draft/{CODE[0]}")[0].decode()
        self.form = {name: value_in(page, name) for name in ("csrf_token", "window", f"seen-{CODE}")}
        self.turn = 0

    def save(self) -> tuple[bytes, int]:
        """Send a text of a thousand characters that differs from the last one; its answer and queries."""
        self.turn += 1
        text = f"{self.turn}. változat: legyen közös kert a három utcában. " * 20
        answer = self.browser.ask(
            self.address, {**self.form, "turn": str(self.turn), CODE: text}, status=200, headers=FRAGMENT
        )
        self.form[f"seen-{CODE}"] = (re.findall(rb'data-seen="(\d+)"', answer[0]) or [b"0"])[0].decode()
        return answer


FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def value_in(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return found[1] if found else sys.exit(f"the section has no field {name}")


def saving(rounds: int) -> list[str]:
    """Print p50 and p95 of saving beside the bare page, queries and bytes; what misses its target."""
    with tempfile.TemporaryDirectory(prefix="merce-") as place, ExitStack() as servers:
        there = site(Path(place), 100, servers)
        bare = Browser(servers.enter_context(served(Path(place), "bare", {})))
        bare.ask("/enter")
        saver = Saver(there.port, there.data)
        took: dict[str, list[float]] = {"bare page": [], "saving a field": []}
        for number in range(WARMING + rounds):
            for name, act in (("bare page", lambda: bare.ask("/rows")), ("saving a field", saver.save)):
                began = time.perf_counter()
                answer, queries = act()
                if number >= WARMING:
                    took[name].append((time.perf_counter() - began) * 1000)
    p50 = {name: statistics.median(times) for name, times in took.items()}
    for name, times in took.items():
        print(f"{name:16} p50 {p50[name]:6.1f} ms   p95 {sorted(times)[int(len(times) * 0.95)]:6.1f} ms")
    size = len(gzip.compress(answer, 6))
    print(
        f"{p50['saving a field'] / p50['bare page']:.1f} times the bare page; {queries} queries, {size} bytes gz back"
    )
    figures = ((p50["saving a field"], MILLISECONDS, "ms"), (queries, QUERIES, "queries"), (size, BYTES, "bytes"))
    return [f"saving: {found:.0f} {unit}, at most {most:.0f} wanted" for found, most, unit in figures if found > most]


def editing(edits: int) -> list[str]:
    """Print what became of the edits of two writers; what is lost."""
    with tempfile.TemporaryDirectory(prefix="merce-") as place:
        found = two_writers(Path(place), edits)
    print(
        f"{edits} edits by two writers in {found.seconds:.0f} s ({edits / found.seconds:.0f}/s): "
        f"{found.acknowledged} words acknowledged, both texts shown {found.conflicts} times, {found.late} sends late, "
        f"{found.unanswered} sent again because nothing answered, "
        f"{len(found.lost)} words lost"
    )
    return [f"{len(found.lost)} acknowledged words are nowhere"] if found.lost else []


def main() -> None:
    """Save, edit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="a small run")
    short = parser.parse_args().short
    missed = [*saving(40 if short else 200), *editing(2_000 if short else 100_000)]
    print("\n".join(["Missed:", *missed]) if missed else "Every target is met.")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
