"""What does Lighthouse say of the public pages and the sign-in, on a slow phone with a slow line?

    python -m bench.lighthouse             the median of three visits to each page; about four minutes
    python -m bench.lighthouse --short     one visit each

The real server (gunicorn, settings of production) over the demonstration's programmes.  Lighthouse is npm's, of one
version, installed into ~/.cache/merce the first time; it needs Node and Chromium.  What a page lacks is printed below
its line.  Exit status 1 when a page misses its targets.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.browsing import served
from bench.processes import ROOT
from tests.chromium import chromium, launch_arguments

LIGHTHOUSE = "12.8.2"
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "merce" / f"lighthouse-{LIGHTHOUSE}"
TRIES = 3  # now and then it misses the beginning of a page load
NUMBER, CODE = "SELECT min(number) FROM accreditations", "SELECT min(code) FROM certificates"


class Report(NamedTuple):
    """One visit: points of 100 for each category, shift and weight as measured, and what cost points."""

    scores: dict[str, int]
    shift: float
    weight: int
    lacking: list[str]


def main() -> None:
    """Install, serve, visit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="one visit to each page")
    visits = 1 if parser.parse_args().short else 3
    program = installed()
    print(f"{'':24}{'  '.join(TARGETS)}  shift  bytes")
    with tempfile.TemporaryDirectory(prefix="merce-") as place, a_server(Path(place)) as home:
        good = [
            told(path, [report(program, f"{home}{path}", Path(place)) for _ in range(visits)])
            for path in pages(Path(place))
        ]
    sys.exit(0 if all(good) else 1)


def installed() -> Path:
    """Lighthouse's program; installed with npm unless it is there."""
    program = CACHE / "node_modules/.bin/lighthouse"
    if not program.exists():
        if shutil.which("npm") is None:
            sys.exit("Lighthouse needs Node with npm: install Node 20 or newer.")
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", f"--prefix={CACHE}", f"lighthouse@{LIGHTHOUSE}"],
            check=True,
        )
    return program


@contextmanager
def a_server(place: Path) -> Iterator[str]:
    """Mérce over the demonstration's programmes; yields its address."""
    settings = {
        "DATA_DIR": str(place),
        "DATABASE_URL": f"sqlite:///{place}/merce.db",
        "SECRET_KEY": "not a secret, for a trial of an hour",
        "SECURITY_PASSWORD_SALT": "not a secret",
        "PUBLIC_URL": "http://127.0.0.1",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "merce@merce.example",
        "STORAGE_URL": f"file://{place}/files",
    }
    subprocess.run(
        [sys.executable, "bin/filling.py", str(place / "people.txt"), "load"],
        cwd=ROOT,
        env={**os.environ, **settings, "MERCE_MODE": "demo", "PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with served(place, "product", {**settings, "MERCE_MODE": "production"}) as port:
        yield f"http://127.0.0.1:{port}"


def pages(place: Path) -> list[str]:
    """Every public page, and the sign-in."""
    with sqlite3.connect(place / "merce.db") as database:
        number, code = (database.execute(question).fetchone()[0] for question in (NUMBER, CODE))
    register = ["/registry", f"/registry/{number}", "/verify/", f"/verify/{code}"]
    return ["/", *register, "/procedure", "/quick-check/", "/accessibility", "/privacy", "/login"]


def report(program: Path, address: str, place: Path) -> Report:
    """One visit as Lighthouse's phone: 4 times slower than this machine, 1.6 Mbit/s, 150 ms away."""
    target = place / "report.json"
    flags = " ".join(["--headless=new", *launch_arguments()["args"]])
    command = [program, address, "--quiet", "--output=json", f"--output-path={target}", f"--chrome-flags={flags}"]
    for _ in range(TRIES):
        if subprocess.run(command, env={**os.environ, "CHROME_PATH": str(chromium())}, check=False).returncode == 0:
            return read(json.loads(target.read_text(encoding="utf-8")))
    sys.exit(f"Lighthouse could not visit {address}.")


def read(found: dict[str, Any]) -> Report:
    """What of a report is told."""
    categories, audits = found["categories"], found["audits"]
    counted = {part["id"] for name in TARGETS for part in categories[name]["auditRefs"] if part["weight"]}
    return Report(
        {name: round(categories[name]["score"] * 100) for name in TARGETS},
        round(audits["cumulative-layout-shift"]["numericValue"], 4),
        round(audits["total-byte-weight"]["numericValue"]),
        [f"{name}: {line_of(audits[name])}" for name in sorted(counted) if (audits[name]["score"] or 0) < 1],
    )


def line_of(audit: dict[str, Any]) -> str:
    """An audit in one line; one that does not apply has no score."""
    return f"{audit['scoreDisplayMode']}, {audit.get('displayValue') or audit['title']}"


def told(path: str, reports: list[Report]) -> bool:
    """Print the median of a page and what its last visit lacked; whether it reaches its targets."""
    scores = {name: round(median(one.scores[name] for one in reports)) for name in TARGETS}
    points = "".join(f"{scores[name]:>{len(name)}}  " for name in TARGETS)
    print(f"{path:24}{points}{reports[-1].shift:5}  {reports[-1].weight}", flush=True)
    for line in reports[-1].lacking:
        if "notApplicable" not in line:
            print(f"    {line}")
    return all(scores[name] >= points for name, points in TARGETS.items())


if __name__ == "__main__":
    main()
