"""An expert's sheet in the register, with the ties and advice that the conflict screen reads."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.shared import allowed, carry_out, moved
from forms.people import AdviceForm, LastDayForm, PauseForm, SheetForm, TieForm
from models.db import db
from models.expert import ExpertPause
from models.organisation import Bond, Organisation, Relation
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


@bp.post("/ties/<int:id>/ending")
def end_tie(id: int) -> ResponseReturnValue:
    """The last day of a tie."""
    relation, form = db.session.get(Relation, id) or abort(404), LastDayForm()
    return carry_out(
        form,
        lambda: registering.end_tie(relation, by=current_user, to_on=form.last_day.data),
        again=lambda status: _page(relation.user, status, ending=form),
        done=lambda _: moved(url_for(".show", id=relation.user_id, _anchor="ties"), gettext("The tie is changed.")),
    )


@bp.post("/<int:id>/pauses")
def pause(id: int) -> ResponseReturnValue:
    """A time without reviews, to come or past."""
    person, form = _find(id), PauseForm()
    sheet = registering.sheet_of(person) or abort(404)
    return carry_out(
        form,
        lambda: registering.pause(
            sheet,
            by=current_user,
            from_on=form.pause_from.data,
            to_on=form.pause_to.data,
            reason=(form.pause_reason.data or "").strip(),
        ),
        again=lambda status: _page(person, status, pause=form),
        done=lambda _: moved(url_for(".show", id=id, _anchor="pauses"), gettext("The pause is entered.")),
    )


@bp.post("/pauses/<int:id>/ending")
def end_pause(id: int) -> ResponseReturnValue:
    """The last day of a pause, earlier or later than it was agreed."""
    pause, form = db.session.get(ExpertPause, id) or abort(404), LastDayForm()
    person = pause.expert.user
    return carry_out(
        form,
        lambda: registering.end_pause(pause, by=current_user, to_on=form.last_day.data),
        again=lambda status: _page(person, status, ending=form),
        done=lambda _: moved(url_for(".show", id=person.id, _anchor="pauses"), gettext("The pause is changed.")),
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
        pause=forms.get("pause") or PauseForm(formdata=None),
        ending=forms.get("ending") or LastDayForm(formdata=None),
        profile=registering.sheet_of(person),
        ties=ties_of(person),
        given=advice_of(person),
    ), status
