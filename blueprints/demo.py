"""The demonstration: signing in as an invented person with one click, the mails that were sent, and the commands.

The routes answer in demo mode only; the commands never run in production.
"""

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue

bp = Blueprint("demo", __name__, cli_group="demo")


@bp.before_request
def only_in_demo_mode() -> None:
    """404 unless this server is a demonstration."""
    if current_app.config["MERCE_MODE"] != "demo":
        abort(404)


@bp.post("/demo/entrance/<int:id>")
def enter(id: int) -> ResponseReturnValue:
    """Sign in as this person."""
    abort(404)


@bp.get("/demo/mailbox")
def mailbox() -> ResponseReturnValue:
    """Every mail, newest first."""
    abort(404)


@bp.get("/demo/mailbox/<int:id>")
def mail(id: int) -> ResponseReturnValue:
    """One mail."""
    abort(404)
