"""Files that come and go: how much a request may bring, where files lie, who scans them, how they are downloaded.

All that a request brings is here before the database is asked.  A slow line must keep nobody waiting: a writer holds
SQLite's lock from its first question on.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, abort, current_app, request, session

from workflow.scanning import Scanner, scanner_at
from workflow.storage import Store

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024
#: Several files in one form; what is larger goes one by one.
FORM_WITH_FILES = 104 * MEGABYTE


def takes_up_to(most_bytes: int) -> Callable[[View], View]:
    """Mark a view whose requests may bring so much, from whoever is signed in."""

    def marked(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return marked


def receive() -> None:
    """Take in what this request brings.  Raises RequestEntityTooLarge."""
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, "most_bytes", None)
    if most is not None and "_user_id" in session:
        request.max_content_length = most
    request.get_data(parse_form_data=True)


def store() -> Store:
    """The files of this installation."""
    return Store(current_app.config["STORAGE_URL"])


def scanner() -> Scanner | None:
    """The virus scanner, if one is set."""
    return scanner_at(current_app.config["SCANNER_URL"], when_silent=current_app.config["SCANNER_SILENT"])


def sent(place: str, media_type: str, size: int | None = None) -> Response:
    """What lies there, bit by bit; it can never run in our name.  410 if the store has lost it."""
    try:
        content = store().stream(place)
    except FileNotFoundError:
        current_app.logger.error("no file %s in the store for %s", place, request.path)
        abort(410)
    response = Response(content, mimetype=media_type)
    response.content_length = size
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
