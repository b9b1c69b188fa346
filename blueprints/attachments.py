"""Annexes: uploading, downloading, taking off."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from blueprints.shared import carry_out, changed, find, moved, shown, still
from forms.drafts import AnnexForm
from forms.steps import ConfirmForm
from models.attachment import Attachment
from models.case import Case
from workflow import permissions
from workflow.acts import drafting
from workflow.acts.appointing import fault_of_file
from workflow.acts.drafting import is_detachable, open_fields
from workflow.acts.submitting import version_in_writing, version_to_write
from workflow.application import form_of, is_required
from workflow.queries.attachments import attachments_of
from workflow.refusals import Refused
from workflow.storage import Store, Unacceptable

bp = Blueprint("attachments", __name__)


@bp.route("/cases/<int:id>/attachments", methods=["GET", "POST"])
def index(id: int) -> ResponseReturnValue:
    """The annexes of the version in writing, and the next ones: together, or one by one as upload.js sends them."""
    case = find(Case, id, still(permissions.may_write_application))
    form = AnnexForm().offer(open_fields(case), form_of(case.version))
    return carry_out(
        form,
        lambda: _attach(case, form),
        again=lambda status: shown("attachments/index", "attachment/refused", status, **_context(case, form)),
        done=lambda _: changed("attachment/list", url_for(".index", id=id), **_context(case, form)),
    )


@bp.get("/attachments/<int:id>")
def download(id: int) -> ResponseReturnValue:
    """The file: always as a download, never shown in the page; 410 if the store has lost it."""
    attachment = find(Attachment, id)
    try:
        content = Store(current_app.config["STORAGE_URL"]).read(attachment.sha256)
    except FileNotFoundError:
        current_app.logger.error("attachment %s: no file %s in the store", id, attachment.sha256)
        abort(410)
    response = Response(content, mimetype=attachment.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=attachment.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@bp.post("/attachments/<int:id>/removal")
def remove(id: int) -> ResponseReturnValue:
    """Take it off, while the application is open."""
    attachment = find(Attachment, id)
    case = attachment.case
    permissions.demand(still(permissions.may_write_application), current_user, case)
    form = ConfirmForm()
    return carry_out(
        form,
        lambda: drafting.detach(attachment, by=current_user),
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


def _attach(case: Case, form: AnnexForm) -> list[Any]:
    """Every file or none; what is wrong is said of each by its name."""
    permissions.demand(permissions.may_write_application, current_user, case)  # before anything is stored
    store, files, wrong = Store(current_app.config["STORAGE_URL"]), [], []
    for sent in form.file.data:
        try:
            files.append(store.keep(sent.filename, sent.read()))
        except Unacceptable as why:
            wrong.append(fault_of_file(why.code, "file", name=sent.filename or ""))
    if wrong:
        raise Refused(wrong)
    title = form.title.data or "" if len(files) == 1 else ""
    facts = {"kind": form.kind.data, "title": title, "by": current_user}
    version = version_to_write(case)
    for stored in files:
        file = {**vars(stored), "personal_data": form.personal_data.data}
        drafting.attach(case, version, **facts, file=file)
    return []


def _context(case: Case, form: AnnexForm, *, removal: ConfirmForm | None = None) -> dict[str, Any]:
    version = version_in_writing(case)
    return {
        "case": case,
        "form": form,
        "removal": removal or form,
        "files": [(file, is_detachable(file)) for file in attachments_of(case)],
        "agreed": is_required(form_of(version).fields["M5"], version.answers),
    }
