"""Scores carried over to a revised programme: what changed for a criterion, and scoring a kept one anew."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.language import language
from blueprints.shared import carry_out, find, moved, shown, still
from forms.steps import ReasonForm
from models.review import Review
from workflow import permissions
from workflow.acts import carrying
from workflow.criteria.stored import rubric_of
from workflow.queries.carried import carried
from workflow.queries.reviews import SHEET

bp = Blueprint("carried", __name__, url_prefix="/reviews")


@bp.get("/<int:id>/differences/<code>")
def differences(id: int, code: str) -> ResponseReturnValue:
    """The changed fields that bear on one criterion, word by word, for whoever scores it again."""
    review = find(Review, id, permissions.may_write_review, loaded=SHEET)
    again = carried(review)
    if again is None or code not in again.rows:
        abort(404)
    facts = {"criterion": rubric_of(review.assignment.case).criterion(code), "case": review.assignment.case}
    found = again.revision.differences_for(code, language())
    return shown("carried/differences", "review/differences", review=review, code=code, differences=found, **facts)


@bp.route("/<int:id>/kept/<code>", methods=["GET", "POST"])
def open_kept(id: int, code: str) -> ResponseReturnValue:
    """Score a criterion anew that would keep its score, with the reason."""
    review = find(Review, id, still(permissions.may_write_review), loaded=SHEET)
    row = review.score(code)
    if row is None or row.carried_from_id is None or (request.method == "GET" and not row.is_kept):
        abort(404)
    form, case = ReasonForm(), review.assignment.case
    facts = {"review": review, "case": case, "criterion": rubric_of(case).criterion(code), "row": row}
    back = url_for("reviews.show", id=id, _anchor=f"{code}-part")
    return carry_out(
        form,
        lambda: carrying.open_kept(review, by=current_user, criterion=code, reason=form.reason.data),
        again=lambda status: shown("carried/open_kept", "review/open_kept", status, form=form, **facts),
        done=lambda _: moved(back, gettext("You can score it anew now.")),
    )
