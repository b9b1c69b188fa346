"""Comments on a criteria set: criterion by criterion, with the office's answers."""

from typing import Any

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.shared import carry_out, find, moved, shown, still
from forms.criteria_steps import AnswerForm, CommentForm
from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from workflow import permissions
from workflow.acts import criteria_commenting
from workflow.permissions import May
from workflow.queries.criteria_sets import comments_for

bp = Blueprint("criteria_comments", __name__, url_prefix="/criteria")
#: In the address: the set as a whole.
WHOLE = "whole"


@bp.get("/drafts/<int:id>/criteria/<code>")
def show(id: int, code: str) -> ResponseReturnValue:
    """A criterion with its sentences, and what was said of it."""
    row = find(CriteriaSet, id)
    return shown("criteria_sets/criterion", "criteria_set/criterion", **about(row, code, CommentForm(formdata=None)))


@bp.post("/drafts/<int:id>/criteria/<code>/comments")
def comment(id: int, code: str) -> ResponseReturnValue:
    """One more comment; what comes too late stays on the page."""
    row, form = find(CriteriaSet, id, May(permissions.may_comment_criteria.who)), CommentForm()
    context = about(row, code, form)

    def act() -> Any:
        on = "" if code == WHOLE else code
        return criteria_commenting.comment(row, by=person(), criterion=on, text=form.text.data.strip())

    return carry_out(
        form,
        act,
        again=lambda status: shown("criteria_sets/criterion", "criteria_set/criterion", status, **context),
        done=lambda _: moved(url_for(".show", id=id, code=code), gettext("Your comment is saved.")),
    )


@bp.route("/comments/<int:id>", methods=["GET", "POST"])
def change(id: int) -> ResponseReturnValue:
    """One's own comment, written anew while the consultation is open."""
    said = find(CriteriaComment, id, still(permissions.may_change_criteria_comment))
    form = CommentForm(text=said.text)
    return settle(
        said,
        form,
        lambda: criteria_commenting.change_comment(said, by=current_user, text=form.text.data.strip()),
        gettext("Your comment"),
    )


@bp.route("/comments/<int:id>/answer", methods=["GET", "POST"])
def answer(id: int) -> ResponseReturnValue:
    """The office says whether it takes the comment over, and why."""
    said = find(CriteriaComment, id, still(permissions.may_answer_criteria_comment))
    given = None if said.taken_over is None else "yes" if said.taken_over else "no"
    form = AnswerForm(taken_over=given, reason=said.answer)
    return settle(
        said,
        form,
        lambda: criteria_commenting.answer(
            said, by=current_user, taken_over=form.taken_over.data == "yes", reason=form.reason.data.strip()
        ),
        gettext("Answer a comment"),
    )


def settle(said: CriteriaComment, form: FlaskForm, act: Any, title: str) -> ResponseReturnValue:
    """Carry `act` out on the comment and go back to its criterion."""
    there = url_for(".show", id=said.set_id, code=said.criterion or WHOLE)
    return carry_out(
        form,
        act,
        again=lambda status: shown(
            "criteria_sets/comment", "criteria_set/comment", status, said=said, form=form, title=title, there=there
        ),
        done=lambda _: moved(there),
    )


def person() -> Any:
    """Who is signed in, as the acts know people."""
    return current_user._get_current_object()


def about(row: CriteriaSet, code: str, form: FlaskForm) -> dict[str, Any]:
    """The criterion of this code, or the set as a whole, and what this person reads of it."""
    criterion = next((one for one in row.content["criteria"] if one["code"] == code), None)
    if criterion is None and code != WHOLE:
        abort(404)
    said = comments_for(person(), row).get("" if code == WHOLE else code, [])
    return {"row": row, "criterion": criterion, "code": code, "said": said, "form": form}
