"""Scoring a practice programme: the workspace of a real review without what belongs to a case."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.scoring import keep_part, keep_sheet
from blueprints.shared import carry_out, find, moved, shown
from forms.practice import PracticeClosingForm, practice_form, practice_part_form
from forms.reviews import ReviewForm
from models.calibration import PracticeSheet
from models.programme import Version
from workflow import permissions
from workflow.acts import practising
from workflow.acts.marking import Other, Window
from workflow.guards.practice import gaps_of_practice, rubric_of_day
from workflow.permissions import May
from workflow.queries.calibrations import WITH_DAY, practice_standing

bp = Blueprint("practice", __name__, url_prefix="/practice")
MINE = May(permissions.may_write_practice.who)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The practice programme beside the sheet; a closed sheet is read only."""
    sheet = find(PracticeSheet, id, loaded=WITH_DAY)
    return shown("practice/show", "practice/sheet", **_workspace(sheet, practice_form(sheet)))


@bp.get("/<int:id>/programme")
def programme(id: int) -> ResponseReturnValue:
    """What the sheet judges, by itself."""
    sheet = find(PracticeSheet, id, loaded=WITH_DAY)
    version = Version(id=0, form=sheet.calibration.form, answers=sheet.calibration.answers)  # never stored
    return shown("practice/programme", "practice/programme", sheet=sheet, version=version, case=None)


@bp.post("/<int:id>")
def save(id: int) -> ResponseReturnValue:
    """Keep what was written so far, however little, and go on to where the button leads."""
    sheet = find(PracticeSheet, id, MINE, loaded=WITH_DAY)
    form = practice_form(sheet)

    def again(status: int, others: Mapping[str, Other]) -> ResponseReturnValue:
        return shown("practice/show", "practice/sheet", status, **_workspace(sheet, form, others=others))

    stored = practising.practice_of(sheet)
    return keep_sheet(form, stored, lambda: _write(sheet, form), again=again, onward=lambda: _onward(sheet))


@bp.post("/<int:id>/parts/<part>")
def save_part(id: int, part: str) -> ResponseReturnValue:
    """One criterion as it stands now: 409 with both texts where another window has written it since."""
    sheet = find(PracticeSheet, id, MINE, loaded=WITH_DAY)
    if part not in practising.parts_of(sheet):
        abort(404)
    form = practice_part_form(sheet, part)

    def kept() -> Mapping[str, Any]:
        return {"review": sheet, "mark": practising.practice_marks(sheet)[part], "standing": practice_standing(sheet)}

    return keep_part(form, part, lambda: _write(sheet, form), kept)


@bp.get("/<int:id>/check")
def check(id: int) -> ResponseReturnValue:
    """The whole sheet at a glance: what is missing, each with its link; then the closing."""
    return _checked(find(PracticeSheet, id, MINE, loaded=WITH_DAY), PracticeClosingForm(), 200)


@bp.post("/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """Close; a sheet with a gap says where it is."""
    sheet, form = find(PracticeSheet, id, MINE, loaded=WITH_DAY), PracticeClosingForm()
    return carry_out(
        form,
        lambda: practising.close_practice(sheet, by=current_user),
        again=lambda status: _checked(sheet, form, status),
        done=lambda _: moved(
            url_for("calibrations.show", id=sheet.calibration_id), gettext("You have closed your scores. Thank you.")
        ),
    )


def _write(sheet: PracticeSheet, form: ReviewForm) -> None:
    window = Window(form.window, form.turn)
    practising.write_practice(sheet, by=current_user, parts=form.parts, seen=form.seen, window=window)


def _workspace(sheet: PracticeSheet, form: ReviewForm, *, others: Mapping[str, Other] | None = None) -> dict[str, Any]:
    return {
        "review": sheet,
        "calibration": sheet.calibration,
        "rubric": rubric_of_day(sheet.calibration),
        "form": form,
        "standing": practice_standing(sheet),
        "marks": practising.practice_marks(sheet),
        "others": others or {},
    }


def _checked(sheet: PracticeSheet, form: PracticeClosingForm, status: int) -> ResponseReturnValue:
    return shown(
        "practice/check",
        "practice/check",
        status,
        review=sheet,
        calibration=sheet.calibration,
        rubric=rubric_of_day(sheet.calibration),
        form=form,
        standing=practice_standing(sheet),
        gaps=gaps_of_practice(sheet),
    )


def _onward(sheet: PracticeSheet) -> str:
    """Where the pressed button leads: the next criterion, the page before closing, or the sheet again."""
    place = request.form.get("next", "")
    if place == "check":
        return url_for(".check", id=sheet.id)
    return url_for(".show", id=sheet.id, _anchor=f"{place}-part" if place in practising.parts_of(sheet) else "sheet")
