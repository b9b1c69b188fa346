"""A long document is set in a process of its own: the memory it takes is given back, and it can be ended midway.

A booklet of a thousand programmes takes 440 MB while it is set.  `python -m workflow.documents.apart KIND` reads the
facts as JSON and writes the PDF; it knows no database and no application.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workflow.documents import render

ROOT = Path(__file__).parents[2]
#: Address space of the process (bytes): it fails there, and neither the worker nor the machine does.
MOST_MEMORY = 4 * 1024**3
BREATH_SECONDS = 1.0


class NotSet(RuntimeError):
    """The process ended without a document; the message is the end of what it said."""


def render_apart(kind: str, facts: Mapping[str, Any], *, breathe: Callable[[], None]) -> bytes:
    """The PDF as `workflow.documents.render` gives it.  `facts` must be JSON.

    `breathe` is called every second; what it raises ends the process and comes out here.  Raises NotSet.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, and a kind that is ours
        [sys.executable, "-m", "workflow.documents.apart", kind],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        told: bytes | None = json.dumps(facts, ensure_ascii=False).encode()
        while True:
            try:
                pdf, said = process.communicate(told, timeout=BREATH_SECONDS)
                break
            except subprocess.TimeoutExpired:
                told = None  # it has been handed over
                breathe()
    finally:
        process.kill()
        process.wait()
    if process.returncode != 0:
        raise NotSet(said.decode(errors="replace")[-2000:])
    return bytes(pdf)


def main() -> None:
    """The other side: facts in, PDF out."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.buffer.write(render(sys.argv[1], json.load(sys.stdin)))


if __name__ == "__main__":
    main()
