"""Decisions: issued by the president, or sent back to the workshop."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.case import Case

bp = Blueprint("decisions", __name__, url_prefix="/cases")


@bp.route("/<int:id>/decision", methods=["GET", "POST"])
def issue(id: int) -> ResponseReturnValue:
    """T26–T29"""
    return str(find(Case, id).id)


@bp.route("/<int:id>/return", methods=["GET", "POST"])
def send_back(id: int) -> ResponseReturnValue:
    """T30"""
    return str(find(Case, id).id)
