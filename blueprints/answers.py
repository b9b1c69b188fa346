"""Checking the answers before they are submitted."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.case import Case
from workflow import permissions
from workflow.acts.drafting import open_fields
from workflow.acts.submitting import version_in_writing
from workflow.queries.answers import findings

bp = Blueprint("answers", __name__, url_prefix="/cases")


@bp.get("/<int:id>/answers")
def check(id: int) -> ResponseReturnValue:
    """Every answer with a way to change it; on top what is missing, and what the office will probably ask for."""
    case = find(Case, id, permissions.may_write_application)
    version, opened = version_in_writing(case), set(open_fields(case))
    found = findings(case, version, opened)
    return render_template("pages/answers/check.html", case=case, version=version, opened=opened, found=found)
