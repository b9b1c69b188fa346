"""Conditions of deciding in writing on what may bias somebody (4.7), and of going on while something is undecided."""

from collections.abc import Iterator

from models.case import Case
from workflow.guards.review import reviewers
from workflow.refusals import Given, Refusal, unless
from workflow.text import Text

LEAST, MOST = 10, 2000


def circumstances_are_decided(case: Case, given: Given) -> Iterator[Refusal]:
    """T21: nothing that an expert at work has reported waits for the head of office."""
    at_work = {row.id for row in reviewers(case)}
    yield from unless(
        all(row.stays is not None for row in case.circumstances if row.assignment_id in at_work),
        "circumstance_undecided",
        "Egy szakértő elfogultságra utaló körülményt jelentett be: előbb az irodavezető dönt róla írásban.",
        "An expert has reported a circumstance that may bias: the head of office decides on it in writing first.",
    )


def ruling_gaps(stays: bool | None, reason: str) -> list[Refusal]:
    """A decision in writing says which way, and why."""
    found = list(
        unless(stays is not None, "ruling_missing", "Válasszon a kettő közül.", "Choose one of the two.", field="stays")
    )
    return [*found, *reason_gaps(reason)]


def reason_gaps(reason: str) -> list[Refusal]:
    """Why, in words that somebody else can follow later."""
    length = len(reason.strip())
    if LEAST <= length <= MOST:
        return []
    words = Text(
        hu=f"Írja le {LEAST}–{MOST} karakterben; most {length}.",
        en=f"Use {LEAST} to {MOST} characters; it has {length}.",
    )
    return [Refusal("reason_missing", words, "reason")]
