"""A PostgreSQL of the tests' own, from the machine's binaries: made in a temporary folder, gone with the tests.

The suite runs on the database that MERCE_TEST_DATABASE names: sqlite (unless told) or postgresql.  In conftest.py:

    @pytest.fixture(scope="session")
    def database_url(tmp_path_factory):
        with a_database(tmp_path_factory.mktemp("database")) as url:
            yield url

Every worker of pytest-xdist is a process of its own and so gets a server of its own (0.6 s, about 30 MB), in which
each database that is asked for is a new one.
Run as a program it prints where the binaries are, or fails when there are none.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg

SECONDS_TO_START = 30
# The server may lose everything but must be quick.  It is reached by a socket only, in a path short enough for one.
QUICK = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off", "jit=off", "listen_addresses=",
)  # fmt: skip
# It ends with whoever holds its standard input, however that one ends, and takes its folder along.
GUARD = 'place=$1; shift; "$@" & read -r _; kill -INT $!; wait $!; rm -rf "$place"'


class NoPostgres(Exception):
    """This machine has no PostgreSQL server binaries."""


@contextmanager
def a_database(directory: Path) -> Iterator[str]:
    """The URL of an empty database of the kind that MERCE_TEST_DATABASE names; it ends with the context.

    Raises NoPostgres, or ValueError for a kind that does not exist.
    """
    kind = os.environ.get("MERCE_TEST_DATABASE", "sqlite")
    if kind == "sqlite":
        yield f"sqlite:///{directory / 'merce.db'}"
    elif kind == "postgresql":
        yield another_database(_server_of_this_process(), f"merce_{next(_nth)}")
    else:
        raise ValueError(f"MERCE_TEST_DATABASE must be sqlite or postgresql, not {kind!r}")


_nth = count(1)


@cache
def _server_of_this_process() -> Path:
    """The folder of the socket of a server that runs until this process ends.  Raises NoPostgres."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(temporary_postgres())


def another_database(place: Path, name: str) -> str:
    """Make the empty database `name`; its URL for psycopg 3."""
    with psycopg.connect(f"host={place} user=merce dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://merce@/{name}?host={place}"


@contextmanager
def temporary_postgres(settings: tuple[str, ...] = QUICK) -> Iterator[Path]:
    """A new server; yields the folder of its socket, which the user merce may enter.  Raises NoPostgres."""
    binaries = server_binaries()
    if binaries is None:
        raise NoPostgres("no initdb on the PATH, none where pg_config points, none in /usr/lib/postgresql")
    place = Path(tempfile.mkdtemp(prefix="merce-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    place.chmod(0o711)
    cluster = place / "cluster"
    initialise = [binaries / "initdb", "-D", cluster, "-U", "merce", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    subprocess.run(as_server_user(initialise), check=True, stdout=subprocess.DEVNULL, cwd="/")
    serve = [binaries / "postgres", "-D", cluster, "-k", place]
    for setting in settings:
        serve += ["-c", setting]
    with (place / "log").open("wb") as log:
        server = subprocess.Popen(
            as_server_user(["sh", "-c", GUARD, "guard", place, *serve]),
            stdin=subprocess.PIPE, stdout=log, stderr=log, cwd="/", start_new_session=True,
        )  # fmt: skip
    try:
        await_readiness(binaries, place, server)
        yield place
    finally:
        server.communicate(timeout=SECONDS_TO_START)
        shutil.rmtree(place, ignore_errors=True)


def server_binaries() -> Path | None:
    """The folder of initdb and postgres: on the PATH, named by pg_config, or where Debian and Homebrew put it."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    if shutil.which("pg_config"):
        asked = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(asked.stdout.strip()))
    for pattern in ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql@*/bin", "usr/local/opt/postgresql@*/bin"):
        folders += sorted(Path("/").glob(pattern), key=lambda folder: folder.parent.name.zfill(20), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def as_server_user(command: list[object]) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian's package made for it."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres to run it as") from None
    return ["runuser", "-u", "postgres", "--", *words]


def await_readiness(binaries: Path, place: Path, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS_TO_START
    ask = [binaries / "pg_isready", "-q", "-h", place]
    while subprocess.run([str(word) for word in ask], check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL does not start:\n{(place / 'log').read_text()}")
        time.sleep(0.02)


if __name__ == "__main__":
    print(server_binaries() or sys.exit("No PostgreSQL server here (looked for initdb and postgres)."))
