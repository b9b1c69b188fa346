"""Asking clamd about a file, in its own words: against a server that speaks INSTREAM over TCP and over a socket."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from workflow.scanning import Infected, Scanner, Silent, scanner_at
from workflow.storage import Unacceptable, examined

#: What every scanner takes for a virus by agreement (EICAR), in two pieces so that this file is none.
SIGN = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
Answer = Callable[[bytes], bytes]


def verdict(content: bytes) -> bytes:
    return b"stream: Win.Test.EICAR_HDB-1 FOUND" if SIGN in content else b"stream: OK"


def served(line: socket.socket, answer: Answer, most: int) -> None:
    """One talk: PING, or INSTREAM with lengths before the chunks and a zero length at the end."""
    with line, line.makefile("rb") as heard:
        command = b""
        while not command.endswith(b"\0"):
            command += heard.read(1)
        if command == b"zPING\0":
            line.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(heard.read(4), "big"):
            content += heard.read(length)
            if len(content) > most:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        line.sendall(answer(content) + b"\0")


@contextmanager
def a_clamd(kind: str = "tcp", *, answer: Answer = verdict, most: int = 10**8) -> Iterator[str]:
    """A server for as long as the block lasts; gives its address."""
    with ExitStack() as stack:
        if kind == "tcp":
            door = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            url = f"tcp://127.0.0.1:{door.getsockname()[1]}"
        else:
            folder = stack.enter_context(TemporaryDirectory(prefix="clamd-", dir="/tmp"))
            door = stack.enter_context(socket.socket(socket.AF_UNIX))
            door.bind(f"{folder}/clamd.ctl")
            door.listen()
            url = f"unix://{folder}/clamd.ctl"

        def keep_serving() -> None:
            while True:
                try:
                    line, _ = door.accept()
                except OSError:
                    return
                served(line, answer, most)

        threading.Thread(target=keep_serving, daemon=True).start()
        stack.callback(door.shutdown, socket.SHUT_RDWR)
        yield url


@pytest.mark.parametrize("kind", ["tcp", "unix"])
def test_a_clean_file_passes_whole_and_an_infected_one_does_not(kind: str) -> None:
    heard: list[bytes] = []

    def answer(content: bytes) -> bytes:
        heard.append(content)
        return verdict(content)

    clean = b"%PDF-1.7 " + bytes(range(256)) * 1000

    with a_clamd(kind, answer=answer) as url:
        Scanner(url).check(BytesIO(clean))
        with pytest.raises(Infected, match="EICAR"):
            Scanner(url).check(BytesIO(b"%PDF-1.7 " + SIGN))

    assert heard[0] == clean


def test_whether_it_is_there_is_asked_without_a_file() -> None:
    with a_clamd() as url:
        assert Scanner(url).answers()

    assert not Scanner(url).answers()


@pytest.mark.parametrize(
    "said", [b"stream: something ERROR", b"", b"UNKNOWN COMMAND"], ids=["error", "nothing", "stranger"]
)
def test_only_a_verdict_lets_a_file_pass(said: bytes) -> None:
    with a_clamd(answer=lambda content: said) as url, pytest.raises(Silent):
        Scanner(url).check(BytesIO(b"%PDF"))


def test_what_is_too_large_for_the_scanner_was_not_scanned() -> None:
    with a_clamd(most=100_000) as url, pytest.raises(Silent):
        Scanner(url).check(BytesIO(b" " * 10_000_000))


def test_while_it_is_away_files_are_refused_unless_the_office_wants_it_otherwise(tmp_path: Path) -> None:
    nobody = f"unix://{tmp_path}/nobody"

    with pytest.raises(Silent):
        Scanner(nobody).check(BytesIO(b"%PDF"))
    Scanner(nobody, is_lenient=True).check(BytesIO(b"%PDF"))


def test_the_settings_name_a_scanner_or_none() -> None:
    assert scanner_at("") is None
    assert scanner_at("tcp://a:1", when_silent="refuse") == Scanner("tcp://a:1")
    assert scanner_at("tcp://a:1", when_silent="take") == Scanner("tcp://a:1", is_lenient=True)


def test_a_file_is_examined_from_its_beginning_whatever_was_read_before() -> None:
    file = BytesIO(b"%PDF-1.7 " + SIGN)
    file.seek(5)

    with a_clamd() as url, pytest.raises(Unacceptable, match="infected"):
        examined("a.pdf", file, Scanner(url))
    with pytest.raises(Unacceptable, match="unscanned"):
        examined("a.pdf", file, Scanner(url))
