"""Laying a document against the questions of the application: which heading answers which question.

Nothing is written into the application here.  Each finding is a proposal that a person takes over or leaves.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workflow.application import FIELDS, SECTIONS, Field
from workflow.hungarian import fold
from workflow.importing.blocks import Block
from workflow.importing.signals import signalled
from workflow.importing.values import value_of

#: Kinds that no document answers: a person ticks or uploads these.
NOT_ASKED = frozenset({"annex", "declaration"})
CODE = re.compile(r"^(?P<code>[A-Z]{1,2}-?\d{1,2}[a-z]?)[.:)\s]\s*")
NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Placement:
    """What the document says in answer to one field: `value` as it is stored, and the `source` that it was read from.

    `derived` where no heading said so but words inside another answer did.
    """

    code: str
    value: Any
    source: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A document laid against the form: the placements in the order of the form, and what found no place."""

    placements: tuple[Placement, ...]
    unplaced: tuple[str, ...]


@dataclass(slots=True)
class _Part:
    """A heading with what stands under it, and the field that it answers, if any."""

    heading: str
    field: Field | None
    blocks: list[Block]

    @property
    def source(self) -> str:
        """The part as it stands in the document."""
        return "\n\n".join(text for text in (self.heading, said(self.blocks)) if text)


def lay(blocks: Sequence[Block]) -> Laid:
    """Lay a document against the form (procedure rules, 6.1 and 6.2)."""
    found: dict[str, Placement] = {}
    unplaced: list[str] = []
    for part in _parts(blocks):
        value = value_of(part.field, part.blocks) if part.field else None
        if part.field is None or value is None or part.field.code in found:
            unplaced.extend([part.source] if part.source else [])
        else:
            found[part.field.code] = Placement(part.field.code, value, part.source)
    for code, value, source in signalled({code: one.source for code, one in found.items()}):
        found.setdefault(code, Placement(code, value, source, derived=True))
    order = [field.code for section in SECTIONS for field in section.fields]
    return Laid(tuple(found[code] for code in order if code in found), tuple(unplaced))


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    """The document in parts, each under the heading that governs it; the title is a part of its own."""
    rest = list(blocks)
    if rest and (title := _title(rest)):
        yield _Part("", FIELDS["B1"], [Block("text", title)])
        rest = rest[1:]
    part = _Part("", None, [])
    for block in rest:
        name, _, inline = block.text.partition(":")
        field = asked_by(block.text) if block.kind == "heading" else asked_by(name) if inline.strip() else None
        if block.kind == "row" and len(block.cells) == 2 and (field := asked_by(block.cells[0])):
            inline = block.cells[1]
        if block.kind != "heading" and field is None:
            part.blocks.append(block)
            continue
        yield part
        part = _Part(block.text if block.kind == "heading" else "", field, [])
        if block.kind != "heading":
            part.blocks.append(Block("text", inline.strip()))
    yield part


def _title(blocks: Sequence[Block]) -> str | None:
    """The first heading, when it asks none of the questions: what the programme is called."""
    first = blocks[0]
    limit = FIELDS["B1"].limit or 160
    is_title = first.kind == "heading" and asked_by(first.text) is None and len(first.text) <= limit
    return first.text.rstrip(".") if is_title else None


def asked_by(heading: str) -> Field | None:
    """The field whose code or name (or a name that people give it) this heading is, or None."""
    if (code := CODE.match(heading)) and code["code"] in FIELDS:
        field = FIELDS[code["code"]]
        return None if field.kind in NOT_ASKED else field
    if len(heading) > 2 * FIELDS["B1"].limit:  # type: ignore[operator]
        return None
    found = names().get(_plain(heading))
    return FIELDS[found] if found else None


@cache
def names() -> dict[str, str]:
    """Which folded heading asks which field: the form's own labels in both languages, and what people call them."""
    labels = {
        _plain(label): field.code
        for field in FIELDS.values()
        if field.kind not in NOT_ASKED
        for label in (field.label.hu, field.label.en)
    }
    called = json.loads(Path(__file__).with_name("headings.json").read_text(encoding="utf-8"))
    return labels | {_plain(name): code for code, known in called.items() for name in known}


def said(blocks: Sequence[Block]) -> str:
    """The blocks as text: paragraphs apart, items under each other with a dash."""
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        shown = f"– {block.text}" if block.kind == "item" else block.text
        close = before is not None and before.kind == block.kind and block.kind in ("item", "row")
        text += shown if before is None else ("\n" if close else "\n\n") + shown
    return text


def _plain(heading: str) -> str:
    bare = NUMBER.sub("", heading.strip()).rstrip(" :.–-?")
    return fold(re.sub(r"\s*\([^)]*\)\s*$", "", bare))
