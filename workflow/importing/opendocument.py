"""ODT: a zip whose content.xml is read without following anything that it names."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from workflow.importing.blocks import Block, Unreadable
from workflow.importing.word import cleaned

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
#: What is in the file, but not in the text.
LEFT_OUT = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}sequence-decls"})


def read_opendocument(archive: ZipFile) -> list[Block]:
    """The blocks of an ODT in their order.  Raises Unreadable, or what the XML parser raises."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable("encrypted")
    body = fromstring(archive.read("content.xml"), forbid_dtd=True).find(f"{OFFICE}body/{OFFICE}text")
    return [] if body is None else list(_blocks(body))


def _blocks(parent: Element, kind: str = "text") -> Iterator[Block]:
    for element in parent:
        if element.tag in LEFT_OUT:
            continue
        if element.tag == f"{TEXT}h":
            yield from _one("heading", element)
        elif element.tag == f"{TEXT}p":
            yield from _one(kind, element)
        elif element.tag == f"{TEXT}list":
            yield from _blocks(element, "item")
        elif element.tag == f"{TABLE}table":
            yield from _rows(element)
        else:
            yield from _blocks(element, kind)


def _one(kind: str, element: Element) -> Iterator[Block]:
    text = cleaned("".join(_words(element)))
    if text:
        yield Block(kind, text.rstrip(";,") if kind == "item" else text)  # type: ignore[arg-type]


def _rows(table: Element) -> Iterator[Block]:
    for row in table.iter(f"{TABLE}table-row"):
        cells = tuple(
            cleaned("\n".join("".join(_words(paragraph)) for paragraph in cell.iter(f"{TEXT}p")))
            for cell in row.iter(f"{TABLE}table-cell")
        )
        if any(cells):
            yield Block("row", " | ".join(cells), cells)


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == f"{TEXT}s":
            yield " "
        elif part.tag in (f"{TEXT}line-break", f"{TEXT}tab"):
            yield "\n" if part.tag.endswith("break") else " "
        elif part.tag not in LEFT_OUT:
            yield from _words(part)
        yield part.tail or ""
