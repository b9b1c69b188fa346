"""What the style guide shows of lists: invented programmes, sorted and filtered by the address of the guide itself."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext

from blueprints.listing import Filter, Listing, asked_of
from models.states import CaseState
from workflow.counties import COUNTIES
from workflow.hungarian import fold, sort_key
from workflow.queries.paging import Order, Page

USUAL = Order("title")
#: Of so many pages the list of the guide is one.
LAST = 12


class Sample(NamedTuple):
    """An invented case."""

    title: str
    county: str
    state: CaseState
    points: int
    day: date


SAMPLES = (
    Sample("Olvasókör a kocsma helyén", "20", CaseState.UNDER_EXPERT_REVIEW, 64, date(2026, 11, 18)),
    Sample("Ötletből kert", "18", CaseState.SUBMITTED, 0, date(2026, 12, 28)),
    Sample("Csipkebogyó utcai szomszédok", "05", CaseState.ACCREDITED, 81, date(2026, 9, 1)),
    Sample("Cukrásznapok", "01", CaseState.REFUSED, 38, date(2026, 3, 14)),
)
SORTS = {
    "title": lambda sample: sort_key(sample.title),
    "points": lambda sample: sample.points,
    "day": lambda sample: sample.day,
}


def lists() -> dict[str, Any]:
    """`listing` as the address asks for it, `unmatched` with filters that nothing meets, the page of what is found."""
    listing = asked_of(".show", _filters(), sorts=SORTS, usual=USUAL)
    found = sorted((one for one in SAMPLES if _is_asked(one, listing)), key=SORTS[listing.order.by])
    rows = found[::-1] if listing.order.falls else found
    unmatched = replace(listing, asked={"words": "kert", "county": "20", "state": ""})
    pages = [Page(rows, number, LAST, len(SAMPLES)) for number in (1, LAST // 2, LAST)]
    return {"listing": listing, "unmatched": unmatched, "found": rows, "pages_of_it": pages}


def _filters() -> tuple[Filter, ...]:
    counties = [(code, county.name) for code, county in COUNTIES.items()]
    return (
        Filter("words", gettext("Title, number or organisation")),
        Filter("county", gettext("County"), counties, gettext("Any county")),
        Filter("state", gettext("State"), [(CaseState.SUBMITTED.value, "…")], gettext("Any state"), is_folded=True),
    )


def _is_asked(sample: Sample, listing: Listing) -> bool:
    in_county = listing.asked["county"] in ("", sample.county)
    return in_county and all(fold(word) in fold(sample.title) for word in listing.asked["words"].split())
