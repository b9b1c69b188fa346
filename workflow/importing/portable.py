"""PDF: the text that is in it; a scan has none."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from workflow.importing.blocks import Block, Unreadable
from workflow.importing.plain import blocks_of

MOST_PAGES = 300
#: Fewer letters than this on a page are page numbers and stamps, not a text.
LETTERS_A_PAGE = 15


def read_portable(content: bytes) -> list[Block]:
    """The blocks of a PDF with text.  Raises Unreadable."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    except PyPdfError as fault:
        raise Unreadable("broken") from fault
    if sum(sign.isalpha() for page in pages for sign in page) < LETTERS_A_PAGE * len(pages):
        raise Unreadable("scanned")
    return blocks_of("\n".join(pages))
