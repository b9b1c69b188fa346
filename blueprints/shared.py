"""What views share about HTTP: finding with permission, answering an act, knowing a fragment from a page."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user
from flask_wtf import FlaskForm
from htmx_flask.requests import HtmxAwareRequest
from sqlalchemy.orm.exc import StaleDataError

from models.attachment import Attachment, Upload
from models.calibration import Calibration, PracticeSheet
from models.case import Case
from models.circumstance import Circumstance
from models.co_writer import CoWriter
from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from models.db import db
from models.document import Document
from models.errand import Errand
from models.expert import Assignment, Clarification
from models.meeting import AgendaItem, Meeting, Proposal
from models.reading import Reading
from models.review import Review
from models.user import User
from workflow import permissions
from workflow.events import Event
from workflow.notices import announce
from workflow.permissions import May, demand
from workflow.refusals import Refusal, Refused
from workflow.text import Text

T = TypeVar("T")
#: Two saved the same text in the same moment: the database let one of them through.
SAVED_MEANWHILE = Refusal(
    "saved_meanwhile",
    Text(
        hu="Ezt valaki más is most mentette. Amit írt, itt megvan: mentse újra, ha ez maradjon.",
        en="Somebody else saved this just now. What you wrote is still here: save again to keep it.",
    ),
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Who may know of a record at all; anybody else is told that there is none.
SEEN_BY: dict[type, Callable[[Any, Any], bool]] = {
    Case: permissions.may_see_case,
    Circumstance: permissions.may_see_circumstance,
    CoWriter: permissions.may_see_co_writer,
    Assignment: permissions.may_see_assignment,
    Review: permissions.may_see_review,
    Clarification: permissions.may_see_clarification,
    Calibration: permissions.may_see_calibration,
    PracticeSheet: permissions.may_see_practice,
    Document: permissions.may_see_document,
    Errand: permissions.may_see_errand,
    Attachment: permissions.may_read_attachment,
    Reading: permissions.may_see_reading,
    Upload: permissions.may_see_upload,
    Meeting: permissions.may_see_meeting,
    AgendaItem: permissions.may_see_item,
    Proposal: permissions.may_see_proposal,
    CriteriaSet: permissions.may_see_criteria_set,
    CriteriaComment: permissions.may_see_comment,
}


class Request(HtmxAwareRequest):
    """The request, and whether its answer is a piece of a page."""

    @property
    def wants_fragment(self) -> bool:
        """htmx asks for a part: not when it restores history, nor when it fetches a whole page."""
        return (
            self.headers.get("HX-Request") == "true"
            and self.headers.get("HX-Request-Type", "partial") == "partial"
            and self.headers.get("HX-History-Restore-Request") != "true"
            and self.headers.get("HX-Boosted") != "true"
        )


def wants_fragment() -> bool:
    """Whether this request is answered with a piece of a page."""
    return cast("Request", request).wants_fragment


def page_before() -> str:
    """The path of the page that a fragment was asked from, where it can be loaded again; the home page if unknown."""
    return urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"


def find(
    kind: type[T],
    id: int,
    may: May | None = None,
    *,
    loaded: Sequence[Any] = (),
    seen: Callable[[Any, Any], bool] | None = None,
) -> T:
    """The record: 401 for somebody signed out, 404 if the person may not know of it.

    403 if the act is somebody else's, 409 if it is too late.  `loaded` are loader options for what the page will need;
    `seen` says who may know of it where that is not who sees the record elsewhere.
    """
    person = signed_in()
    record = db.session.get(kind, id, options=loaded)
    if record is None or not (seen or SEEN_BY[kind])(person, record):
        abort(404)
    if may is not None:
        demand(may, person, record)
    return record


def signed_in() -> User:
    """Who is signed in, in person: what is asked of `current_user` is looked up anew every time.  401 for nobody."""
    person: User = current_user._get_current_object()
    if not person.is_authenticated:
        abort(401)
    return person


def still(may: May) -> May:
    """`may` for looking at a form; for sending it only who: what comes too late is told beside what was typed."""
    return may if request.method in SAFE else May(may.who)


def allowed(may: May) -> None:
    """401 for somebody signed out, 403 unless the person may, where there is no record to find."""
    demand(may, signed_in())


def carry_out(
    form: FlaskForm,
    act: Callable[[], Any],
    *,
    again: Callable[[int], ResponseReturnValue],
    done: Callable[[Any], ResponseReturnValue],
) -> ResponseReturnValue:
    """Validate, act, announce, answer.

    `act` returns its event, a list of events, or a record with one; `again(status)` shows the form with what was
    typed (422 for bad input, 409 when the record has moved on), `done(result)` answers success.
    """
    if not form.validate_on_submit():
        return again(422 if form.is_submitted() else 200)
    try:
        result = act()
        announce(*events_in(result))
    except (Refused, StaleDataError) as why:
        db.session.rollback()
        refused = why if isinstance(why, Refused) else Refused([SAVED_MEANWHILE])
        show_refusals(form, refused)
        return again(422 if refused.is_about_input else 409)
    return done(result)


def events_in(result: Any) -> list[Event]:
    """The events among what an act returned."""
    if isinstance(result, Event):
        return [result]
    if isinstance(result, list | tuple):
        return [event for part in result for event in events_in(part)]
    return []


def show_refusals(form: FlaskForm, refused: Refused) -> None:
    """Put each reason beside its field, or on top of the form where it is about the record."""
    locale = str(get_locale())
    for refusal in refused.refusals:
        said = refusal.text.in_(locale)
        if refusal.field and (field := _named(form, refusal.field)):
            field.errors = [*field.errors, said]
        else:
            form.form_errors = [*form.form_errors, said]


def _named(form: FlaskForm, name: str) -> Any:
    """The field of that name, be it in a row of a list ("points-2-proof"); None if there is none."""
    if name in form._fields:
        return form._fields[name]
    rows = form._fields.get(name.partition("-")[0])
    for row in getattr(rows, "entries", ()):
        for field in row.form:
            if field.name == name:
                # the list counts as wrong, too, or nothing would be told on top of the form
                rows.errors = [*rows.errors, {field.short_name: name}]
                return field
    return None


def shown(page: str, partial: str, status: int = 200, /, **context: Any) -> ResponseReturnValue:
    """The partial for htmx, the page that includes it for everybody else."""
    name = f"partials/{partial}.html" if wants_fragment() else f"pages/{page}.html"
    return render_template(name, **context), status


def changed(partial: str, back_to: str, /, **context: Any) -> ResponseReturnValue:
    """Answer a state change: the new fragment for htmx, a redirect for everybody else.

    Where the form had a page of its own, the address becomes that of the page which the fragment now shows: loading
    it again must not ask for the step once more.
    """
    if wants_fragment():
        headers = {} if page_before() == back_to else {"HX-Replace-Url": back_to}
        return render_template(f"partials/{partial}.html", **context), 200, headers
    return redirect(back_to, 303)


def moved(address: str, message: str = "") -> ResponseReturnValue:
    """Answer an act whose result is another page."""
    if message:
        flash(message, "success")
    if wants_fragment():
        return "", 204, {"HX-Redirect": address}
    return redirect(address, 303)
