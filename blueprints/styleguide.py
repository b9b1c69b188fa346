"""The style guide: every part of the screens in every state, on one living page; in demonstrations and development."""

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from blueprints.sample_lists import lists
from blueprints.sample_writing import writing
from blueprints.samples import pictures
from forms.styleguide import as_refused, as_typed
from models.errand import ErrandState
from models.states import CaseState
from workflow.clock import now, today

bp = Blueprint("styleguide", __name__)

SHOWN_IN = frozenset({"demo", "development"})
#: The parts in the order of the page: each is templates/partials/styleguide/<name>.html, with its title.
PARTS = (
    ("header", _("Head of a page")),
    ("buttons", _("Buttons")),
    ("states", _("States and deadlines")),
    ("fields", _("Fields")),
    ("rows", _("Rows that grow")),
    ("upload", _("Sending files")),
    ("scale", _("Scores with their sentences")),
    ("lists", _("Lists")),
    ("tables", _("Tables, filters and pages")),
    ("timeline", _("What happened")),
    ("messages", _("Messages")),
    ("progress", _("Progress of long work")),
    ("confirmation", _("Confirmation")),
    ("comparison", _("Two versions side by side")),
    ("letter", _("A letter")),
    ("problems", _("Faults")),
    ("charts", _("Charts")),
    ("case_course", _("The course of a case")),
    ("month", _("A month")),
    ("county_map", _("Map of the counties")),
    ("print", _("On paper")),
)


@bp.before_request
def only_where_it_is_looked_at() -> None:
    """Elsewhere there is no such page."""
    if current_app.config["MERCE_MODE"] not in SHOWN_IN:
        abort(404)


@bp.get("/styleguide")
def show() -> ResponseReturnValue:
    """All parts, each with its name to link to."""
    forms = {"as_typed": as_typed(), "as_refused": as_refused()}
    states = {"CaseState": CaseState, "ErrandState": ErrandState}
    samples = {**lists(), **pictures(today()), **writing(), "a_moment": now()}
    return render_template("pages/styleguide/show.html", parts=PARTS, **states, **forms, **samples)


@bp.get("/styleguide/sheet")
def sheet() -> ResponseReturnValue:
    """The layout for paper."""
    return render_template("pages/styleguide/sheet.html", CaseState=CaseState, a_moment=now())
