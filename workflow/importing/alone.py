"""Reading a stranger's file in a process of its own: what hangs, swells or crashes there harms nobody.

The readers and their libraries are loaded there alone (`reading`): a web worker carries none of them.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path

from workflow.importing.blocks import Unreadable
from workflow.importing.placing import Laid, Placement

SECONDS = 20
#: By these the system ends a process that takes too long.
ENDED_BY_LIMIT = (signal.SIGXCPU, signal.SIGKILL)
BYTES = 700 * 1024 * 1024
ROOT = Path(__file__).parents[2]


def lay_alone(content: bytes) -> Laid:
    """A document laid against the form, within 20 seconds and 700 MB or not at all.  Raises Unreadable."""
    command = [sys.executable, "-m", "workflow.importing.reading"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, cwd=ROOT)  # noqa: S603
    except subprocess.TimeoutExpired as fault:
        raise Unreadable("too_long") from fault
    if done.returncode:
        raise Unreadable("too_long" if -done.returncode in ENDED_BY_LIMIT else "broken")
    answer = json.loads(done.stdout)
    if "reason" in answer:
        raise Unreadable(answer["reason"])
    return Laid(tuple(Placement(**one) for one in answer["placements"]), tuple(answer["unplaced"]))
