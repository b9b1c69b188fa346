"""The solver in a process of its own: 0.2 s to start, and the memory that it takes is given back.

For 200 cases and 60 experts it takes 45 MB, for 5,000 and 500 about 250 MB; a web worker may hold 150 MB in all.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from workflow.matching.problem import Problem, Proposal, Solution, written

ROOT = Path(__file__).parents[2]
BREATH_SECONDS = 1.0


class NotSolved(RuntimeError):
    """The process ended without a solution, or took too long; the message is the end of what it said."""


def solve_apart(
    problem: Problem, *, breathe: Callable[[], None] = lambda: None, most_seconds: float = 60.0, patience: float = 20.0
) -> Solution:
    """The solution as `workflow.matching.solving.solve` gives it with this `patience`.

    `breathe` is called every second; what it raises ends the process and comes out here.  Raises NotSolved.
    """
    last = time.monotonic() + most_seconds
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow.matching.solving"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        told: bytes | None = json.dumps({"problem": written(problem), "patience": patience}).encode()
        while True:
            try:
                found, said = process.communicate(told, timeout=BREATH_SECONDS)
                break
            except subprocess.TimeoutExpired:
                told = None  # it has been handed over
                breathe()
                if time.monotonic() > last:
                    raise NotSolved(f"no solution in {most_seconds:.0f} s") from None
    finally:
        process.kill()
        process.wait()
    if process.returncode != 0:
        raise NotSolved(said.decode(errors="replace")[-2000:])
    stored = json.loads(found)
    proposals = tuple(Proposal(row["file"], tuple(row["experts"])) for row in stored["proposals"])
    return Solution(proposals, *(stored[name] for name in ("cost", "bound", "unevenness", "evenest")))
