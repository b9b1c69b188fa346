"""An expert's sheet in the register, with the ties and advice that the conflict screen reads."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.shared import allowed, carry_out, moved
from forms.people import AdviceForm, SheetForm, TieForm
from models.db import db
from models.organisation import Bond, Organisation
from models.user import User
from workflow import permissions
from workflow.acts import registering
from workflow.counties import COUNTIES
from workflow.queries.organisations import all_organisations
from workflow.queries.ties import advice_of, ties_of

bp = Blueprint("sheets", __name__, url_prefix="/people")


@bp.before_request
def keepers_only() -> None:
    """Every page here is for those who keep the register of experts."""
    allowed(permissions.may_keep_experts)


@bp.route("/<int:id>/sheet", methods=["GET", "POST"])
def show(id: int) -> ResponseReturnValue:
    """The sheet as a form; below it ties and advice."""
    person = _find(id)
    form = _sheet_form(person)
    facts = ("appointed_from", "appointed_to", "trained_on", "yearly_limit", "parallel_limit", *registering.MORE)
    return carry_out(
        form,
        lambda: registering.keep_sheet(
            person,
            by=current_user,
            county_code=form.county.data,
            employer_id=form.employer.data or None,
            **{name: form[name].data for name in facts},
        ),
        again=lambda status: _page(person, status, sheet=form),
        done=lambda _: moved(url_for(".show", id=id), gettext("The sheet is saved.")),
    )


@bp.post("/<int:id>/ties")
def tie(id: int) -> ResponseReturnValue:
    """A tie to an organisation (KO1)."""
    person = _find(id)
    form = TieForm().offer(all_organisations())

    def act() -> Any:
        organisation = db.session.get(Organisation, form.organisation.data) or abort(404)
        facts = {"bond": Bond(form.bond.data), "from_on": form.from_on.data, "to_on": form.to_on.data}
        return registering.tie(person, organisation, by=current_user, **facts)

    return carry_out(
        form,
        act,
        again=lambda status: _page(person, status, tie=form),
        done=lambda _: moved(url_for(".show", id=id), gettext("The tie is entered.")),
    )


@bp.post("/<int:id>/advice")
def note_advice(id: int) -> ResponseReturnValue:
    """Advice given on a programme (KO3)."""
    person = _find(id)
    form = AdviceForm()
    return carry_out(
        form,
        lambda: registering.note_advice(
            person,
            by=current_user,
            programme_number=form.programme.data,
            on=form.on.data,
            subject=form.subject.data or "",
        ),
        again=lambda status: _page(person, status, advice=form),
        done=lambda _: moved(url_for(".show", id=id), gettext("The advice is entered.")),
    )


def _find(id: int) -> User:
    return db.session.get(User, id) or abort(404)


def _sheet_form(person: User) -> SheetForm:
    sheet = registering.sheet_of(person)
    form = SheetForm(
        obj=sheet,
        data=None if sheet is None else {"county": sheet.county_code, "employer": sheet.employer_id or 0},
    )
    return form.offer(all_organisations(), [(code, county.name) for code, county in COUNTIES.items()])


def _page(person: User, status: int, **forms: FlaskForm) -> ResponseReturnValue:
    return render_template(
        "pages/sheets/show.html",
        person=person,
        sheet=forms.get("sheet") or _sheet_form(person),
        tie=forms.get("tie") or TieForm(formdata=None).offer(all_organisations()),
        advice=forms.get("advice") or AdviceForm(formdata=None),
        ties=ties_of(person),
        given=advice_of(person),
    ), status
