"""Acknowledgements of receipt: what came in, as which version, and what happens next by when (T02, T09, T31, T33).

A receipt belongs to the incoming paper and bears its number; it is written from the register whenever it is read.
"""

from datetime import date
from typing import Any

from models.case import Case
from models.document import Document
from models.programme import Version
from models.states import Arrival, Direction
from workflow.acts.papers import letter, letter_printed, stored
from workflow.association import NAME, OFFICE
from workflow.calendar.stored import stored_calendar
from workflow.clock import BUDAPEST
from workflow.deadline_rules import due
from workflow.documents.application import size
from workflow.keeping import session_of
from workflow.labels import label
from workflow.parties import SYSTEM
from workflow.queries.attachments import attachments_of
from workflow.queries.printed import annex_label
from workflow.text import Text

#: By the kind of the incoming paper: the letter, and the deadline by which the office has looked at it.
RECEIPTS = {
    "application": ("receipt", "H02"),
    "completion": ("completion_receipt", "H04"),
    "revised_application": ("revision_receipt", "H02"),
    "withdrawal": ("withdrawal_receipt", "H02"),
}


def has_receipt(document: Document) -> bool:
    """Whether it came in from the applicant and is acknowledged."""
    return document.direction == Direction.INCOMING and document.kind in RECEIPTS


def latest_acknowledged(case: Case) -> Document | None:
    """The paper that came in last and has a receipt, or None while nothing came in."""
    return next((document for document in reversed(case.documents) if has_receipt(document)), None)


def receipt(document: Document) -> dict[str, Any]:
    """The facts of the receipt of an incoming paper (see `workflow.acts.papers`), fit for `in_full`.

    Raises KeyError for a paper that has none: ask `has_receipt`.
    """
    case, (kind, code) = document.case, RECEIPTS[document.kind]
    version = document.version or case.version
    paper = letter(
        case,
        kind,
        by=case.officer or SYSTEM,
        received_on=document.on,
        hour=_hour(case, version),
        registered_as=document.number,
        arrival=label(case.arrival),
        version=version.number,
        fingerprint=version.fingerprint or "",
        annexes=_annexes(case, version),
        officer_due=_due(case, "H01", document.on),
        check_due=_due(case, code, document.on),
    )
    facts: dict[str, Any] = paper["facts"]
    made = (version.frozen_at or version.created_at).isoformat()
    return {**facts, "version": version.number, "signature": {"name": NAME, "office": stored(OFFICE)}, "made_at": made}


def receipt_printed(document: Document, locale: str) -> dict[str, Any]:
    """The facts of `workflow.documents.render("letter", …)`; nobody signs it by hand, so it bears no "s. k."."""
    printed = letter_printed(receipt(document), number=document.number, dated=document.on, locale=locale)
    return {**printed, "signature": {**printed["signature"], "copy": False}}


def _hour(case: Case, version: Version) -> str:
    """When it was submitted here; of what came on paper only the day is known."""
    if version.frozen_at is None or (version.recorded and case.arrival != Arrival.ONLINE):
        return ""
    return f"{version.frozen_at.astimezone(BUDAPEST):%H:%M}"


def _annexes(case: Case, version: Version) -> list[dict[str, Any]]:
    """What came with this version, each with the beginning of its fingerprint."""
    return [
        {
            "kind": annex_label(version, file.kind),
            "title": file.title,
            "size": Text(size(file.size, "hu"), size(file.size, "en")),
            "sha256": file.sha256[:16],
        }
        for file in attachments_of(case)
        if file.version_number == version.number
    ]


def _due(case: Case, code: str, counted_from: date) -> date:
    """The deadline that the paper started, as it was computed then."""
    started = [limit for limit in case.deadlines if limit.code == code and limit.starts_on == counted_from]
    return started[-1].due_on if started else due(code, counted_from, calendar=stored_calendar(session_of(case)))
