"""The consolidated assessment: sending it, reading it, the applicant's remarks."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.case import Case

bp = Blueprint("assessments", __name__, url_prefix="/cases")


@bp.route("/<int:id>/assessment/sending", methods=["GET", "POST"])
def send(id: int) -> ResponseReturnValue:
    """T21"""
    return str(find(Case, id).id)


@bp.get("/<int:id>/assessment")
def show(id: int) -> ResponseReturnValue:
    """The assessment with its anonymised opinions."""
    return str(find(Case, id).id)


@bp.route("/<int:id>/remarks", methods=["GET", "POST"])
def remark(id: int) -> ResponseReturnValue:
    """T22"""
    return str(find(Case, id).id)
