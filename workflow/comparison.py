"""Two versions of an application side by side: field by field, word by word.

A difference is a list of lines, each with its cells in pieces: what stayed, what was taken out, what was put in.
Leaving out what was put in gives the old text again, leaving out what was taken out gives the new one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

from workflow.application import NEWEST, Field, Form, Section, Table, shown

Kind = Literal["same", "removed", "added"]
#: A word or a sign with the space behind it: a space of its own would be the commonest sign and make long texts slow.
WORD = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
#: Texts that share less than this part of their words are shown one after the other: mingled they could not be read.
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, was taken out or was put in."""

    kind: Kind
    text: str


Cell = list[Piece]


@dataclass(frozen=True, slots=True)
class Line:
    """One text, list item or row of a table; `kind` is "changed" where only some of its words differ."""

    kind: Literal["same", "removed", "added", "changed"]
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in two versions; `heads` name the columns of a table, and are empty for everything else."""

    field: Field
    heads: list[str]
    lines: list[Line]

    @property
    def is_changed(self) -> bool:
        """Whether the two versions answer differently."""
        return any(line.kind != "same" for line in self.lines)


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """The fields of one section that either version answers."""

    section: Section
    changed: list[Difference]
    unchanged: list[Difference]


def compare(
    old: Mapping[str, Any], new: Mapping[str, Any], locale: object, forms: tuple[Form, Form] = (NEWEST, NEWEST)
) -> list[SectionDifference]:
    """The sections that either version answers, in the order of the form; the words are in `locale`.

    `forms` are the editions that the old and the new answers answer: each answer is read by the questions of its own,
    and what only the old one asked stands at the end of its section.
    """
    found = []
    before, after = forms
    for section in _sections(before, after):
        fields = [field for field in section.fields if field.code in old or field.code in new]
        differences = [
            difference(field, old.get(field.code), new.get(field.code), locale, asked=before.fields.get(field.code))
            for field in fields
        ]
        given = [each for each in differences if each.lines]
        if given:
            changed = [each for each in given if each.is_changed]
            found.append(SectionDifference(section, changed, [each for each in given if not each.is_changed]))
    return found


def changed_fields(
    old: Mapping[str, Any], new: Mapping[str, Any], forms: tuple[Form, Form] = (NEWEST, NEWEST)
) -> list[str]:
    """The codes of the fields that people would read differently, in the order of the form; `forms` as in `compare`."""
    before, after = forms
    return [
        field.code
        for section in _sections(before, after)
        for field in section.fields
        if shown(before.fields.get(field.code, field), old.get(field.code), "hu")
        != shown(field, new.get(field.code), "hu")
    ]


def difference(field: Field, old: object, new: object, locale: object, *, asked: Field | None = None) -> Difference:
    """One answer in two versions, as people read it; `asked` is the question that the old one answered."""
    before, after = _rows(shown(asked or field, old, locale)), _rows(shown(field, new, locale))
    heads = [column.label.in_(locale) for column in field.columns] if len(field.columns) > 1 else []
    return Difference(field, heads, list(_lines(before, after)))


def _sections(before: Form, after: Form) -> list[Section]:
    """The sections of the new form with what it no longer asks, then those that are gone."""
    if before is after:
        return list(after.sections)
    gone = [field for field in before.fields.values() if field.code not in after.fields]
    kept = [
        Section(part.code, part.title, (*part.fields, *(field for field in gone if field.section == part.code)))
        for part in after.sections
    ]
    there = {part.code for part in after.sections}
    return [*kept, *(part for part in before.sections if part.code not in there)]


def words(old: str, new: str) -> Cell:
    """The pieces that lead from the old text to the new one, by paragraphs first, then by words."""
    return _joined(_by_paragraphs(old, new))


def left(cell: Cell) -> str:
    """The old text."""
    return "".join(piece.text for piece in cell if piece.kind != "added")


def right(cell: Cell) -> str:
    """The new text."""
    return "".join(piece.text for piece in cell if piece.kind != "removed")


def _rows(said: str | list[str] | Table) -> list[tuple[str, ...]]:
    """Every answer as rows of cells: a text is one row of one cell."""
    if isinstance(said, Table):
        return [tuple(row) for row in said.rows]
    return [(part,) for part in ([said] if isinstance(said, str) else said) if part]


def _lines(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[Line]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole("same", row) for row in old[a:b])
            continue
        for before, after in zip_longest(old[a:b], new[c:d]):
            yield from _line(before, after)


def _line(old: Sequence[str] | None, new: Sequence[str] | None) -> Iterator[Line]:
    """One row that changed where the two share anything, else the old row and the new one."""
    if old and new and len(old) == len(new) and (len(old) == 1 or any(a == b for a, b in zip(old, new, strict=True))):
        yield Line("changed", [words(a, b) for a, b in zip(old, new, strict=True)])
        return
    if old:
        yield _whole("removed", old)
    if new:
        yield _whole("added", new)


def _whole(kind: Kind, row: Sequence[str]) -> Line:
    return Line(kind, [[Piece(kind, cell)] if cell else [] for cell in row])


def _by_paragraphs(old: str, new: str) -> Iterator[Piece]:
    before, after = PARAGRAPH.findall(old), PARAGRAPH.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        removed, added = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Piece("same", removed)
        else:
            yield from _by_words(removed, added)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, [word.rstrip() for word in before], [word.rstrip() for word in after])
    if matcher.quick_ratio() < ALIKE:
        yield from (Piece("removed", old), Piece("added", new))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for pair in zip(before[a:b], after[c:d], strict=True):
                yield from _same_word(*pair)
        else:
            yield from (Piece("removed", "".join(before[a:b])), Piece("added", "".join(after[c:d])))


def _same_word(old: str, new: str) -> Iterator[Piece]:
    """A word that stayed; the space behind it may differ."""
    word = old.rstrip()
    if old == new:
        yield Piece("same", old)
    else:
        yield from (Piece("same", word), Piece("removed", old[len(word) :]), Piece("added", new[len(word) :]))


def _joined(pieces: Iterator[Piece]) -> Cell:
    """Without empty pieces; neighbours of one kind are one."""
    joined: Cell = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
