"""The public register of accredited programmes, and verifying a certificate."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from blueprints.listing import Filter, Listing, as_csv, asked_of, listed
from blueprints.pictures.county_map import county_map
from models.states import AccreditationStatus
from workflow.application import FIELDS
from workflow.counties import COUNTIES
from workflow.documents import render
from workflow.labels import label
from workflow.numbering import canonical_code
from workflow.queries import register
from workflow.queries.register import PUBLIC, Filters, Verdict

bp = Blueprint("registry", __name__)


@bp.get("/registry")
def index() -> ResponseReturnValue:
    """The list and its map; its filters, its order and its page stand in the address."""
    listing = asked()
    filters = filters_of(listing)
    page = register.page_of_register(filters, order=listing.order, number=listing.number)
    drawn = county_map(register.counts_by_county(filters))
    return listed("registry/index", "registry/rows", listing, page=page, standing=register.standing, map=drawn)


@bp.get("/registry/table.csv")
def table() -> ResponseReturnValue:
    """The same list as CSV, from its first entry to its last."""
    listing, locale = asked(), get_locale()
    return as_csv(
        "nyilvantartas",
        [gettext("Programme"), gettext("Organisation"), gettext("County"), gettext("Status"), gettext("Valid until")],
        (
            (
                entry.title,
                entry.holder,
                ", ".join(COUNTIES[code].name for code in entry.county_codes if code in COUNTIES),
                label(register.standing(entry)).in_(locale),
                entry.valid_to,
            )
            for entry in register.all_entries(filters_of(listing), order=listing.order)
        ),
    )


@bp.get("/registry/<path:number>")
def show(number: str) -> ResponseReturnValue:
    """One accredited programme: its public fields and nothing else."""
    entry = register.entry(number)
    if entry is None:
        abort(404)
    return render_template(
        "pages/registry/show.html",
        entry=entry,
        status=register.standing(entry),
        conditions=register.open_conditions(entry),
        has_certificate=register.standing(entry) in register.IN_FORCE,
    )


@bp.get("/registry/<path:number>/certificate.pdf")
def certificate(number: str) -> ResponseReturnValue:
    """The certificate in force, as it was issued."""
    facts = register.certificate_facts(number)
    if facts is None:
        abort(404)
    response = Response(render("certificate", facts), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=f"{number.replace('/', '-')}.pdf")
    return response


@bp.get("/verify/")
def ask() -> ResponseReturnValue:
    """The form for a code, and the way from it to the code's own address."""
    typed = request.args.get("code", "").strip()[:60]
    code = canonical_code(typed)
    if code:
        return redirect(url_for(".verify", code=code), 303)
    if "code" not in request.args:
        return render_template("pages/registry/verify.html", typed="", error="")
    error = gettext("This is not a code of ours. Check it letter by letter.") if typed else gettext("Type the code.")
    return render_template("pages/registry/verify.html", typed=typed, error=error), 422


@bp.get("/verify/<code>")
def verify(code: str) -> ResponseReturnValue:
    """What the register says of a certificate's code: where its QR code leads."""
    found = register.verify(code[:60])
    known = found.accreditation is not None
    context = {"found": found, "code": canonical_code(code[:60]) or code[:60], "verdicts": Verdict}
    if found.accreditation is not None:
        context["status"] = register.standing(found.accreditation)
    return render_template("pages/registry/verdict.html", **context), 200 if known else 404


def asked() -> Listing:
    """What the address asks of the register."""
    locale = get_locale()
    counties = [(code, county.name) for code, county in COUNTIES.items()]
    types, levels = ([(one.code, one.label.in_(locale)) for one in FIELDS[code].choices] for code in ("B3", "B4"))
    statuses = [(status.value, label(status).in_(locale)) for status in PUBLIC]
    filters = (
        Filter("words", gettext("Title, place, organisation or number")),
        Filter("county", gettext("County"), counties, gettext("Any county")),
        Filter("type", gettext("Type"), types, gettext("Any type"), is_folded=True),
        Filter("level", gettext("Level"), levels, gettext("Any level"), is_folded=True),
        Filter("status", gettext("Status"), statuses, gettext("Any status"), is_folded=True),
    )
    return asked_of(".index", filters, sorts=register.SORTS, usual=register.USUAL)


def filters_of(listing: Listing) -> Filters:
    """The filters as the query asks for them."""
    status = listing.asked["status"]
    return Filters(**{**listing.asked, "status": AccreditationStatus(status) if status else None})
