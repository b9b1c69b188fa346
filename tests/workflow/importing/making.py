"""Documents for the tests: the same programme as DOCX, ODT, PDF and TXT, and files that nobody should send."""

import io
import zipfile
from xml.sax.saxutils import escape

from docx import Document

#: What the documents say: kind, text.
PROGRAMME = (
    ("heading", "Kertek alatt – közös kert három utcában"),
    ("heading", "A program célja"),
    ("text", "Három utca lakói közös kertet művelnek, és közben megismerik egymást."),
    ("text", "A szomszédok maguk döntenek arról, mit ültetnek."),
    ("heading", "Főbb témakörök"),
    ("item", "talaj és víz"),
    ("item", "közös döntés"),
    ("heading", "Módszertan"),
    ("text", "Heti műhely, összesen 12 óra, külső moderátor segítségével. Tematizált beszélgetés is van."),
    ("heading", "Köszönetnyilvánítás"),
    ("text", "Köszönjük a polgárőröknek a vizet."),
)
PARTNERS = (
    ("név", "ágazat", "szerep", "megállapodás"),
    ("Kertvárosi Iskola", "közoktatás", "helyet ad", "van"),
)


def docx_of(programme=PROGRAMME, table=PARTNERS) -> bytes:
    document = Document()
    for kind, text in programme:
        style = {"heading": "Heading 1", "item": "List Bullet", "text": "Normal"}[kind]
        document.add_paragraph(text, style=style)
    document.add_paragraph("Együttműködő partnerek").runs[0].bold = True
    made = document.add_table(rows=len(table), cols=len(table[0]))
    for row, cells in zip(made.rows, table, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(document)


def saved(document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def odt_of(programme=PROGRAMME, *, manifest: str = "<manifest/>", more: dict[str, bytes] | None = None) -> bytes:
    parts = {
        "heading": "<text:h>{}</text:h>",
        "text": "<text:p>{}</text:p>",
        "item": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
    }
    body = "".join(parts[kind].format(escape(text)) for kind, text in programme)
    names = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "table")}
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
            **(more or {}),
        }
    )


def txt_of(programme=PROGRAMME) -> bytes:
    lines = [f"- {text};" if kind == "item" else text for kind, text in programme]
    return "\r\n\r\n\r\n".join(lines).encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_part(docx: bytes, name: str, part: bytes) -> bytes:
    """The same file with one more part, or with one replaced."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {known: archive.read(known) for known in archive.namelist()}
    return zipped(parts | {name: part})
