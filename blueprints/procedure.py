"""The procedure as the table has it, for everybody; and its diagram as a command."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

bp = Blueprint("procedure", __name__, cli_group="workflow")


@bp.get("/procedure")
def show() -> ResponseReturnValue:
    """The diagram, the steps, the deadlines and the criteria."""
    return render_template("pages/procedure/show.html")
