"""Annexes: uploading as a form, downloading, describing anew, taking off."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from blueprints.files import FORM_WITH_FILES, scanner, sent, store, takes_up_to
from blueprints.shared import carry_out, changed, find, moved, shown, still
from forms.annexes import AnnexForm, DescriptionForm
from forms.steps import ConfirmForm
from models.attachment import Attachment
from models.case import Case
from models.db import let_go
from workflow import permissions
from workflow.acts import attaching
from workflow.acts.attaching import fault_of_file
from workflow.acts.drafting import open_fields
from workflow.acts.erasing import preview_place
from workflow.acts.submitting import version_in_writing, version_to_write
from workflow.application import form_of, is_required
from workflow.picturing import PREVIEW_TYPE
from workflow.queries.attachments import annexes_of, uploads_of
from workflow.refusals import Refused
from workflow.storage import Stored, Unacceptable, examined, place

bp = Blueprint("attachments", __name__)


@bp.route("/cases/<int:id>/attachments", methods=["GET", "POST"])
@takes_up_to(FORM_WITH_FILES)
def index(id: int) -> ResponseReturnValue:
    """The annexes of the version in writing, and the next ones together; one by one: blueprints.uploads."""
    case = find(Case, id, still(permissions.may_write_application))
    form = AnnexForm().offer(open_fields(case), form_of(case.version))
    return carry_out(
        form,
        lambda: _attach(case, form),
        again=lambda status: shown("attachments/index", "attachment/refused", status, **_context(case, form)),
        done=lambda _: changed("attachment/list", url_for(".index", id=id), **_context(case, form)),
    )


@bp.get("/attachments/<int:id>")
def download(id: int) -> Response:
    """The file: always as a download, never shown in the page; 410 if the store has lost it."""
    attachment = find(Attachment, id)
    response = sent(place(attachment.sha256), attachment.media_type, attachment.size)
    response.headers.set("Content-Disposition", "attachment", filename=attachment.file_name)
    return response


@bp.get("/attachments/<int:id>/preview")
def preview(id: int) -> Response:
    """A picture made small, without place and device; 404 where there is none."""
    attachment = find(Attachment, id)
    if not attachment.has_preview:
        abort(404)
    return sent(preview_place(attachment.sha256), PREVIEW_TYPE)


@bp.route("/attachments/<int:id>/description", methods=["GET", "POST"])
def describe(id: int) -> ResponseReturnValue:
    """What it is called, of which day it is, whose data it holds; while the application is open."""
    attachment = _writable(id)
    form = DescriptionForm(obj=attachment)
    return carry_out(
        form,
        lambda: attaching.describe(
            attachment,
            by=current_user,
            title=form.title.data or "",
            dated_on=form.dated_on.data,
            personal_data=form.personal_data.data,
        ),
        again=lambda status: (
            render_template("pages/attachments/describe.html", attachment=attachment, form=form),
            status,
        ),
        done=lambda _: moved(url_for(".index", id=attachment.case_id)),
    )


@bp.post("/attachments/<int:id>/removal")
def remove(id: int) -> ResponseReturnValue:
    """Take it off, while the application is open."""
    attachment = _writable(id)
    case, form = attachment.case, ConfirmForm()
    return carry_out(
        form,
        lambda: attaching.detach(attachment, by=current_user),
        again=lambda status: (
            render_template(
                "pages/attachments/index.html",
                **_context(
                    case, AnnexForm(formdata=None).offer(open_fields(case), form_of(case.version)), removal=form
                ),
            ),
            status,
        ),
        done=lambda _: moved(url_for(".index", id=case.id)),
    )


def _writable(id: int) -> Attachment:
    attachment = find(Attachment, id)
    permissions.demand(still(permissions.may_write_application), current_user, attachment.case)
    return attachment


def _attach(case: Case, form: AnnexForm) -> list[Any]:
    """Every file or none; what is wrong is said of each by its name."""
    permissions.demand(permissions.may_write_application, current_user, case)  # before anything is looked at
    let_go()
    taken = _examined(form.file.data)
    facts = {"kind": form.kind.data, "dated_on": form.dated_on.data, "personal_data": form.personal_data.data}
    title = form.title.data or "" if len(taken) == 1 else ""
    version = version_to_write(case)
    for found, _ in taken:
        attaching.attach(case, version, by=current_user, title=title, file=vars(found), **facts)
    for found, file in taken:
        store().lay(found.sha256, file.stream)
    return []


def _examined(files: list[FileStorage]) -> list[tuple[Stored, FileStorage]]:
    """What each is.  Raises Refused."""
    taken, wrong = [], []
    for file in files:
        try:
            taken.append((examined(file.filename or "", file.stream, scanner()), file))  # type: ignore[arg-type]
        except Unacceptable as why:
            wrong.append(fault_of_file(why.code, "file", name=file.filename or ""))
    if wrong:
        raise Refused(wrong)
    return taken


def _context(case: Case, form: AnnexForm, *, removal: ConfirmForm | None = None) -> dict[str, Any]:
    version = version_in_writing(case)
    return {
        "case": case,
        "form": form,
        "removal": removal or form,
        "files": annexes_of(case),
        "uploads": uploads_of(case, by=current_user),
        "agreed": is_required(form_of(version).fields["M5"], version.answers),
    }
