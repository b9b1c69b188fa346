"""An expert's invitation: reading it, accepting it with both declarations, declining it."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import carry_out, changed, find, moved, shown
from forms.assignments import AcceptanceForm, RefusalForm
from models.expert import Assignment
from workflow import permissions
from workflow.acts import inviting
from workflow.declarations import GROUNDS, declared, to_sign
from workflow.permissions import May
from workflow.queries.reviews import days_to_review

bp = Blueprint("assignments", __name__, url_prefix="/assignments")
MINE = May(permissions.may_answer_invitation.who)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The invitation: title, county, type, deadline; not the programme itself (BR-07)."""
    return _shown(find(Assignment, id))


@bp.post("/<int:id>/acceptance")
def accept(id: int) -> ResponseReturnValue:
    """Both declarations; then the programme is open to the expert."""
    assignment = find(Assignment, id, MINE)
    form = AcceptanceForm().worded(to_sign(assignment.case.number or ""))
    circumstance = (form.circumstance.data or "").strip()
    return carry_out(
        form,
        lambda: inviting.accept_invitation(
            assignment,
            by=current_user,
            declarations=declared(assignment.case.number or "", circumstance),
            circumstance=circumstance,
        ),
        again=lambda status: _shown(assignment, status, acceptance=form),
        done=lambda _: moved(
            url_for("reviews.show", id=assignment.review.id), gettext("Thank you. The programme is open to you now.")
        ),
    )


@bp.post("/<int:id>/refusal")
def decline(id: int) -> ResponseReturnValue:
    """T14"""
    assignment = find(Assignment, id, MINE)
    form = RefusalForm().offer_grounds()
    return carry_out(
        form,
        lambda: inviting.decline_invitation(assignment, by=current_user, code=form.code.data, reason=form.said),
        again=lambda status: _shown(assignment, status, refusal=form),
        done=lambda _: changed("assignment/answer", url_for(".show", id=id), assignment=assignment),
    )


def _shown(
    assignment: Assignment,
    status: int = 200,
    *,
    acceptance: AcceptanceForm | None = None,
    refusal: RefusalForm | None = None,
) -> ResponseReturnValue:
    """The invitation with both ways to answer; only the one that was sent shows what was typed."""
    return shown(
        "assignments/show",
        "assignment/answer",
        status,
        assignment=assignment,
        GROUNDS=GROUNDS,
        days=days_to_review(assignment),
        acceptance=acceptance or AcceptanceForm(None).worded(to_sign(assignment.case.number or "")),
        refusal=refusal or RefusalForm(None).offer_grounds(),
        form=acceptance or refusal,
    )
