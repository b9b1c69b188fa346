"""For monitors: does the process live, and does the whole of it work."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from blueprints.files import scanner
from workflow.notices.standing import standing

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """This process answers."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """200 while the database answers and a worker lives, else 503.  A silent Redis or scanner is only reported."""
    now = standing()
    facts = {
        "status": ("ready" if now.queue else "degraded") if now.is_ready else "not ready",
        "database": "ok" if now.database else "down",
        "queue": "ok" if now.queue else "down",
        "worker_heartbeat_age_seconds": now.heartbeat_age,
        "oldest_unsent_notice_age_seconds": now.oldest_unsent_age,
        "mails_held_for_the_office": now.held,
    }
    asked = scanner()
    if asked is not None:
        facts["scanner"] = "ok" if asked.answers() else "down"
    return jsonify(facts), 200 if now.is_ready else 503, {"Cache-Control": "no-store"}
