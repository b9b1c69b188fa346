"""The practice programme of a calibration day: read, written section by section, or taken over."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import carry_out, find, moved, shown, still
from forms.application import answers_from, section_form
from forms.calibrations import CopyForm
from forms.steps import ConfirmForm
from models.calibration import Calibration
from models.programme import Version
from workflow import permissions
from workflow.acts import composing
from workflow.application import EDITIONS, is_empty
from workflow.foresight.persons import persons
from workflow.guards.practice import LEFT_OUT
from workflow.permissions import May
from workflow.queries.calibrations import WITH_SHEETS

bp = Blueprint("practice_programmes", __name__, url_prefix="/calibrations/<int:id>/programme")


@bp.get("")
def show(id: int) -> ResponseReturnValue:
    """What is to be scored; for whoever prepares it, its sections, and from where it can be taken."""
    return _page(find(Calibration, id, loaded=WITH_SHEETS), 200)


@bp.route("/sections/<code>", methods=["GET", "POST"])
def write(id: int, code: str) -> ResponseReturnValue:
    """One section of the application form, as an applicant would fill it in."""
    calibration = find(Calibration, id, still(permissions.may_compose_practice), loaded=WITH_SHEETS)
    edition = EDITIONS[calibration.form]
    section = next((one for one in edition.sections if one.code == code and code not in LEFT_OUT), None) or abort(404)
    form = section_form(code, calibration.answers, edition=edition)

    def again(status: int) -> ResponseReturnValue:
        facts = {"calibration": calibration, "section": section, "form": form}
        return render_template("pages/practice_programmes/write.html", **facts), status

    if form.is_reshaped:
        return again(200)
    return carry_out(
        form,
        lambda: composing.write_practice_programme(calibration, by=current_user, answers=answers_from(form)),
        again=again,
        done=lambda _: moved(url_for(".show", id=id), gettext("Saved.")),
    )


@bp.post("/sample")
def take_sample(id: int) -> ResponseReturnValue:
    """Take over the sample application."""
    calibration, form = (
        find(Calibration, id, May(permissions.may_compose_practice.who), loaded=WITH_SHEETS),
        ConfirmForm(),
    )
    return carry_out(
        form,
        lambda: composing.take_sample(calibration, by=current_user),
        again=lambda status: _page(calibration, status, form=form),
        done=lambda _: moved(url_for(".show", id=id), gettext("The sample is taken over. Change it as you like.")),
    )


@bp.post("/copy")
def take_version(id: int) -> ResponseReturnValue:
    """Take over a real programme without its names."""
    calibration = find(Calibration, id, permissions.may_plan_calibration, loaded=WITH_SHEETS)
    form = CopyForm()
    return carry_out(
        form,
        lambda: composing.take_version(calibration, by=current_user, programme_number=form.programme.data),
        again=lambda status: _page(calibration, status, copy=form),
        done=lambda _: moved(url_for(".show", id=id), gettext("The copy is made. Read it through before you invite.")),
    )


@bp.post("/reading")
def confirm_read(id: int) -> ResponseReturnValue:
    """Nobody can be recognised in it."""
    calibration, form = (
        find(Calibration, id, May(permissions.may_compose_practice.who), loaded=WITH_SHEETS),
        ConfirmForm(),
    )
    return carry_out(
        form,
        lambda: composing.confirm_read(calibration, by=current_user),
        again=lambda status: _page(calibration, status, form=form),
        done=lambda _: moved(url_for("calibrations.show", id=id), gettext("Thank you: it can be used now.")),
    )


def _page(calibration: Calibration, status: int, **forms: Any) -> ResponseReturnValue:
    edition = EDITIONS[calibration.form]
    sections = [
        (section, sum(not is_empty(calibration.answers.get(field.code)) for field in section.fields))
        for section in edition.sections
        if section.code not in LEFT_OUT
    ]
    composes = permissions.may_compose_practice(current_user, calibration)
    return shown(
        "practice_programmes/show",
        "practice/composing",
        status,
        calibration=calibration,
        version=Version(id=0, form=calibration.form, answers=calibration.answers),  # of no programme: never stored
        case=None,
        sections=sections,
        concerns=list(persons(calibration.answers, edition)) if composes else [],
        form=forms.get("form") or ConfirmForm(formdata=None),
        copy=forms.get("copy") or CopyForm(formdata=None),
    )
