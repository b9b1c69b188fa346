"""Documents on paper: Typst sets them as PDF/A-2a and PDF/UA-1, from our own fonts, without network or files.

Facts travel as JSON in `sys.inputs` and are placed as strings: nothing a person typed is ever read as markup.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import typst

from workflow.documents import application, booklet, certificate, letter, minutes, shapes
from workflow.documents.checking import FactsError, checked
from workflow.documents.legible import all_legible

__all__ = ["KINDS", "FactsError", "render"]

SOURCES = Path(__file__).parents[2] / "templates" / "documents"
FONTS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[str(SOURCES / "fonts")],
)
LANGUAGES = ("hu", "en")


class Kind(NamedTuple):
    """A kind of document: what it must be told, and how that is made ready for its template."""

    shape: Any
    dressed: Callable[[Mapping[str, Any]], dict[str, Any]]


KINDS = {
    "certificate": Kind(shapes.Certificate, certificate.dressed),
    "letter": Kind(shapes.Letter, letter.dressed),
    "minutes": Kind(shapes.Minutes, minutes.dressed),
    "booklet": Kind(shapes.Booklet, booklet.dressed),
    "application": Kind(shapes.Application, application.dressed),
}


def render(kind: str, facts: Mapping[str, Any]) -> bytes:
    """The PDF of a document of one of KINDS ("letter", "minutes" …); the same facts give the same bytes.

    `facts` have the shape that `workflow.documents.shapes` gives for the kind (Certificate, Letter …);
    days and moments may be ISO texts, so facts stored as JSON can be rendered again.  Raises FactsError (a
    ValueError) that names the place of a missing, unknown or ill-made fact.  Call it outside a transaction.
    """
    if kind not in KINDS:
        raise FactsError(f"{kind!r} is not one of {', '.join(KINDS)}")
    told = checked(dict(facts), KINDS[kind].shape, kind)
    if told["language"] not in LANGUAGES:
        raise FactsError(f"{kind}.language: {told['language']!r} is not one of {', '.join(LANGUAGES)}")
    return _set(kind, told, all_legible(KINDS[kind].dressed(told)))


def _set(kind: str, told: Mapping[str, Any], printed: dict[str, Any]) -> bytes:
    made: datetime = told["created_at"]
    printed |= {"language": told["language"], "author": all_legible(told["author"])}
    return typst.compile(
        str(SOURCES / f"{kind}.typ"),
        root=str(SOURCES),
        format="pdf",
        font_paths=FONTS,
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"facts": json.dumps(printed, ensure_ascii=False)},
        timestamp=int(made.timestamp()),
    )
