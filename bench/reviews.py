"""How long does the server take to store a scored digit?

    python -m bench.reviews          a few seconds of asking, after half a minute of filling

The real server (gunicorn, two workers of eight threads, SQLite that waits for its disk, settings of production) on
127.0.0.1.  A bare Flask page is asked in turn with it: compare the two, not the milliseconds of two machines.
"""

import gzip
import re
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench.browsing import Browser, served
from bench.pages import FEW, REVIEW, one, site, timed

TIMES, MILLISECONDS, QUERIES, BYTES = 200, 25.0, 6, 2048


def main() -> None:
    """Fill, serve, score, print."""
    with tempfile.TemporaryDirectory(prefix="merce-") as place, ExitStack() as servers:
        reader = Browser(servers.enter_context(served(Path(place), "bare", {})))
        reader.ask("/enter")
        found = site(Path(place), FEW, servers)
        review = one(found.data, REVIEW)
        page, _ = found.expert.ask(f"/reviews/{review}")
        reader.connection.close()  # the server may have closed it while the other one was filled
        bare, stored, last, queries = [], [], b"", 0
        for turn in range(TIMES):
            bare.append(timed(reader, "/rows"))
            began = time.perf_counter()
            last, queries = found.expert.ask(f"/reviews/{review}/parts/K1", digit(page, turn), status=200)
            stored.append((time.perf_counter() - began) * 1000)
    report(bare, stored, len(gzip.compress(last, 6)), queries)


def digit(page: bytes, turn: int) -> dict[str, str]:
    """What the sheet sends when a digit is pressed: another one every time."""

    def value(name: str) -> str:
        told = re.search(rf'name="{name}" value="([^"]*)"'.encode(), page)
        return told[1].decode() if told else ""

    token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
    return {
        "K1_score": str(turn % 6),
        "K1_reason": "A lakosok minden szakaszban részt vettek. " * 3,
        "K1_evidence": "E1, M4",
        "K1_to_raise": "",
        "csrf_token": token[1].decode() if token else "",
        "window": value("window"),
        "turn": str(turn + 1),
        "seen-K1": value("seen-K1"),
    }


def report(bare: list[float], stored: list[float], size: int, queries: int) -> None:
    """Print both, and what misses its target."""
    half = statistics.median(stored)
    print("                p50 ms  p95 ms   gz B queries")
    for name, times, more in (("bare page", bare, ""), ("a scored digit", stored, f"{size:7}{queries:8}")):
        print(f"{name:15}{statistics.median(times):7.1f}{sorted(times)[int(len(times) * 0.95)]:8.1f}{more}")
    missed = [
        text
        for is_missed, text in (
            (half > MILLISECONDS, f"{half:.1f} ms, at most {MILLISECONDS} wanted"),
            (queries > QUERIES, f"{queries} queries, at most {QUERIES} wanted"),
            (size > BYTES, f"{size} bytes, at most {BYTES} wanted"),
        )
        if is_missed
    ]
    sys.exit("\n".join(["Missed:", *missed])) if missed else print("Every target is met.")


if __name__ == "__main__":
    main()
