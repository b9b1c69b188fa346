"""Calibration days: the list, one day, its steps, and everybody's answers side by side (4.8 rule 12)."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.pictures.agreement import between, figure
from blueprints.pictures.calibration import by_letter, by_score
from blueprints.shared import allowed, carry_out, find, moved, shown, signed_in, still
from forms.calibrations import AttendanceForm, CalibrationForm
from forms.steps import ConfirmForm
from models.calibration import Calibration, PracticeSheet
from models.db import db
from models.user import User
from workflow import permissions
from workflow.acts import calibrating
from workflow.guards.practice import hinders_opening, rubric_of_day
from workflow.permissions import May
from workflow.queries import calibrations as days
from workflow.queries.calibrations import WITH_SHEETS

bp = Blueprint("calibrations", __name__, url_prefix="/calibrations")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The days that concern this person, the latest first."""
    allowed(May(permissions.may_see_calibrations))
    return render_template("pages/calibrations/index.html", lines=days.days_of(signed_in()))


@bp.route("/new", methods=["GET", "POST"])
def plan() -> ResponseReturnValue:
    """A new day; the practice programme comes next."""
    allowed(permissions.may_plan_calibration)
    form = CalibrationForm(leader=signed_in().id).offer(days.possible_leaders())
    return carry_out(
        form,
        lambda: calibrating.plan(by=current_user, **_facts(form)),
        again=lambda status: (render_template("pages/calibrations/form.html", form=form, calibration=None), status),
        done=lambda made: moved(url_for(".show", id=made.id), gettext("The day is entered. Nobody is told yet.")),
    )


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """When, where, the practice programme, one's own part, and what is to be done next."""
    return _page(find(Calibration, id, loaded=WITH_SHEETS), 200)


@bp.route("/<int:id>/change", methods=["GET", "POST"])
def change(id: int) -> ResponseReturnValue:
    """Another title, day, place or (before the invitation) leader."""
    calibration = find(Calibration, id, still(permissions.may_change_calibration), loaded=WITH_SHEETS)
    form = CalibrationForm(obj=calibration, data={"leader": calibration.led_by_id})
    leaders = days.possible_leaders() if calibration.opened_at is None else [calibration.leader]
    form.offer(leaders)
    return carry_out(
        form,
        lambda: calibrating.change(calibration, by=current_user, **_facts(form)),
        again=lambda status: (
            render_template("pages/calibrations/form.html", form=form, calibration=calibration),
            status,
        ),
        done=lambda _: moved(url_for(".show", id=id), gettext("Saved.")),
    )


@bp.post("/<int:id>/opening")
def open_scoring(id: int) -> ResponseReturnValue:
    """Invite the experts: from now on they score."""
    said = gettext("The experts are invited, and can score.")
    return _step(id, permissions.may_open_scoring, calibrating.open_scoring, said)


@bp.post("/<int:id>/invitations")
def invite_others(id: int) -> ResponseReturnValue:
    """Invite whoever was appointed since."""
    said = gettext("Those appointed since are invited, too.")
    return _step(id, permissions.may_begin_discussion, calibrating.invite_others, said)


@bp.post("/<int:id>/discussion")
def begin_discussion(id: int) -> ResponseReturnValue:
    """Lay the answers open."""
    said = gettext("The answers can be read by everybody who has closed their own.")
    return _step(id, permissions.may_begin_discussion, calibrating.begin_discussion, said)


@bp.post("/<int:id>/attendance")
def record_attendance(id: int) -> ResponseReturnValue:
    """The sheet of who was there."""
    calibration = find(Calibration, id, May(permissions.may_record_attendance.who), loaded=WITH_SHEETS)
    form = AttendanceForm().offer(_invited(calibration))
    return carry_out(
        form,
        lambda: calibrating.record_attendance(calibration, by=current_user, attended=form.attended.data or []),
        again=lambda status: _page(calibration, status, attendance=form),
        done=lambda _: moved(url_for(".show", id=id), gettext("Attendance is recorded.")),
    )


@bp.post("/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """The end of the day: training is written into the register."""
    said = gettext("The day is closed. The training stands in the register of experts.")
    return _step(id, permissions.may_close_calibration, calibrating.close, said)


@bp.get("/<int:id>/answers")
def answers(id: int) -> ResponseReturnValue:
    """All closed answers at a glance: names for the head of office, letters for everybody else."""
    calibration, context = _laid_open(id)
    found, rubric = context["found"], context["rubric"]
    return render_template(
        "pages/calibrations/answers.html",
        **context,
        scores=by_score(found, rubric) if found else None,
        letters=by_letter(found, rubric) if found else None,
        between=between,
    )


@bp.get("/<int:id>/answers/<code>")
def criterion(id: int, code: str) -> ResponseReturnValue:
    """One criterion: its six sentences, under each who gave it and why."""
    _, context = _laid_open(id)
    criteria = context["found"].criteria if context["found"] else ()
    laid = next((one for one in criteria if one.criterion.code == code), None) or abort(404)
    return render_template("pages/calibrations/criterion.html", laid=laid, **context)


def _laid_open(id: int) -> tuple[Calibration, dict[str, Any]]:
    calibration = find(Calibration, id, permissions.may_read_practice_answers, loaded=WITH_SHEETS)
    own = days.own_sheet(current_user, calibration)
    return calibration, {
        "calibration": calibration,
        "rubric": rubric_of_day(calibration),
        "found": days.side_by_side(calibration),
        "own": own if own and own.is_closed and not own.is_reference else None,
        "by_name": permissions.may_read_names(current_user, calibration),
        "figure": figure,
    }


def _step(id: int, may: May, act: Callable[..., Any], said: str) -> ResponseReturnValue:
    """One step of the day: its button is the form, and what hinders it is told on the page."""
    calibration, form = find(Calibration, id, May(may.who), loaded=WITH_SHEETS), ConfirmForm()
    return carry_out(
        form,
        lambda: act(calibration, by=current_user),
        again=lambda status: _page(calibration, status, form=form),
        done=lambda _: moved(url_for(".show", id=id), said),
    )


def _page(calibration: Calibration, status: int, **forms: FlaskForm) -> ResponseReturnValue:
    invited = _invited(calibration)
    there = [sheet.id for sheet in invited if sheet.attended]
    return shown(
        "calibrations/show",
        "calibration/day",
        status,
        calibration=calibration,
        own=days.own_sheet(current_user, calibration),
        invited=invited,
        closed=sum(sheet.is_closed for sheet in invited),
        hindrances=list(hinders_opening(calibration)) if calibration.opened_at is None else [],
        form=forms.get("form") or ConfirmForm(formdata=None),
        attendance=forms.get("attendance") or AttendanceForm(formdata=None, attended=there).offer(invited),
    )


def _invited(calibration: Calibration) -> list[PracticeSheet]:
    """The experts by name."""
    invited = [sheet for sheet in calibration.sheets if not sheet.is_reference]
    return sorted(invited, key=lambda sheet: sheet.person.sort_key)


def _facts(form: CalibrationForm) -> dict[str, Any]:
    leader = db.session.get_one(User, form.leader.data)
    facts = {"title": form.title.data.strip(), "held_on": form.held_on.data, "place": form.place.data.strip()}
    return {**facts, "leader": leader}
