"""Plain text: letters of old files, lines that were broken to a width, headings without any mark."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.hungarian import mend_old_letters
from workflow.importing.blocks import Block, Unreadable

BULLET = re.compile(r"^(?:[-–—•▪●○◦*·]|[oO](?=\s{2}))\s+(?P<rest>\S.*)$")
NUMBERED = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s+(?P<rest>\S.*)$")
ENDS = (".", "!", "?", ":", ";", "…")
#: A line longer than this is no heading, nor one that fills more than this share of the usual width.
LONGEST_HEADING, WIDEST_HEADING = 90, 0.6
#: Signs that no text needs, but for line breaks and tabs.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something; `after_gap` when an empty line stands before it and means something."""

    text: str
    after_gap: bool


def read_plain(content: bytes) -> list[Block]:
    """The blocks of a text file in UTF-8, UTF-16 or the old Central European encoding.  Raises Unreadable."""
    return blocks_of(decoded(content))


def decoded(content: bytes) -> str:
    """The text; old files are in windows-1250 or (with õ and û for ő and ű) in windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", "replace")


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text whose lines may have been broken anywhere.  Raises Unreadable when nothing is said."""
    lines = list(_lines(mend_old_letters(CONTROLS.sub("", text))))
    if not any(sign.isalnum() for line in lines for sign in line.text):
        raise Unreadable("empty")
    return list(_joined(lines, heading_width(lines)))


def heading_width(lines: list[Line]) -> int:
    """How many characters a heading of this text may have, by how long its lines usually are."""
    usual = sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)]
    return LONGEST_HEADING if usual > 2 * LONGEST_HEADING else max(30, int(usual * WIDEST_HEADING))


def _lines(text: str) -> Iterator[Line]:
    rows = [" ".join(row.split()) for row in text.splitlines()]
    said = [number for number, row in enumerate(rows) if row]
    # where every line is followed by an empty one, an empty line says nothing
    single = sum(after - before == 2 for before, after in zip(said, said[1:], strict=False))
    means = 2 if single > len(said) / 2 else 1
    last = -1
    for number in said:
        yield Line(rows[number], number - last - 1 >= means)
        last = number


def _joined(lines: list[Line], widest: int) -> Iterator[Block]:
    kind, parts = "text", list[str]()
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        begun = _begun(line, following, parts, widest)
        if begun is None:
            parts.append(line.text)
            continue
        if parts:
            yield _block(kind, parts)
        kind, parts = begun
        if kind == "heading":
            yield _block(kind, parts)
            parts = []
    if parts:
        yield _block(kind, parts)


def _begun(line: Line, following: Line | None, open_parts: list[str], widest: int) -> tuple[str, list[str]] | None:
    """The kind of block that begins with this line and its first words, or None when it goes on with the last."""
    if bullet := BULLET.match(line.text):
        return "item", [bullet["rest"]]
    closed = not open_parts or line.after_gap or open_parts[-1].endswith(ENDS)
    if closed and is_heading(line, following, widest):
        return "heading", [line.text]
    if numbered := NUMBERED.match(line.text):
        return "item", [numbered["rest"]]
    if not open_parts or line.after_gap or (closed and not line.text[0].islower()):
        return "text", [line.text]
    return None


def is_heading(line: Line, following: Line | None, widest: int) -> bool:
    """Short, begins with a capital or a number, ends like no sentence, and something else begins after it."""
    text = line.text
    if len(text) > widest or text.endswith((".", "!", "?", ";", ",", "-")) or following is None:
        return False
    if not (text[0].isupper() or text[0].isdigit()) or not any(sign.isalpha() for sign in text):
        return False
    if NUMBERED.match(text) and NUMBERED.match(following.text):
        return False
    return not following.text[0].islower()


def _block(kind: str, parts: Iterable[str]) -> Block:
    text = " ".join(parts)
    if kind == "item":
        text = text.rstrip(";,")
    return Block(kind, text)  # type: ignore[arg-type]
