"""The expert's workspace: writing a review, closing it, asking the applicant through the office."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.expert import Clarification
from models.review import Review

bp = Blueprint("reviews", __name__)


@bp.route("/reviews/<int:id>", methods=["GET", "POST"])
def show(id: int) -> ResponseReturnValue:
    """The workspace; POST keeps what was written."""
    return str(find(Review, id).id)


@bp.post("/reviews/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """Keep and close."""
    return str(find(Review, id).id)


@bp.post("/reviews/<int:id>/clarifications")
def propose_clarification(id: int) -> ResponseReturnValue:
    """A question to the applicant, through the office."""
    return str(find(Review, id).id)


@bp.route("/clarifications/<int:id>/sending", methods=["GET", "POST"])
def send_clarification(id: int) -> ResponseReturnValue:
    """T16"""
    return str(find(Clarification, id).id)


@bp.route("/clarifications/<int:id>/answer", methods=["GET", "POST"])
def answer_clarification(id: int) -> ResponseReturnValue:
    """The applicant's answer."""
    return str(find(Clarification, id).id)
