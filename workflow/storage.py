"""Uploaded files: kept under the fingerprint of their content, on the local disk or on S3 (one library for both)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import urlsplit

import filetype
import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from workflow.scanning import Infected, Scanner, Silent

#: What an annex may be (procedure rules, 6.1 M), told by content and not by name.
ACCEPTED = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "image/jpeg": "jpg",
    "image/png": "png",
}
MOST_BYTES = 50 * 1024 * 1024
#: So much of a file tells what it is.
HEAD_BYTES = 8192
#: So much of a file is in memory at a time.
CHUNK_BYTES = 1024 * 1024


class Unacceptable(ValueError):
    """The file cannot be taken; `code` says why: empty, too_large, kind, infected, or unscanned (try later)."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Stored:
    """A file in the store, as `attaching.attach` wants it."""

    file_name: str
    media_type: str
    size: int
    sha256: str


class Store:
    """The files of one installation.  `url`: file:///… or s3://bucket/… (see .env.example)."""

    def __init__(self, url: str):
        if urlsplit(url).scheme == "file":
            folder = Path(urlsplit(url).path)
            folder.mkdir(parents=True, exist_ok=True)
            self._store: ObjectStore = LocalStore(folder)
        else:
            self._store = from_url(url)

    def keep(self, name: str, content: bytes, *, media_type: str = "") -> Stored:
        """Examine what is small enough to be in memory, keep it and tell its fingerprint.  Raises Unacceptable."""
        file = BytesIO(content)
        stored = examined(name, file, media_type=media_type)
        self.lay(stored.sha256, file)
        return stored

    def lay(self, sha256: str, file: IO[bytes]) -> None:
        """Keep a file that was examined: the same content is kept once, and never written over."""
        if not self.has(place(sha256)):
            file.seek(0)
            # in parts of five megabytes, two at a time: the whole of it is never in memory
            obstore.put(self._store, place(sha256), file, max_concurrency=2)

    def has(self, place: str) -> bool:
        """Whether something lies there."""
        try:
            obstore.head(self._store, place)
        except FileNotFoundError:
            return False
        return True

    def stream(self, place: str) -> Iterator[bytes]:
        """What lies there, bit by bit.  Raises FileNotFoundError at once, not with the first bit."""
        found = obstore.get(self._store, place)
        return (bytes(chunk) for chunk in found.stream(min_chunk_size=CHUNK_BYTES))

    def read(self, sha256: str) -> bytes:
        """The content.  Raises FileNotFoundError."""
        return self.fetch(place(sha256))

    def put(self, place: str, content: bytes) -> None:
        """Keep what Mérce made itself, of any kind and size, at a place of its own."""
        obstore.put(self._store, place, content)

    def fetch(self, place: str) -> bytes:
        """What lies there.  Raises FileNotFoundError."""
        return bytes(obstore.get(self._store, place).bytes())

    def joined(self, folder: str) -> IO[bytes]:
        """Everything that lies in the folder, in the order of the names, as one file on the disk (close it)."""
        whole = SpooledTemporaryFile(CHUNK_BYTES)  # noqa: SIM115  the caller closes it
        names = sorted(found["path"] for portion in obstore.list(self._store, prefix=folder) for found in portion)
        for name in names:
            for chunk in self.stream(name):
                whole.write(chunk)
        whole.seek(0)
        return whole

    def delete(self, place: str) -> None:
        """Delete what lies there, if anything does."""
        try:
            obstore.delete(self._store, place)
        except FileNotFoundError:
            return

    def clear(self, folder: str) -> None:
        """Delete everything that lies in the folder, if anything does."""
        for portion in obstore.list(self._store, prefix=folder):
            obstore.delete(self._store, [found["path"] for found in portion])


def examined(name: str, file: IO[bytes], scanner: Scanner | None = None, *, media_type: str = "") -> Stored:
    """What a file is and how its content is called; nothing is kept yet.  Raises Unacceptable.

    `media_type`, where somebody tells it who knows better than the first bytes: a text has none that tell.
    """
    size = file.seek(0, 2)
    demand_size(size)
    file.seek(0)
    media_type = media_type or kind_of(file.read(HEAD_BYTES))
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    if scanner is not None:
        file.seek(0)
        try:
            scanner.check(file)
        except Infected as found:
            raise Unacceptable("infected") from found
        except Silent as why:
            raise Unacceptable("unscanned") from why
    return Stored(file_name=Path(name).name[:255] or "file", media_type=media_type, size=size, sha256=digest)


def demand_size(size: int) -> None:
    """Raises Unacceptable for what is empty or larger than 50 MB."""
    if not size:
        raise Unacceptable("empty")
    if size > MOST_BYTES:
        raise Unacceptable("too_large")


def kind_of(head: bytes) -> str:
    """The media type that the first bytes of a file show.  Raises Unacceptable."""
    found = filetype.guess(head)
    media_type = found.mime if found else ""
    if media_type not in ACCEPTED:
        raise Unacceptable("kind")
    return media_type


def place(sha256: str) -> str:
    """Where a file lies: two levels of folders, so that none holds too many."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
