"""Asking a virus scanner about a file: clamd, in the words of its INSTREAM command.

A client of our own, because the libraries for it are older than the Python they run on, and one of them reads a file
by its path: the whole talk is forty lines.
"""

import socket
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

import structlog

log = structlog.get_logger(__name__)

CHUNK_BYTES = 64 * 1024
#: Of connecting, and of every answer.
PATIENCE_SECONDS = 60.0
PORT = 3310


class Infected(Exception):
    """The scanner knows something bad in the file; says its name."""


class Silent(Exception):
    """The scanner did not say whether the file is clean: away, overloaded, or the file is too large for it."""


@dataclass(frozen=True)
class Scanner:
    """One clamd.  `url`: tcp://host:3310 or unix:///run/clamav/clamd.ctl.

    `is_lenient`: while it is silent, files are taken unscanned.
    """

    url: str
    is_lenient: bool = False

    def check(self, file: IO[bytes]) -> None:
        """Ask about the rest of an open file.  Raises Infected, or Silent unless lenient."""
        try:
            answer = self._ask(file)
        except (OSError, Silent) as why:
            log.warning("scanner.silent", error=str(why), taken=self.is_lenient)
            if self.is_lenient:
                return
            raise Silent(str(why)) from why
        if answer.endswith(" FOUND"):
            log.warning("scanner.found", what=answer)
            raise Infected(answer)

    def answers(self) -> bool:
        """Whether somebody is there who speaks its language."""
        try:
            with self._connected() as line:
                line.sendall(b"zPING\0")
                return _heard(line) == "PONG"
        except (OSError, Silent):
            return False

    def _ask(self, file: IO[bytes]) -> str:
        """Its verdict: "stream: OK" or "stream: … FOUND".  Raises Silent or OSError."""
        with self._connected() as line:
            try:
                line.sendall(b"zINSTREAM\0")
                while chunk := file.read(CHUNK_BYTES):
                    line.sendall(len(chunk).to_bytes(4, "big") + chunk)
                line.sendall(bytes(4))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it has heard enough, and says below why
            answer = _heard(line)
        if not answer.endswith((" OK", " FOUND")):
            raise Silent(answer or "no answer")
        return answer

    def _connected(self) -> socket.socket:
        parts = urlsplit(self.url)
        if parts.scheme == "tcp":
            address = (parts.hostname or "127.0.0.1", parts.port or PORT)
            return socket.create_connection(address, timeout=PATIENCE_SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE_SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line


def scanner_at(url: str, *, when_silent: str = "") -> Scanner | None:
    """The scanner of the settings SCANNER_URL and SCANNER_SILENT ("take": files are taken unscanned), or none."""
    return Scanner(url, is_lenient=when_silent == "take") if url else None


def _heard(line: socket.socket) -> str:
    """One answer, up to the byte that ends it."""
    answer = b""
    while not answer.endswith(b"\0"):
        more = line.recv(4096)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace")
