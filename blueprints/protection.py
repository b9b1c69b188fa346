"""What every answer carries, and what every fault answers: headers, error pages, refused steps."""

from typing import Any

from flask import Flask, Response, current_app, flash, redirect, render_template, request, request_started, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from blueprints.files import receive
from blueprints.shared import page_before, wants_fragment
from models.db import db, writing
from workflow.engine import NotYours
from workflow.refusals import Refused

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: What somebody signed out is answered with the sign-in page: a link in a mail must lead there, and on.
NOT_SIGNED_IN = frozenset({401, 403})
KNOWN = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503})


def set_up_protection(app: Flask) -> None:
    """Register the hooks."""
    request_started.connect(choose_lock, app)
    app.after_request(add_headers)
    app.register_error_handler(
        CSRFError, lambda error: problem(400, gettext("The form was open too long. Please send it again."))
    )
    app.register_error_handler(
        HTTPException, lambda error: problem(error.code or 500) if (error.code or 500) >= 400 else error
    )
    app.register_error_handler(NotYours, lambda error: problem(403))
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Exception, fault)


def choose_lock(app: Flask, **_: Any) -> None:
    """Requests that only read take no write lock on SQLite; those that write take it when all they bring is here.

    Chosen before any hook runs: the first one asks who is signed in, and with that the transaction begins.
    """
    writing.set(request.method not in SAFE)
    if request.method not in SAFE:
        receive()


def add_headers(response: Response) -> Response:
    """No script but ours, no frame, nothing private kept by anybody."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"  # Flask-Security writes it in a way that no browser reads
        response.vary.update(("HX-Request", "HX-Request-Type", "Cookie"))
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "security.logout":
        headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def refused(error: Refused) -> ResponseReturnValue:
    """A step that the record no longer allows: 409 with the reasons and the way back to how it stands."""
    db.session.rollback()
    locale = str(get_locale())
    return problem(409, " ".join(refusal.text.in_(locale) for refusal in error.refusals))


def fault(error: Exception) -> ResponseReturnValue:
    """Something of ours broke: told to the log, not to the visitor."""
    current_app.logger.exception("unhandled fault at %s %s", request.method, request.path, exc_info=error)
    db.session.rollback()
    return problem(500)


def problem(code: int, detail: str = "") -> ResponseReturnValue:
    """The error page of `code`, or its fragment for htmx; somebody signed out is sent to sign in instead of a 403."""
    shown = code if code in KNOWN else (500 if code >= 500 else 400)
    if code in NOT_SIGNED_IN and not getattr(current_user, "is_authenticated", False):
        return to_the_door()
    if wants_fragment():
        return render_template("partials/errors/problem.html", code=shown, detail=detail, again=page_before()), code
    return render_template(f"pages/errors/{shown}.html", detail=detail), code


def to_the_door() -> ResponseReturnValue:
    """To signing in, and from there to the page that was asked for; what was sent cannot be sent again from there."""
    back_to = request.full_path.rstrip("?") if request.method in SAFE else None
    door = url_for("security.login", next=back_to)
    if back_to is None:
        flash(gettext("You are signed out, so what you sent was not kept. Sign in, then send it again."), "warning")
    if wants_fragment():
        return "", 401, {"HX-Redirect": door}
    return redirect(door)
