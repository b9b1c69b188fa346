"""Co-writers of an application: inviting, accepting, removing, leaving."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.accounts import invite
from blueprints.shared import carry_out, find, moved, still
from forms.co_writers import CoWriterForm
from forms.steps import ConfirmForm
from models.case import Case
from models.co_writer import CoWriter
from workflow import permissions
from workflow.acts import co_writing
from workflow.permissions import May
from workflow.queries.co_writers import co_writers_of

bp = Blueprint("co_writers", __name__)


@bp.route("/cases/<int:id>/co-writers", methods=["GET", "POST"])
def index(id: int) -> ResponseReturnValue:
    """Who writes with the applicant, and inviting somebody more."""
    case = find(Case, id, May(permissions.may_keep_co_writers.who))
    form = CoWriterForm()

    def act() -> Any:
        names = {"family_name": form.family_name.data, "given_name": form.given_name.data or ""}
        locale = str(get_locale())
        return co_writing.invite(case, by=current_user, email=form.email.data, locale=locale, **names)

    def done(result: Any) -> ResponseReturnValue:
        person = result[0].user
        if person.password is None:
            invite(person)  # a second letter: with the first password one can sign in and accept
        return moved(url_for(".index", id=id), gettext("The invitation is on its way."))

    def again(status: int) -> ResponseReturnValue:
        return render_template("pages/co_writers/index.html", case=case, form=form, rows=co_writers_of(case)), status

    return carry_out(form, act, again=again, done=done)


@bp.route("/co-writers/<int:id>", methods=["GET", "POST"])
def answer(id: int) -> ResponseReturnValue:
    """The invitation, for whoever is invited: accepting it, or what became of it."""
    row, form = find(CoWriter, id, May(permissions.may_answer_co_writing.who)), ConfirmForm()
    return carry_out(
        form,
        lambda: co_writing.accept(row, by=current_user),
        again=lambda status: (render_template("pages/co_writers/answer.html", row=row, form=form), status),
        done=lambda _: moved(url_for("drafts.show", id=row.case_id), gettext("You are a co-writer now.")),
    )


@bp.post("/co-writers/<int:id>/ending")
def end(id: int) -> ResponseReturnValue:
    """The applicant removes somebody; or one declines, or leaves."""
    row, form = find(CoWriter, id, still(permissions.may_end_co_writing)), ConfirmForm()
    own = row.user_id == current_user.id
    back_to = url_for("inbox.index") if own else url_for(".index", id=row.case_id)
    said = gettext("You are not a co-writer of this application.") if own else gettext("Removed.")
    return carry_out(
        form,
        lambda: co_writing.end(row, by=current_user),
        again=lambda status: (render_template("pages/co_writers/answer.html", row=row, form=form), status),
        done=lambda _: moved(back_to, said),
    )
