"""People: accounts, invitations, appointments, memberships; experts' sheets follow in the expert register."""

from typing import Any

import click
from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user
from sqlalchemy.orm import selectinload

from blueprints.accounts import invite
from blueprints.listing import Filter, Listing, as_csv, asked_of, listed
from blueprints.shared import allowed, carry_out, moved
from forms.people import AppointmentForm, ExportForm, InvitationForm, MembershipForm, OrganisationForm
from forms.steps import ConfirmForm
from models.db import db
from models.organisation import Organisation, Part
from models.states import Role
from models.user import Appointment, User
from workflow import permissions
from workflow.acts import appointing
from workflow.clock import today
from workflow.counties import COUNTIES
from workflow.labels import label
from workflow.queries.accounts import SORTS, USUAL, PeopleFilters, all_people, count_people, page_of_people
from workflow.queries.organisations import all_organisations

bp = Blueprint("people", __name__, url_prefix="/people", cli_group="people")


@bp.before_request
def keepers_only() -> None:
    """Every page here is for those who keep accounts."""
    allowed(permissions.may_keep_people)


@bp.get("/")
def index() -> ResponseReturnValue:
    """Everybody, in Hungarian order; filters, order and page stand in the address."""
    listing = asked()
    page = page_of_people(filters_of(listing), order=listing.order, number=listing.number)
    return listed("people/index", "person/rows", listing, page=page)


@bp.route("/export", methods=["GET", "POST"])
def export() -> ResponseReturnValue:
    """The same list as CSV, after its purpose was written down: an export of personal data is logged (BR-37)."""
    listing, form, rows = asked(), ExportForm(), []
    wanted = filters_of(listing)

    def act() -> Any:
        people = all_people(wanted, order=listing.order)
        rows.extend((one.display_name, one.email, roles_in_words(one)) for one in people)
        return appointing.export_people(by=current_user, purpose=form.purpose.data, people=len(rows))

    def again(status: int) -> ResponseReturnValue:
        total = count_people(wanted)
        return render_template("pages/people/export.html", form=form, listing=listing, total=total), status

    headings = [gettext("Name"), gettext("E-mail"), gettext("Roles")]
    return carry_out(form, act, again=again, done=lambda _: as_csv("szemelyek", headings, rows))


@bp.route("/new", methods=["GET", "POST"])
def enter() -> ResponseReturnValue:
    """A new person, invited by mail."""
    form = InvitationForm()
    facts = {name: form[name].data or "" for name in ("email", "family_name", "given_name", "prefix", "locale")}

    def done(person: User) -> ResponseReturnValue:
        invite(person)
        return moved(url_for(".show", id=person.id), gettext("The invitation is on its way."))

    return carry_out(
        form,
        lambda: appointing.enter_person(**facts),
        again=lambda status: (render_template("pages/people/new.html", form=form), status),
        done=done,
    )


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """One person: appointments and memberships."""
    return _person(_find(id))


@bp.post("/<int:id>/invitation")
def invite_again(id: int) -> ResponseReturnValue:
    """Send the invitation once more."""
    person = _find(id)
    if not ConfirmForm().validate_on_submit():
        abort(400)
    invite(person)
    return moved(url_for(".show", id=id), gettext("The invitation is on its way."))


@bp.post("/<int:id>/appointments")
def appoint(id: int) -> ResponseReturnValue:
    """A new role."""
    person = _find(id)
    form = _appointment_form()
    return carry_out(
        form,
        lambda: appointing.appoint(
            person, by=current_user, role=Role(form.role.data), county_code=form.county.data or None,
            from_on=form.from_on.data, to_on=form.to_on.data,
        ),
        again=lambda status: _person(person, status, appointment=form),
        done=lambda _: moved(url_for(".show", id=id)),
    )  # fmt: skip


@bp.post("/appointments/<int:id>/ending")
def end_appointment(id: int) -> ResponseReturnValue:
    """The role ends today."""
    appointment = db.session.get(Appointment, id) or abort(404)
    return carry_out(
        ConfirmForm(),
        lambda: appointing.end_appointment(appointment, by=current_user),
        again=lambda status: _person(appointment.user, status),
        done=lambda _: moved(url_for(".show", id=appointment.user_id)),
    )


@bp.post("/<int:id>/memberships")
def join(id: int) -> ResponseReturnValue:
    """The person acts for an organisation from now on."""
    person = _find(id)
    form = MembershipForm().offer(all_organisations())

    def act() -> Any:
        organisation = db.session.get(Organisation, form.organisation.data) or abort(404)
        return appointing.enter_member(
            organisation, email=person.email, family_name=person.family_name, given_name=person.given_name,
            part=Part(form.part.data), by=current_user,
        )  # fmt: skip

    return carry_out(
        form, act, again=lambda status: _person(person, status, membership=form),
        done=lambda _: moved(url_for(".show", id=id)),
    )  # fmt: skip


@bp.route("/organisations/new", methods=["GET", "POST"])
def enter_organisation() -> ResponseReturnValue:
    """A new organisation."""
    form = OrganisationForm().offer((code, county.name) for code, county in COUNTIES.items())
    return carry_out(
        form,
        lambda: appointing.enter_organisation(form.organisation_name.data, county_code=form.county.data or None),
        again=lambda status: (render_template("pages/people/organisation.html", form=form), status),
        done=lambda _: moved(url_for(".index"), gettext("The organisation is entered.")),
    )


def asked() -> Listing:
    """What the address asks of the list of people."""
    locale = get_locale()
    roles = [(role.value, label(role).in_(locale)) for role in Role if role != Role.PUBLIC_VISITOR]
    counties = [(code, county.name) for code, county in COUNTIES.items()]
    filters = (
        Filter("words", gettext("Name or e-mail")),
        Filter("role", gettext("Role"), roles, gettext("Any role")),
        Filter("county", gettext("County of the role"), counties, gettext("Any county")),
    )
    return asked_of(".index", filters, sorts=SORTS, usual=USUAL)


def filters_of(listing: Listing) -> PeopleFilters:
    """The filters as the query asks for them."""
    role = listing.asked["role"]
    return PeopleFilters(listing.asked["words"], Role(role) if role else None, listing.asked["county"])


def roles_in_words(person: User) -> str:
    """What the person is appointed to today; a role of one county with its county."""
    day, locale = today(), get_locale()
    return ", ".join(
        label(held.role).in_(locale) + (f" ({COUNTIES[held.county_code].name})" if held.county_code else "")
        for held in person.appointments
        if held.holds_on(day)
    )


def _find(id: int) -> User:
    appointed = selectinload(User.appointments).joinedload(Appointment.made_by)
    return db.session.get(User, id, options=[appointed]) or abort(404)


def _appointment_form() -> AppointmentForm:
    roles = [role for role in Role if permissions.may_appoint_to(current_user, role)]
    return AppointmentForm().offer(roles, ((code, county.name) for code, county in COUNTIES.items()))


def _person(person: User, status: int = 200, **forms: Any) -> ResponseReturnValue:
    appointment = forms.get("appointment") or _appointment_form()
    membership = forms.get("membership") or MembershipForm(formdata=None).offer(all_organisations())
    return render_template(
        "pages/people/show.html", person=person, appointment=appointment, membership=membership, form=ConfirmForm()
    ), status


@bp.cli.command("enter")
@click.argument("email")
@click.argument("family_name")
@click.argument("given_name")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]), required=True)
def enter_from_shell(email: str, family_name: str, given_name: str, roles: tuple[str, ...]) -> None:
    """Enter the first people of a new installation, and send them their invitation."""
    person = appointing.enter_person(email=email, family_name=family_name, given_name=given_name)
    for role in roles:
        appointing.appoint_from_shell(person, Role(role))
    with current_app.test_request_context():
        invite(person)
    click.echo(f"{person.email} is entered ({', '.join(roles)}); the invitation is on its way.")
