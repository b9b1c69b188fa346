"""Uploaded files: kept under the fingerprint of their content, on the local disk or on S3 (one library for both)."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import filetype
import obstore
from obstore.store import LocalStore, ObjectStore, from_url

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
MOST_BYTES = 10 * 1024 * 1024


class Unacceptable(ValueError):
    """The file is empty, too large or of no accepted kind; `code` says which: empty, too_large, kind."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Stored:
    """A file in the store, as `drafting.attach` wants it."""

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

    def keep(self, name: str, content: bytes) -> Stored:
        """Keep a file and tell its fingerprint; the same content is kept once.  Raises Unacceptable."""
        return self._kept(name, content, kind_of(content))

    def keep_known(self, name: str, content: bytes, media_type: str) -> Stored:
        """Keep a file whose kind somebody has told who knows better than its first bytes: a text has none that tell.

        Raises Unacceptable when it is empty or too large.
        """
        demand_size(content)
        return self._kept(name, content, media_type)

    def _kept(self, name: str, content: bytes, media_type: str) -> Stored:
        digest = hashlib.sha256(content).hexdigest()
        obstore.put(self._store, place(digest), content)
        return Stored(
            file_name=Path(name).name[:255] or "file", media_type=media_type, size=len(content), sha256=digest
        )

    def read(self, sha256: str) -> bytes:
        """The content.  Raises FileNotFoundError."""
        return self.fetch(place(sha256))

    def put(self, place: str, content: bytes) -> None:
        """Keep what Mérce made itself, of any kind and size, at a place of its own."""
        obstore.put(self._store, place, content)

    def fetch(self, place: str) -> bytes:
        """What lies there.  Raises FileNotFoundError."""
        return bytes(obstore.get(self._store, place).bytes())

    def clear(self, folder: str) -> None:
        """Delete everything that lies in the folder, if anything does."""
        for portion in obstore.list(self._store, prefix=folder):
            obstore.delete(self._store, [found["path"] for found in portion])


def kind_of(content: bytes) -> str:
    """The media type that the content shows.  Raises Unacceptable."""
    demand_size(content)
    found = filetype.guess(content)
    media_type = found.mime if found else ""
    if media_type not in ACCEPTED:
        raise Unacceptable("kind")
    return media_type


def demand_size(content: bytes) -> None:
    """Raise Unacceptable when there is nothing in it, or too much."""
    if not content:
        raise Unacceptable("empty")
    if len(content) > MOST_BYTES:
        raise Unacceptable("too_large")


def place(sha256: str) -> str:
    """Where a file lies: two levels of folders, so that none holds too many."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
