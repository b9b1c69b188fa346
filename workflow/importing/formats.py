"""What kind of file it is, told by its content, and whether it is safe to open."""

from collections.abc import Mapping
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  it is a class

from workflow.importing.blocks import Unreadable

Kind = Literal["word", "opendocument", "portable", "plain"]
#: What each kind is kept as.
MEDIA_TYPES: Mapping[Kind, str] = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "opendocument": "application/vnd.oasis.opendocument.text",
    "portable": "application/pdf",
    "plain": "text/plain",
}
#: Characters in all: some 400 pages, more than ten applications.
MOST_TEXT = 1_000_000
OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
MOST_UNZIPPED = 60 * 1024 * 1024
MOST_XML = 25 * 1024 * 1024
MOST_PARTS = 5000
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The first bytes of files that are no text whatever their name says.
NO_TEXT = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"BM",
    b"RIFF",
    b"{\\rtf",
    b"<!DOCTYPE",
    b"<html",
)


def kind_of(content: bytes) -> Kind:
    """What it is, by its first bytes and, of a ZIP, by the list of its parts: nothing is unpacked here.

    Raises Unreadable for what no reader would take: empty, of another kind, with macros, huge when unpacked.
    """
    if not content.strip():
        raise Unreadable("empty")
    if content.startswith(OLD_WORD):
        raise Unreadable("old_word")
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if b"%PDF-" in content[:1024]:
        return "portable"
    if content.startswith(NO_TEXT):
        raise Unreadable("kind")
    return "plain"


def _kind_of_zip(content: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            _demand_harmless(parts)
            if "word/document.xml" in parts:
                return "word"
            if "content.xml" in parts and "mimetype" in parts:
                with archive.open("mimetype") as named:
                    if named.read(len(OPEN_TEXT)) == OPEN_TEXT:
                        return "opendocument"
    except (BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError, ZlibError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable("broken") from fault
    raise Unreadable("kind")


def _demand_harmless(parts: Mapping[str, ZipInfo]) -> None:
    largest = max((part.file_size for name, part in parts.items() if name.endswith((".xml", ".rels"))), default=0)
    if sum(part.file_size for part in parts.values()) > MOST_UNZIPPED or largest > MOST_XML or len(parts) > MOST_PARTS:
        raise Unreadable("too_large")
    if any(part.flag_bits & 1 for part in parts.values()):
        raise Unreadable("encrypted")
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) or name.startswith("Basic/") for name in parts):
        raise Unreadable("macros")
