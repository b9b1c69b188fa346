"""The processes of the demonstration: the dead are started again, and the end leaves nobody behind."""

import os
import subprocess
import sys
import time

import pytest

from supervision import Part, complete, end

SLEEP = "import time; time.sleep(60)"
DEAF = (
    "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', os.getpid(), flush=True); " + SLEEP
)


@pytest.fixture
def a_part(tmp_path):
    parts = []

    def start(program):
        parts.append(Part("part", [sys.executable, "-c", program], dict(os.environ), tmp_path / "part.log"))
        return parts[-1]

    yield start
    end(parts)


def wait_until(condition):
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until, "waited ten seconds in vain"
        time.sleep(0.02)


def is_running(number):
    """A process that has ended, but was not yet fetched by whoever adopted it, counts as ended."""
    state = subprocess.run(["ps", "-o", "state=", "-p", str(number)], capture_output=True, text=True).stdout.strip()
    return state != "" and not state.startswith("Z")


def test_a_part_that_dies_is_started_again(a_part, capsys):
    part = a_part(SLEEP)
    first = part.process.pid
    os.kill(first, 9)
    wait_until(part.ended)

    part.revive()

    assert (part.ended(), part.process.pid == first) == (False, False)
    assert "part ended (-9): started again" in capsys.readouterr().out


def test_a_part_that_dies_young_waits_before_it_is_started_again(a_part):
    part = a_part("")
    wait_until(part.ended)
    part.revive()
    wait_until(part.ended)
    second = part.process.pid

    part.revive()

    assert part.process.pid == second


def test_a_living_part_is_left_alone(a_part):
    part = a_part(SLEEP)
    first = part.process.pid

    part.revive()

    assert part.process.pid == first


def test_the_end_ends_a_deaf_part_too_within_five_seconds(a_part):
    deaf, usual = a_part(DEAF), a_part(SLEEP)
    wait_until(lambda: "deaf" in deaf.last_words())
    since = time.monotonic()

    end([deaf, usual])

    assert (deaf.process.returncode, usual.process.returncode) == (-9, -15)
    assert time.monotonic() - since < 5


def test_what_a_part_started_ends_with_it(a_part):
    part = a_part(f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {DEAF!r}]); {SLEEP}")
    wait_until(lambda: "deaf" in part.last_words())
    child = int(part.last_words().split()[-1])
    assert is_running(child)

    end([part])

    wait_until(lambda: not is_running(child))


def test_a_part_that_must_succeed_says_why_it_did_not(a_part):
    part = a_part("import sys; sys.exit('no room left')")

    with pytest.raises(SystemExit, match=r"part failed:\nno room left"):
        complete(part)
