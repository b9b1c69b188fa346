"""The table of changes of a revised programme, and its sending (T31)."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.language import language
from blueprints.shared import carry_out, find, moved, show_refusals, shown, still
from blueprints.stepping import take_step
from forms.changes import changes_form
from forms.steps import ConfirmForm
from models.case import Case
from workflow import permissions
from workflow.acts import changing, submitting
from workflow.queries.changes import table_being_written
from workflow.refusals import Refused

bp = Blueprint("changes", __name__, url_prefix="/cases")


@bp.route("/<int:id>/changes", methods=["GET", "POST"])
def write(id: int) -> ResponseReturnValue:
    """One answer a task, with the fields that differ; saved by half, or whole and looked through before sending."""
    case = find(Case, id, still(permissions.may_edit_revision))
    table = table_being_written(case, language())
    form, wants_check = changes_form(table), "check" in request.form

    def again(status: int) -> ResponseReturnValue:
        return shown("changes/write", "application/changes_form", status, case=case, form=form, table=table)

    def act() -> list[Any]:
        changing.write_changes(case, by=current_user, answers=form.answers, fields=form.fields)
        return changing.unanswered(case, by=current_user) if wants_check else []

    def done(lacking: list[Any]) -> ResponseReturnValue:
        if lacking:  # what was written is kept all the same
            show_refusals(form, Refused(lacking))
            return again(422)
        return moved(url_for(".resubmit" if wants_check else ".write", id=id), gettext("Saved."))

    return carry_out(form, act, again=again, done=done)


@bp.route("/<int:id>/resubmission", methods=["GET", "POST"])
def resubmit(id: int) -> ResponseReturnValue:
    """T31: the table as it goes out, and the button."""
    case = find(Case, id)
    return take_step(
        id,
        "resubmit",
        ConfirmForm(),
        lambda case: submitting.resubmit(case, by=current_user, answers=changing.told_so_far(case)),
        onward=url_for("receipts.latest", id=id),
        lead=gettext("Read the table of changes once more. The revised programme is checked and reviewed again."),
        changes=table_being_written(case, language()),
    )
