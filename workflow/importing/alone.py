"""Reading a stranger's file in a process of its own: what hangs, swells or crashes there harms nobody.

As a program (`python -m workflow.importing.alone`) it reads a file from its standard input and writes what it says
laid against the form, or the reason why nothing can be read, as JSON.
"""

import json
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from workflow.importing.blocks import Unreadable
from workflow.importing.formats import read
from workflow.importing.placing import Laid, Placement, lay

SECONDS = 20
#: By these the system ends a process that takes too long.
ENDED_BY_LIMIT = (signal.SIGXCPU, signal.SIGKILL)
BYTES = 700 * 1024 * 1024
ROOT = Path(__file__).parents[2]


def lay_alone(content: bytes) -> Laid:
    """A document laid against the form, within 20 seconds and 700 MB or not at all.  Raises Unreadable."""
    command = [sys.executable, "-m", "workflow.importing.alone"]
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


def bind() -> None:
    """Bound what this process may do: seconds, memory, and no file that it writes."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no document makes it write a file, wherever that were


def main() -> None:
    """Read what is on the standard input within the limits; write JSON."""
    bind()
    try:
        laid = lay(read(sys.stdin.buffer.read()))
    except Unreadable as reason:
        answer: dict[str, object] = {"reason": reason.code}
    else:
        answer = {"placements": [asdict(one) for one in laid.placements], "unplaced": laid.unplaced}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
