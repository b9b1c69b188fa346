"""The conflict register of a case: who is kept off it and why, in words (procedure rules, 4.7)."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.listing import Filter, Listing, asked_of, listed
from blueprints.shared import find
from models.case import Case
from workflow import permissions
from workflow.declarations import ABSOLUTE_GROUNDS, DECLARATION_NAMES, GROUND_NAMES, REPORTED
from workflow.permissions import May
from workflow.queries.conflicts import WHOLE, Line, Standing, register_of
from workflow.screening import SOURCES, Source
from workflow.text import Text

bp = Blueprint("conflicts", __name__, url_prefix="/cases")
SEE = May(permissions.may_see_conflicts)
#: What the groups of the page are called.
STANDINGS = {
    Standing.PENDING: Text(hu="Döntésre vár", en="To be decided"),
    Standing.BARRED: Text(hu="Kizárt", en="Excluded"),
    Standing.ASKED: Text(hu="Felkértük", en="Was asked"),
    Standing.UNAVAILABLE: Text(hu="Most nem kérhető fel", en="Cannot be asked now"),
    Standing.FREE: Text(hu="Nincs ok ellene", en="Nothing against them"),
}
#: Colours of the groups, as the macro `tag` knows them.
TONES = {Standing.PENDING: "waiting", Standing.BARRED: "bad", Standing.ASKED: "active"}
#: The page of the record that a fact was found in, where whoever looks may open it.
KEPT_ON_THE_SHEET = frozenset({Source.TIES, Source.SHEET, Source.ADVICE, Source.REGISTER})


@bp.get("/<int:id>/conflicts")
def show(id: int) -> ResponseReturnValue:
    """Everybody who comes in question for the case, a page of them."""
    case = find(Case, id, SEE, loaded=WHOLE)
    listing = asked()
    standing = listing.asked["standing"]
    register = register_of(
        case,
        words=listing.asked["words"],
        standing=Standing(standing) if standing else None,
        number=listing.number,
    )
    return listed(
        "conflicts/show",
        "conflict/rows",
        listing,
        case=case,
        page=register.page,
        counts=register.counts,
        unknown=register.unknown,
        address_of=lambda line, source: address_of(case, line, source),
        names=GROUND_NAMES,
        reported=REPORTED,
        kinds=DECLARATION_NAMES,
        absolute=ABSOLUTE_GROUNDS,
        sources=SOURCES,
        standings=STANDINGS,
        tones=TONES,
    )


def asked() -> Listing:
    """What the address asks of the register."""
    locale = get_locale()
    choices = [(one.value, words.in_(locale)) for one, words in STANDINGS.items()]
    filters = (
        Filter("words", gettext("Name")),
        Filter("standing", gettext("Standing"), choices, gettext("Everybody of whom there is something to say")),
    )
    return asked_of(".show", filters, sorts=())


def address_of(case: Case, line: Line, source: Source) -> str:
    """The record that says so; "" where whoever looks may not open it."""
    if source in KEPT_ON_THE_SHEET:
        return url_for("sheets.show", id=line.person.id) if permissions.may_keep_experts(current_user) else ""
    if source == Source.MEMBERS:
        return url_for("people.show", id=line.person.id) if permissions.may_keep_people(current_user) else ""
    if source == Source.RULINGS:
        return ""
    if source in (Source.APPLICATION, Source.CO_WRITERS):
        return url_for("cases.application", id=case.id)
    return "" if source == Source.CASES else url_for("cases.show", id=case.id)
