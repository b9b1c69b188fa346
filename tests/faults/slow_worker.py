"""The real worker with one kind of errand more, which takes its time: `python -m tests.faults.slow_worker MARK`.

Each attempt adds a line to the file MARK; the first one never ends by itself.
"""

import sys
import time
from pathlib import Path

import worker
from workflow.errands import KINDS, Kind
from workflow.errands.kinds import Made, Report, Task
from workflow.permissions import May
from workflow.text import Text

MARK = Path(sys.argv[1])


def dawdle(task: Task, report: Report) -> Made:
    """Ten steps; at the first attempt an endless number."""
    with MARK.open("a") as mark:
        mark.write("attempt\n")
    is_first = MARK.read_text().count("attempt") == 1
    step = 0
    while is_first or step < 10:
        step += 1
        report(min(step, 9), 10, Text("Lassan.", "Slowly."))
        time.sleep(0.05)
    return Made("lassu.txt", "text/plain", b"kesz")


if __name__ == "__main__":
    KINDS["slow"] = Kind(Text("Lassú", "Slow"), May(lambda person, record: True), dawdle)  # type: ignore[index]
    worker.main()
