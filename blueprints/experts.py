"""The head of office chooses experts: invitation, replacement, release, the control expert."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.case import Case

bp = Blueprint("experts", __name__, url_prefix="/cases")


@bp.route("/<int:id>/experts", methods=["GET", "POST"])
def invite(id: int) -> ResponseReturnValue:
    """T13"""
    return str(find(Case, id).id)


@bp.route("/<int:id>/replacement-expert", methods=["GET", "POST"])
def replace(id: int) -> ResponseReturnValue:
    """Somebody else after a refusal or a release."""
    return str(find(Case, id).id)


@bp.route("/<int:id>/expert-release", methods=["GET", "POST"])
def release(id: int) -> ResponseReturnValue:
    """T17"""
    return str(find(Case, id).id)


@bp.route("/<int:id>/control-expert", methods=["GET", "POST"])
def call_control(id: int) -> ResponseReturnValue:
    """T18"""
    return str(find(Case, id).id)
