"""A browser without a screen, and the server that it asks."""

import http.client
import os
import re
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from bench.processes import ROOT, Killable

PASSWORD = "merce-demo-2026"  # noqa: S105  everybody's in a demonstration
NONE: Mapping[str, str] = {}


class Browser:
    """Keeps its connection and its cookies."""

    def __init__(self, port: int):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.workers: set[str] = set()

    def ask(
        self, path: str, form: dict[str, str] | None = None, *, status: int = 0, headers: Mapping[str, str] = NONE
    ) -> tuple[bytes, int]:
        """The body of the answer, and how many queries it took.

        Exits when the answer is not the one that is wanted: `status`, or a page, or for a form that one is led on.
        """
        headers = {**headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form else "GET", path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != (status or (302 if form else 200)):
            sys.exit(f"{path} answered {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
        self.workers |= {answer.headers["X-Bench-Worker"]} - {None}
        return content, int(answer.headers.get("X-Bench-Queries", 0))

    def sign_in(self, email: str) -> "Browser":
        """Fill in the form, as a person does."""
        page, _ = self.ask("/login")
        found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page[page.index(b'action="/login') :])
        token = found[1].decode() if found else ""
        self.ask("/login", {"email": email, "password": PASSWORD, "csrf_token": token})
        return self

    def another(self) -> "Browser":
        """One more window of the same person."""
        window = Browser(self.port)
        window.cookies = dict(self.cookies)
        return window


@contextmanager
def served(place: Path, app: str, settings: dict[str, str]) -> Iterator[int]:
    """Gunicorn with `app` of bench/served.py; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--workers", "2", "--threads", "8", "--keep-alive", "60", "--no-control-socket", f"bench.served:{app}()"),
    ]
    log = place / "server.log"
    server = Killable(command, {**os.environ, "PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "2", **settings}, log)
    try:
        await_answer(port, log)
        yield port
    finally:
        server.end()


def await_answer(port: int, log: Path) -> None:
    """Until the server answers anything.  Exits with its last words when it does not within half a minute."""
    for _ in range(300):
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asking.request("GET", "/healthz")
            asking.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            asking.close()
    sys.exit(f"The server does not answer:\n{log.read_text()[-2000:]}")
