"""An expert's invitation: reading it, accepting it with both declarations, declining it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.expert import Assignment

bp = Blueprint("assignments", __name__, url_prefix="/assignments")


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The invitation."""
    return str(find(Assignment, id).id)


@bp.post("/<int:id>/acceptance")
def accept(id: int) -> ResponseReturnValue:
    """Both declarations, then the work."""
    return str(find(Assignment, id).id)


@bp.post("/<int:id>/refusal")
def decline(id: int) -> ResponseReturnValue:
    """T14"""
    return str(find(Assignment, id).id)
