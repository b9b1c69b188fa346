"""Processes that belong together: each has a session and a log of its own; the dead are revived, all end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_PAUSE = 30.0  # seconds before something that dies at once is started again
PATIENCE = {signal.SIGTERM: 4.2, signal.SIGKILL: 0.5}  # seconds until the next; a worker gives itself four to end


class Part:
    """One process of ours.  A session of its own, so that Ctrl-C in the terminal reaches only who watches over it."""

    def __init__(self, name: str, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        self.name, self.command, self.environment, self.log = name, list(command), environment, log
        self.deaths = 0
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        with self.log.open("ab") as words:
            self.spoken_before = words.tell()
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
            )

    def ended(self) -> bool:
        return self.process.poll() is not None

    def revive(self) -> None:
        """Start it again if it has died: at once the first time, ever later when it dies young."""
        if not self.ended():
            return
        lived = time.monotonic() - self.started
        if lived > LONGEST_PAUSE:
            self.deaths = 0
        if lived < min(LONGEST_PAUSE, 2.0**self.deaths - 1):
            return
        self.deaths += 1
        print(f"{self.name} ended ({self.process.returncode}): started again, see {self.log}", flush=True)
        self.start()

    def signal(self, number: int) -> None:
        try:
            os.killpg(self.process.pid, number)
        except (ProcessLookupError, PermissionError):  # already gone; macOS says "not permitted" of a zombie's group
            return

    def has_said(self, words: str) -> bool:
        """Whether these words stand in its log since it was started."""
        return words.encode() in self.log.read_bytes()[self.spoken_before :]

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


def complete(part: Part) -> None:
    """Wait for a part that ends by itself; its failure is ours.  Raises SystemExit with its last words."""
    if part.process.wait() != 0:
        sys.exit(f"{part.name} failed:\n{part.last_words()}")


def end(parts: Sequence[Part]) -> None:
    """End these: TERM, in time KILL, also for what they started and left behind."""
    for number, patience in PATIENCE.items():
        for part in parts:
            if not part.ended() or number == signal.SIGKILL:
                part.signal(number)
        until = time.monotonic() + patience
        while time.monotonic() < until and not all(part.ended() for part in parts):
            time.sleep(0.02)
