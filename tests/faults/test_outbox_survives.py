"""Workers and Valkey killed with -9 while notices leave: the benchmark's small run, with real processes."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_no_notice_is_lost_or_doubled_when_workers_and_valkey_are_killed(app: Flask, outbox_url: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bench.outbox", "--short", "--database", outbox_url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )

    figures = dict(line.split(None, 1) for line in run.stdout.splitlines() if line.startswith(("lost", "doubled")))
    assert (figures, run.returncode) == ({"lost": "0", "doubled": "0"}, 0), run.stdout + run.stderr
