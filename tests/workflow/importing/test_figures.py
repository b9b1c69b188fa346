"""The benchmark of reading measures what it says: every format goes the whole way, with its figures."""

import subprocess
import sys

import pytest

from bench.processes import ROOT


@pytest.mark.slow
def test_every_format_is_read_and_has_its_figures() -> None:
    command = [sys.executable, "-m", "bench.imports", "--pages", "2"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    lines = {words[0]: words[1:] for line in done.stdout.splitlines() if (words := line.split())}
    assert set(lines) >= {"docx", "odt", "pdf", "txt"}, done.stderr
    for kind in ("docx", "odt", "pdf", "txt"):
        size, seconds, reader, worker, answers, left = map(float, lines[kind])
        assert min(size, seconds, reader, worker, left) > 0
        assert answers >= 8, kind
