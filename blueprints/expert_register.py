"""The register of experts: the office's list, saved and read in as a table, and the yearly public list."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.accounts import invite
from blueprints.listing import Filter, Listing, as_csv, asked_of, listed
from blueprints.shared import allowed, carry_out, moved
from forms.expert_register import TableForm
from forms.people import ExportForm
from models.db import db
from models.states import ExpertStanding
from workflow import permissions
from workflow.acts import appointing
from workflow.acts.register_import import Imported, take_in
from workflow.acts.register_table import COLUMNS, table_of
from workflow.clock import today
from workflow.competences import COMPETENCES
from workflow.counties import COUNTIES
from workflow.labels import label
from workflow.queries import expert_register
from workflow.queries.expert_register import SORTS, USUAL, ExpertFilters

bp = Blueprint("expert_register", __name__, url_prefix="/experts")


@bp.get("/")
@bp.get("/<int:year>")
def published(year: int | None = None) -> ResponseReturnValue:
    """The public list of a year: names, counties, fields and appointments of those who consented."""
    this, first = today().year, expert_register.first_published_year()
    year = year or this
    if not first <= year <= this:
        abort(404)
    return render_template(
        "pages/expert_register/published.html",
        experts=expert_register.published_experts(year),
        year=year,
        years=range(this, first - 1, -1),
        competences=COMPETENCES,
    )


@bp.get("/register")
def index() -> ResponseReturnValue:
    """Every expert, with what may end soon."""
    allowed(permissions.may_keep_experts)
    listing = asked()
    page = expert_register.page_of_experts(filters_of(listing), order=listing.order, number=listing.number)
    return listed("expert_register/index", "expert_register/rows", listing, page=page, competences=COMPETENCES)


@bp.route("/register/export", methods=["GET", "POST"])
def export() -> ResponseReturnValue:
    """The same list as CSV, after its purpose was written down (BR-37)."""
    allowed(permissions.may_keep_experts)
    listing, form, locale = asked(), ExportForm(), get_locale()
    sheets = expert_register.all_experts(filters_of(listing), order=listing.order)

    def again(status: int) -> ResponseReturnValue:
        facts = {"form": form, "listing": listing, "total": len(sheets)}
        return render_template("pages/expert_register/export.html", **facts), status

    headings, rows = [column.heading.in_(locale) for column in COLUMNS], list(table_of(sheets))
    return carry_out(
        form,
        lambda: appointing.export_people(by=current_user, purpose=form.purpose.data, people=len(rows)),
        again=again,
        done=lambda _: as_csv("szakertok", headings, rows),
    )


@bp.route("/register/import", methods=["GET", "POST"])
def take() -> ResponseReturnValue:
    """A table is looked through, or taken: whole or not at all."""
    allowed(permissions.may_keep_experts)
    form, only_looked = TableForm(), request.form.get("act") == "check"

    def act() -> Imported:
        found = take_in(form.table.data, by=current_user)
        if only_looked:
            db.session.rollback()
        return found

    def again(status: int, found: Imported | None = None) -> ResponseReturnValue:
        return render_template("pages/expert_register/import.html", form=form, found=found, columns=COLUMNS), status

    def done(found: Imported) -> ResponseReturnValue:
        if only_looked:
            return again(200, found)
        for person in found.newcomers if form.invites.data else ():
            invite(person)
        return moved(url_for(".index"), said(found))

    return carry_out(form, act, again=again, done=done)


def said(found: Imported) -> str:
    """What the table came to, in words."""
    counts = {"new": found.new, "changed": found.changed, "same": found.same}
    return gettext("%(new)s new, %(changed)s changed, %(same)s as they were.", **counts)


def asked() -> Listing:
    """What the address asks of the list."""
    locale = get_locale()
    standings = [(one.value, label(one).in_(locale)) for one in ExpertStanding]
    counties = [(code, county.name) for code, county in COUNTIES.items()]
    filters = (
        Filter("county", gettext("County"), counties, gettext("Any county")),
        Filter("standing", gettext("Standing"), standings, gettext("Any standing")),
    )
    return asked_of(".index", filters, sorts=SORTS, usual=USUAL)


def filters_of(listing: Listing) -> ExpertFilters:
    """The filters as the query asks for them."""
    standing = listing.asked["standing"]
    return ExpertFilters(listing.asked["county"], ExpertStanding(standing) if standing else None)
