"""Meetings of the workshop: called, opened, present, closed, their minutes."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from blueprints.shared import find
from models.meeting import Meeting

bp = Blueprint("meetings", __name__, url_prefix="/meetings")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The list of meetings."""
    return ""


@bp.route("/new", methods=["GET", "POST"])
def convene() -> ResponseReturnValue:
    """Call a meeting."""
    return ""


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The live board."""
    return find(Meeting, id).number


@bp.post("/<int:id>/opening")
def open(id: int) -> ResponseReturnValue:
    """The chair opens."""
    return find(Meeting, id).number


@bp.post("/<int:id>/presence")
def presence(id: int) -> ResponseReturnValue:
    """Who is present."""
    return find(Meeting, id).number


@bp.post("/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """The chair closes."""
    return find(Meeting, id).number


@bp.get("/<int:id>/minutes")
def minutes(id: int) -> ResponseReturnValue:
    """The minutes."""
    return find(Meeting, id).number


@bp.get("/<int:id>/minutes.pdf")
def print_minutes(id: int) -> ResponseReturnValue:
    """The minutes on paper."""
    return find(Meeting, id).number


@bp.post("/<int:id>/certification")
def certify(id: int) -> ResponseReturnValue:
    """A certifier signs."""
    return find(Meeting, id).number
