"""Taking answers over from a document: bringing it, comparing it with the form, placing what is left."""

import secrets
from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext
from flask_login import current_user

from blueprints.files import FORM_WITH_FILES, scanner, store, takes_up_to
from blueprints.shared import allowed, carry_out, changed, find, moved, shown, still
from forms.imports import DocumentForm, take_over_form
from forms.steps import ConfirmForm
from models.case import Case
from models.errand import Errand
from models.reading import Reading
from workflow import permissions
from workflow.acts import importing
from workflow.acts.attaching import refusal_of_file
from workflow.acts.drafting import open_fields
from workflow.acts.marking import WrittenMeanwhile, numbers
from workflow.acts.submitting import version_in_writing
from workflow.acts.writing import marks_of
from workflow.application import form_of
from workflow.importing.blocks import Unreadable
from workflow.importing.formats import MEDIA_TYPES, kind_of
from workflow.notices.errands import entrust
from workflow.permissions import demand
from workflow.queries.readings import offers_of, passages_left, passages_of, readings_of
from workflow.refusals import Refusal, Refused
from workflow.storage import Stored, Unacceptable, demand_size, examined

bp = Blueprint("imports", __name__)


@bp.route("/cases/<int:id>/import", methods=["GET", "POST"])
@takes_up_to(FORM_WITH_FILES)
def bring(id: int) -> ResponseReturnValue:
    """A document for this application; what was brought before stands below."""
    case = find(Case, id, still(permissions.may_write_application))
    form = DocumentForm(token=secrets.token_urlsafe(16))

    def act() -> Errand:
        demand(permissions.may_write_application, current_user, case)  # before anything is stored
        return _read(form, lambda file: importing.bring(case, by=current_user, file=file))

    readings = readings_of(case)
    if not form.is_submitted():
        _say_failure(form, readings)
    return carry_out(
        form,
        act,
        again=lambda status: shown("imports/new", "reading/new", status, case=case, form=form, readings=readings),
        done=lambda errand: moved(url_for("errands.show", id=errand.id)),
    )


@bp.route("/cases/recording/document", methods=["GET", "POST"])
@takes_up_to(FORM_WITH_FILES)
def bring_to_office() -> ResponseReturnValue:
    """A document of an application that the office will record (T02b)."""
    allowed(permissions.may_record)
    form = DocumentForm(token=secrets.token_urlsafe(16))
    return carry_out(
        form,
        lambda: _read(form, lambda file: importing.bring_to_office(by=current_user, file=file)),
        again=lambda status: shown("imports/new", "reading/new", status, case=None, form=form, readings=()),
        done=lambda errand: moved(url_for("errands.show", id=errand.id)),
    )


@bp.route("/imports/<int:id>", methods=["GET", "POST"])
def take_over(id: int) -> ResponseReturnValue:
    """What the form says and what the document says, side by side, with a tick for each field."""
    reading = find(Reading, id, still(permissions.may_take_over))
    version = version_in_writing(reading.case)
    offers = offers_of(reading, version, open_fields(reading.case))
    form = take_over_form((offer.field.code, offer.is_plain) for offer in offers if not offer.is_same)
    others: dict[str, Any] = {}

    def act() -> list[Any]:
        try:
            importing.take_over(reading, form.ticked, seen=form.seen, by=current_user)
        except WrittenMeanwhile as found:
            others.update(found.others)
            raise
        return []

    def again(status: int) -> ResponseReturnValue:
        return shown("imports/show", "reading/comparison", status, **_context(reading, form, others))

    taken = len(form.ticked)
    said = ngettext("%(num)s answer has been taken over.", "%(num)s answers have been taken over.", taken)
    return carry_out(form, act, again=again, done=lambda _: moved(url_for(".take_over", id=id), said))


@bp.post("/imports/<int:id>/passages/<int:number>/placing")
def place(id: int, number: int) -> ResponseReturnValue:
    """It stands where it belongs: it folds away."""
    return _mark(id, lambda reading: importing.place(reading, number, by=current_user))


@bp.post("/imports/<int:id>/passages/<int:number>/return")
def bring_back(id: int, number: int) -> ResponseReturnValue:
    """It does not after all."""
    return _mark(id, lambda reading: importing.bring_back(reading, number, by=current_user))


def _mark(id: int, act: Callable[[Reading], None]) -> ResponseReturnValue:
    """Beside a section (`?section=E`) it leads back to that section, else to the comparison."""
    reading = find(Reading, id, still(permissions.may_take_over))
    code, case = request.args.get("section", ""), reading.case
    if code and code not in {section.code for section in form_of(version_in_writing(case)).sections}:
        abort(404)
    form = ConfirmForm()
    back = url_for("drafts.section", id=case.id, code=code) if code else url_for(".take_over", id=id)
    partial = "reading/left" if code else "reading/passages"
    facts = {"case": case, "reading": reading, "section_code": code, "is_open": True}

    def again(status: int) -> ResponseReturnValue:
        return shown("imports/passages", partial, status, form=form, **facts, **_passages(reading, code))

    return carry_out(
        form,
        lambda: act(reading),
        again=again,
        done=lambda _: changed(partial, back, form=form, **facts, **_passages(reading, code)),
    )


def _passages(reading: Reading, code: str) -> dict[str, Any]:
    return {"passages": passages_left(reading.case) if code else passages_of(reading)}


def _read(form: DocumentForm, enter: Callable[[dict[str, Any]], Reading]) -> Errand:
    """Keep the original, enter the document, and have it read.  A second click gives the errand of the first."""
    reading = enter(vars(_original(form)))
    errand = entrust(
        "document_reading",
        by=current_user,
        arguments={"language": str(get_locale()), "reading": str(reading.id)},
        token=form.token.data,
    )
    importing.note_errand(errand)
    return errand


def _original(form: DocumentForm) -> Stored:
    """The file as it came, or the pasted text as one.  What can be told at a look is refused at once."""
    name, content = gettext("pasted-text.txt"), (form.text.data or "").encode()
    try:
        if form.file.data:
            demand_size(form.file.data.seek(0, 2))
            form.file.data.seek(0)
            name, content = form.file.data.filename, form.file.data.read()
        media_type = MEDIA_TYPES[kind_of(content)] if form.file.data else MEDIA_TYPES["plain"]
        stored = examined(name, BytesIO(content), scanner(), media_type=media_type)
    except Unreadable as why:
        raise Refused([Refusal(f"file_{why.code}", why.text, "file")]) from None
    except Unacceptable as why:
        raise refusal_of_file(why.code, "file") from None
    store().lay(stored.sha256, BytesIO(content))
    return stored


def _say_failure(form: DocumentForm, readings: Any) -> None:
    """Beside the field, why the document that one comes back from could not be read."""
    after = request.args.get("after", type=int)
    for reading in readings:
        if reading.id == after and reading.errand and reading.errand.failure:
            form.file.errors = [reading.errand.failure[str(get_locale())]]


def _context(reading: Reading, form: Any, others: Any) -> dict[str, Any]:
    case = reading.case
    version = version_in_writing(case)
    return {
        "case": case,
        "reading": reading,
        "form": form,
        "offers": offers_of(reading, version, open_fields(case)),
        "seen": numbers(marks_of(version)),
        "others": others,
        "passages": passages_of(reading),
        "section_code": "",
    }
