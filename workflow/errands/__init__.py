"""Errands: long work that the worker does for a person.  A new kind is one line here and a function of its own."""

from collections.abc import Mapping

from workflow import permissions
from workflow.errands.booklet import make_booklet
from workflow.errands.export import export_cases
from workflow.errands.kinds import Kind
from workflow.errands.matching import propose_experts
from workflow.errands.reading import read_document
from workflow.text import Text

__all__ = ["KINDS", "Kind", "title_of"]

KINDS: Mapping[str, Kind] = {
    "register_booklet": Kind(
        title=Text("A nyilvántartás füzete", "The register as a booklet"),
        may=permissions.may_make_booklet,
        do=make_booklet,
    ),
    "cases_export": Kind(
        title=Text("Az összes ügy táblázatban", "All cases as tables"),
        may=permissions.may_export_cases,
        do=export_cases,
    ),
    "experts_proposal": Kind(
        title=Text("Szakértők minden várakozó ügyhöz", "Experts for all waiting cases"),
        may=permissions.may_match,
        do=propose_experts,
    ),
    "document_reading": Kind(
        title=Text("Dokumentum beolvasása", "Reading a document"),
        may=permissions.may_have_read,
        do=read_document,
        makes_file=False,
    ),
}
#: Old rows and notices outlive their kind.
UNKNOWN = Text("Háttérmunka", "Errand")


def title_of(kind: str) -> Text:
    """What an errand of this kind is called."""
    return KINDS[kind].title if kind in KINDS else UNKNOWN
