"""The quick check: ten questions before the form, and a sample of a good application.  Nothing is kept."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from blueprints.shared import shown
from forms.quick_check import quick_check_form, replies_from
from models.programme import Version
from workflow.application import NEWEST
from workflow.application.samples import a_complete_application
from workflow.quick_check import judge

bp = Blueprint("quick_check", __name__, url_prefix="/quick-check")


@bp.route("/", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """The questions; with all replies the finding on top of them."""
    form = quick_check_form()
    if form.validate_on_submit():
        return shown("quick_check/show", "quick_check/questions", form=form, finding=judge(replies_from(form)))
    status = 422 if form.is_submitted() else 200
    return shown("quick_check/show", "quick_check/questions", status, form=form, finding=None)


@bp.get("/sample")
def sample() -> ResponseReturnValue:
    """A fictitious application that lacks nothing."""
    version = Version(id=0, form=NEWEST.edition, answers=a_complete_application())  # of no programme: never stored
    return render_template("pages/quick_check/sample.html", version=version)
