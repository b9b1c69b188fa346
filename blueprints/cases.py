"""Cases: the list, the case page, and the office's steps on it."""

from functools import cache

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.language import language
from blueprints.listing import Filter, Listing, as_csv, asked_of, listed
from blueprints.shared import allowed, find, shown, signed_in
from blueprints.stepping import take_step
from forms.steps import ConfirmForm, PersonForm, ReasonForm, StatementForm
from models.case import Case
from models.states import CaseState, Role
from workflow import permissions
from workflow.acts import checking, completing, submitting
from workflow.counties import COUNTIES
from workflow.labels import label
from workflow.permissions import May
from workflow.queries.cases import SORTED_BY, WHOLE, CaseFilters, all_cases, page_of_cases
from workflow.queries.changes import table_of
from workflow.queries.people import holders

bp = Blueprint("cases", __name__, url_prefix="/cases")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The list of cases that this person may see; filters, order and page stand in the address."""
    allowed(May(permissions.may_see_cases))
    listing = asked()
    page = page_of_cases(signed_in(), filters_of(listing), order=listing.order, number=listing.number)
    return listed("cases/index", "case/rows", listing, page=page)


@bp.get("/table.csv")
def table() -> ResponseReturnValue:
    """The same list as CSV, from its first row to its last."""
    allowed(May(permissions.may_see_cases))
    listing, locale = asked(), get_locale()
    found = all_cases(signed_in(), filters_of(listing), order=listing.order)
    return as_csv(
        "ugyek",
        [gettext("Programme"), gettext("Number"), gettext("County"), gettext("State"), gettext("Arrived")],
        (
            (
                line.title,
                line.number,
                COUNTIES[line.county_code].name if line.county_code else None,
                label(line.state).in_(locale),
                line.arrived_on,
            )
            for line in found
        ),
    )


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """Where the case stands, who acts next, until when, and what happened so far."""
    return shown("cases/show", "case/progress", case=find(Case, id, loaded=WHOLE))


@bp.route("/<int:id>/officer", methods=["GET", "POST"])
def assign_officer(id: int) -> ResponseReturnValue:
    """T04"""
    officers = holders(Role.CASE_OFFICER, Role.HEAD_OF_OFFICE)
    form = PersonForm().offer(officers, gettext("Officer"))
    chosen = {officer.id: officer for officer in officers}
    return take_step(
        id,
        "assign_officer",
        form,
        lambda case: checking.assign_officer(case, by=current_user, officer=chosen.get(form.person.data)),
    )


@bp.route("/<int:id>/acceptance", methods=["GET", "POST"])
def accept(id: int) -> ResponseReturnValue:
    """T05 and T11: the head of office countersigns."""
    completed = find(Case, id).state == CaseState.COMPLETION_RECEIVED
    name = "accept_completed" if completed else "accept"
    verb = checking.accept_completed if completed else checking.accept
    lead = gettext("You countersign the officer's check-list. The applicant is told, and experts can be invited.")
    return take_step(
        id,
        name,
        ConfirmForm(),
        lambda case: verb(case, by=current_user),
        lead=lead,
        paper=lambda case: checking.acceptance_paper(case, by=current_user),
    )


@bp.route("/<int:id>/rejection", methods=["GET", "POST"])
def reject(id: int) -> ResponseReturnValue:
    """T07 and T12."""
    form = ReasonForm()
    completed = find(Case, id).state == CaseState.COMPLETION_RECEIVED
    name = "reject_uncompleted" if completed else "reject"
    verb = checking.reject_uncompleted if completed else checking.reject
    return take_step(id, name, form, lambda case: verb(case, by=current_user, reason=form.reason.data))


@bp.route("/<int:id>/completion-extension", methods=["GET", "POST"])
def extend_completion(id: int) -> ResponseReturnValue:
    """T08"""
    lead = gettext("The deadline moves by 5 working days. It can be extended only once.")
    return take_step(
        id,
        "extend_completion",
        ConfirmForm(),
        lambda case: completing.extend(case, by=current_user),
        lead=lead,
        paper=lambda case: completing.extension_paper(case, by=current_user),
    )


@bp.route("/<int:id>/termination", methods=["GET", "POST"])
def terminate(id: int) -> ResponseReturnValue:
    """T10 and T32."""
    revised = find(Case, id).state == CaseState.RETURNED_FOR_REVISION
    name = "terminate_unrevised" if revised else "terminate_unanswered"
    verb = checking.terminate_unrevised if revised else checking.terminate_unanswered
    lead = gettext("The deadline has passed without an answer. The procedure ends; a new application may be submitted.")
    return take_step(
        id,
        name,
        ConfirmForm(),
        lambda case: verb(case, by=current_user),
        lead=lead,
        paper=lambda case: checking.termination_paper(case, by=current_user),
    )


@bp.route("/<int:id>/withdrawal", methods=["GET", "POST"])
def withdraw(id: int) -> ResponseReturnValue:
    """T33"""
    form = StatementForm()
    return take_step(
        id, "withdraw", form, lambda case: submitting.withdraw(case, by=current_user, statement=form.statement.data)
    )


@bp.get("/<int:id>/application")
def application(id: int) -> ResponseReturnValue:
    """The application as it was submitted, in the version that is current (or another by ?version=)."""
    case = find(Case, id)
    wanted = request.args.get("version")
    version = next((v for v in case.programme.versions if v.number == wanted and v.frozen_at), case.version)
    changes = table_of(case, version, language())
    return render_template("pages/cases/application.html", case=case, version=version, changes=changes)


def asked() -> Listing:
    """What the address asks of the list of cases."""
    states, counties = choices(language())
    filters = (
        Filter("words", gettext("Title, number or organisation")),
        Filter("state", gettext("State"), states, gettext("Any state")),
        Filter("county", gettext("County"), counties, gettext("Any county")),
    )
    return asked_of(".index", filters, sorts=SORTED_BY)


@cache
def choices(locale: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Every state and every county, with its name: the same in every request, and the list is the busiest page."""
    states = [(state.value, label(state).in_(locale)) for state in CaseState]
    return states, [(code, county.name) for code, county in COUNTIES.items()]


def filters_of(listing: Listing) -> CaseFilters:
    """The filters as the query asks for them."""
    state = listing.asked["state"]
    return CaseFilters(listing.asked["words"], listing.asked["county"], CaseState(state) if state else None)
