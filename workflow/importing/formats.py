"""What kind of file it is, told by its content, and whether it is safe to open."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from workflow.importing.blocks import Block, Unreadable
from workflow.importing.opendocument import read_opendocument
from workflow.importing.plain import read_plain
from workflow.importing.portable import read_portable
from workflow.importing.word import read_word

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


def read(content: bytes) -> list[Block]:
    """The blocks of a document.  Raises Unreadable with the reason; meant for `alone`, which also bounds time."""
    if content.startswith(OLD_WORD):
        raise Unreadable("old_word")
    try:
        if content.startswith(b"PK"):
            blocks = _read_zip(content)
        elif b"%PDF-" in content[:1024]:
            blocks = read_portable(content)
        elif content.startswith(NO_TEXT):
            raise Unreadable("kind")
        else:
            blocks = read_plain(content)
    except Unreadable:
        raise
    # a parser of somebody else's may fail in any way on a broken file, and the person needs one sentence
    except Exception as fault:
        raise Unreadable("broken") from fault
    if not blocks:
        raise Unreadable("empty")
    return blocks


def _read_zip(content: bytes) -> list[Block]:
    try:
        archive = ZipFile(BytesIO(content))
    except BadZipFile as fault:
        raise Unreadable("broken") from fault
    with archive:
        parts = {part.filename: part for part in archive.infolist()}
        largest = max((part.file_size for name, part in parts.items() if name.endswith((".xml", ".rels"))), default=0)
        if sum(part.file_size for part in parts.values()) > MOST_UNZIPPED or largest > MOST_XML:
            raise Unreadable("too_large")
        if len(parts) > MOST_PARTS:
            raise Unreadable("too_large")
        if any(part.flag_bits & 1 for part in parts.values()):
            raise Unreadable("encrypted")
        if any(name.endswith(("vbaProject.bin", "vbaData.xml")) or name.startswith("Basic/") for name in parts):
            raise Unreadable("macros")
        if "word/document.xml" in parts:
            return read_word(content)
        if "content.xml" in parts and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
            return read_opendocument(archive)
    raise Unreadable("kind")
