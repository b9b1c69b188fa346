"""Pages about the site itself: the front door, the language, accessibility, privacy."""

import re
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workflow.notices import announce

bp = Blueprint("pages", __name__)

LANGUAGES = ("hu", "en")
#: A path of this site: no second slash or backslash that a browser reads as another host, no control sign.
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


@bp.get("/")
def home() -> ResponseReturnValue:
    """What Mérce is, and the doors into it; who is signed in goes to the inbox."""
    if current_user.is_authenticated:
        return redirect(url_for("inbox.index"))
    return render_template("pages/pages/home.html")


@bp.post("/language")
def switch_language() -> ResponseReturnValue:
    """The other language, on the same page; kept with the account of whoever is signed in."""
    chosen = request.form.get("locale", "")
    if chosen in LANGUAGES:
        session["locale"] = chosen
        if current_user.is_authenticated and current_user.locale != chosen:
            current_user.locale = chosen
            announce()
    return redirect(page_of_ours(request.form.get("next", "")), 303)


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement (procedure rules, 8.4)."""
    return render_template("pages/pages/accessibility.html")


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept about people, and what never becomes public (procedure rules, 8.1)."""
    return render_template("pages/pages/privacy.html")


def page_of_ours(address: str) -> str:
    """The address if it is a page of this site that can be asked for, else the home page: nobody is led elsewhere."""
    home = url_for(".home")
    if not PATH.fullmatch(address):
        return home
    pages = current_app.url_map.bind("")
    return address if pages.test(urlsplit(address).path, method="GET") else home
