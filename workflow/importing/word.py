"""DOCX: paragraphs by their style, lists, tables, text boxes."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from workflow.hungarian import mend_old_letters
from workflow.importing.blocks import Block
from workflow.importing.plain import CONTROLS, LONGEST_HEADING

HEADINGS = ("heading", "title", "subtitle", "címsor", "cím", "alcím")


def read_word(content: bytes) -> list[Block]:
    """The blocks of a DOCX in their order; what text boxes hold comes last.  Raises whatever python-docx raises."""
    document = Document(BytesIO(content))
    blocks: list[Block] = []
    for part in document.iter_inner_content():
        blocks.extend(_rows(part) if isinstance(part, Table) else _paragraph(part))
    blocks.extend(_boxes(document.element.body))
    return blocks


def cleaned(text: str) -> str:
    """Without invisible signs, each line with single blanks."""
    lines = (" ".join(line.split()) for line in mend_old_letters(CONTROLS.sub("", text)).splitlines())
    return "\n".join(line for line in lines if line)


def _paragraph(paragraph: Paragraph) -> Iterator[Block]:
    text = cleaned(paragraph.text)
    if not text:
        return
    style = (paragraph.style.name or "").casefold() if paragraph.style is not None else ""
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    if style.startswith(HEADINGS):
        yield Block("heading", text.replace("\n", " "))
    elif numbered or style.startswith(("list", "lista", "felsorol")):
        yield Block("item", text.rstrip(";,"))
    elif _looks_like_heading(paragraph, text):
        yield Block("heading", text)
    else:
        yield Block("text", text)


def _looks_like_heading(paragraph: Paragraph, text: str) -> bool:
    """A short line that is bold throughout: how headings are made by most people."""
    if len(text) > LONGEST_HEADING or "\n" in text or text.endswith((".", ";", ",")):
        return False
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _rows(table: Table) -> Iterator[Block]:
    for row in table._tbl.tr_lst:
        cells = tuple(
            cleaned("\n".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in cell.p_lst))
            for cell in row.tc_lst
        )
        if any(cells):
            yield Block("row", " | ".join(cells), cells)


def _boxes(body: object) -> Iterator[Block]:
    for box in body.iter(qn("w:txbxContent")):  # type: ignore[attr-defined]
        for paragraph in box.iter(qn("w:p")):
            text = cleaned("".join(node.text or "" for node in paragraph.iter(qn("w:t"))))
            if text:
                yield Block("text", text)
