"""Pages about the site itself: the front door, the language, accessibility, privacy."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> ResponseReturnValue:
    """What Mérce is, and the doors into it; who is signed in goes to the inbox."""
    if current_user.is_authenticated:
        return redirect(url_for("inbox.index"))
    return render_template("pages/pages/home.html")


@bp.post("/language")
def switch_language() -> ResponseReturnValue:
    """The other language, on the same page."""
    if request.form.get("locale") in ("hu", "en"):
        session["locale"] = request.form["locale"]
    return redirect("/", 303)


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement (procedure rules, 8.4)."""
    return render_template("pages/pages/accessibility.html")


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept about people, and what never becomes public."""
    return render_template("pages/pages/privacy.html")
