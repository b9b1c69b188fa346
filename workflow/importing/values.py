"""What stands under a heading as an answer of the field's own kind."""

import re
from collections.abc import Sequence
from typing import Any

from workflow.application import Field
from workflow.counties import COUNTIES
from workflow.hungarian import fold
from workflow.importing.blocks import Block

FIGURE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+)(?:,(\d+))?")


def value_of(field: Field, blocks: Sequence[Block]) -> Any:
    """The answer as it is stored, or None when these blocks do not answer this kind of field."""
    if not blocks:
        return None
    text = "\n\n".join(block.text for block in blocks)
    match field.kind:
        case "text" | "long_text":
            return written(blocks) if field.kind == "long_text" else " ".join(text.split())
        case "lines" | "rows":
            return _rows(field, blocks)
        case "integer" | "decimal":
            return figure(text, whole=field.kind == "integer")
        case "choice":
            return next(iter(_choices(field, text)), None)
        case "multi" | "county":
            return _choices(field, text) or None
        case "yes_no":
            return {"igen": True, "nem": False, "yes": True, "no": False}.get(fold(text).split(" ")[0])
        case _:
            return None


def written(blocks: Sequence[Block]) -> str:
    """Paragraphs apart, items of a list under each other with a dash."""
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        shown = f"- {block.text}" if block.kind == "item" else block.text
        gap = "" if before is None else "\n" if before.kind == block.kind == "item" else "\n\n"
        text += gap + shown
    return text


def figure(text: str, *, whole: bool) -> int | float | None:
    """The first number of a text, written in the Hungarian way (1 200,5), or None."""
    found = FIGURE.search(text)
    if not found:
        return None
    digits = re.sub(r"\D", "", found[1])
    if len(digits) > 12:
        return None
    if whole or not found[2]:
        return int(digits) if whole else float(digits)
    return float(f"{digits}.{found[2]}")


def _rows(field: Field, blocks: Sequence[Block]) -> list[Any] | None:
    width = len(field.columns)
    if width <= 1:
        lines = [line for block in blocks for line in _lines(block)]
        return lines or None
    rows = [list(block.cells) for block in blocks if len(block.cells) == width]
    heads = {fold(column.label.hu) for column in field.columns}
    rows = [row for row in rows if not heads & {fold(cell) for cell in row}]
    return [[_cell(field, number, cell) for number, cell in enumerate(row)] for row in rows] or None


def _lines(block: Block) -> list[str]:
    parts = [block.text] if block.kind == "item" else re.split(r"[;\n]", block.text)
    return [part.strip(" .;,") for part in parts if part.strip(" .;,")]


def _cell(field: Field, number: int, cell: str) -> str:
    choices = {fold(choice.label.hu): choice.code for choice in field.columns[number].choices}
    return choices.get(fold(cell), cell)


def _choices(field: Field, text: str) -> list[str]:
    """The codes of the choices whose label stands in the text, in the order of the form."""
    folded = f" {fold(text)} "
    if field.kind == "county":
        return [code for code, county in COUNTIES.items() if f" {fold(county.name)} " in folded]
    return [choice.code for choice in field.choices if fold(choice.label.hu) in folded]
