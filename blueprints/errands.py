"""Errands: long work that the worker does; asked for, watched, left, found again, its file fetched."""

import secrets
from typing import TypeVar

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user, login_required

from blueprints.shared import allowed, carry_out, changed, find, moved, shown, wants_fragment
from forms.errands import ErrandForm, ExportForm
from forms.steps import ConfirmForm
from models.errand import Errand
from workflow.errands import KINDS
from workflow.errands.claims import cancel as cancel_errand
from workflow.errands.progress import ENDED, NO_FILE, errands_of, may_still, progress_of
from workflow.errands.results import read_result
from workflow.notices.errands import entrust
from workflow.permissions import May
from workflow.queries.readings import reading_by
from workflow.refusals import Refused
from workflow.storage import Store

Form = TypeVar("Form", bound=ErrandForm)
bp = Blueprint("errands", __name__, url_prefix="/errands")


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    """One's own errands, newest first."""
    return render_template("pages/errands/index.html", errands=errands_of(current_user), kinds=KINDS)


@bp.route("/booklet", methods=["GET", "POST"])
def make_booklet() -> ResponseReturnValue:
    """The register as a booklet."""
    allowed(KINDS["register_booklet"].may)
    register = str(current_app.config["PUBLIC_URL"]).rstrip("/") + url_for("registry.index")
    return ask(
        "register_booklet",
        new(ErrandForm),
        gettext("Every programme whose accreditation is in force today, with what the register shows to everybody."),
        url=register,
    )


@bp.route("/cases", methods=["GET", "POST"])
def export_cases() -> ResponseReturnValue:
    """All cases as tables."""
    allowed(KINDS["cases_export"].may)
    form = new(ExportForm)
    return ask(
        "cases_export",
        form,
        gettext("Two tables in one ZIP file: a row for each case, and a row for each step. No names of experts."),
        purpose=form.purpose.data or "",
    )


@bp.route("/experts", methods=["GET", "POST"])
def propose_experts() -> ResponseReturnValue:
    """Experts for all waiting cases, however many, as a table."""
    allowed(KINDS["experts_proposal"].may)
    lead = gettext("A table with two experts and a reserve for every waiting case. Nobody is asked by it.")
    return ask("experts_proposal", new(ErrandForm), lead)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """How far it is: asked again every two seconds with the mark of what was seen (204: nothing new)."""
    progress, seen = progress_of(find(Errand, id)), request.args.get("seen", "")
    if wants_fragment() and seen == progress.mark:
        return "", 204
    return shown("errands/show", "errand/progress", **context(progress.errand, seen))


@bp.post("/<int:id>/cancellation")
def cancel(id: int) -> ResponseReturnValue:
    """It is no longer wanted: its worker stops within moments."""
    errand = find(Errand, id)

    def act() -> None:
        if not cancel_errand(id):
            raise Refused([ENDED])

    form = ConfirmForm()
    return carry_out(
        form,
        act,
        again=lambda status: shown("errands/show", "errand/progress", status, form=form, **context(errand)),
        done=lambda _: changed("errand/progress", url_for(".show", id=id), **context(errand)),
    )


@bp.get("/<int:id>/result")
def fetch(id: int) -> ResponseReturnValue:
    """The file, for whoever asked for it and still may."""
    errand = find(Errand, id, May(may_still))
    if not progress_of(errand).has_result:
        raise Refused([NO_FILE])
    content = read_result(errand, Store(current_app.config["STORAGE_URL"]))
    response = Response(content, mimetype=errand.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=errand.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def new(kind: type[Form]) -> Form:
    """The form, with a mark of its own and in the language of the screen."""
    return kind(token=secrets.token_urlsafe(16), language=str(get_locale()))


def ask(kind: str, form: ErrandForm, lead: str, **arguments: str) -> ResponseReturnValue:
    """The page that asks for an errand of this kind, and the way from it to the errand."""
    wanted = {"language": form.language.data, **arguments}
    return carry_out(
        form,
        lambda: entrust(kind, by=current_user, arguments=wanted, token=form.token.data),
        again=lambda status: (
            render_template("pages/errands/new.html", title=KINDS[kind].title, lead=lead, form=form),
            status,
        ),
        done=lambda errand: moved(url_for(".show", id=errand.id)),
    )


def context(errand: Errand, seen: str = "") -> dict[str, object]:
    """What the page and its fragment show."""
    progress = progress_of(errand)
    return {
        "progress": progress,
        "told": progress.has_another_stage_than(seen),
        "may_still": may_still(current_user, errand),
        "way_on": None if progress.makes_file or progress.is_live else way_on(errand),
    }


def way_on(errand: Errand) -> tuple[str, str] | None:
    """Where one goes on when a document was read (label, address), or could not be; None when its draft is gone."""
    reading = reading_by(errand.id)
    if reading is None:
        return None
    if reading.read_at is None:
        label, after = gettext("Choose another document"), {"after": reading.id}
        return label, (
            url_for("imports.bring", id=reading.case_id, **after)
            if reading.case_id
            else url_for("imports.bring_to_office")
        )
    if reading.case_id is None:
        return gettext("Record the application"), url_for("recordings.record", reading=reading.id)
    return gettext("Compare it with the form"), url_for("imports.take_over", id=reading.id)
