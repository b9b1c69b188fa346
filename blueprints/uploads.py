"""A file that comes in parts, as upload.js sends it: begun, asked how far it is, gone on with, finished, given up.

Each answer says in `Upload-Offset` how many bytes have come, so a sender whose line broke off knows where to go on.
"""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.files import scanner, store, takes_up_to
from blueprints.shared import carry_out, find, moved
from forms.annexes import UploadForm, WholeForm
from forms.steps import ConfirmForm
from models.attachment import Upload
from models.case import Case
from workflow import permissions
from workflow.acts import uploading
from workflow.acts.drafting import open_fields
from workflow.acts.submitting import version_to_write
from workflow.acts.uploading import MOST_BYTES_A_PART, Annex
from workflow.application import form_of
from workflow.queries.attachments import annexes_of, uploads_of

bp = Blueprint("uploads", __name__)
OFFSET = "Upload-Offset"


@bp.post("/cases/<int:id>/uploads")
def begin(id: int) -> ResponseReturnValue:
    """201 with the address of the upload and how much of the file is here already."""
    case = find(Case, id, permissions.may_write_application)
    form = UploadForm().offer(open_fields(case), form_of(case.version))
    return carry_out(
        form,
        lambda: _begin(case, form),
        again=lambda status: _refused(form, status),
        done=lambda upload: ("", 201, {"Location": url_for(".show", id=upload.id), OFFSET: str(upload.received)}),
    )


@bp.get("/uploads/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """How much has come: all of it, too, once the file has become an annex."""
    upload = find(Upload, id)
    if upload.mark is None and upload.attachment_id is None:
        return gettext("This upload has expired. Choose the file again."), 410
    return "", 204, {OFFSET: str(upload.received)}


@bp.post("/uploads/<int:id>/parts")
@takes_up_to(MOST_BYTES_A_PART)
def receive(id: int) -> ResponseReturnValue:
    """The bytes from Upload-Offset on; 409 with the right place if they do not go on where the last ones ended."""
    upload = find(Upload, id)
    at = request.headers.get(OFFSET, type=int)
    if at is None or at < 0:
        return gettext("The part does not say where it begins."), 422
    form = ConfirmForm()
    return carry_out(
        form,
        lambda: uploading.receive(upload, request.get_data(), at=at, store=store(), by=current_user),
        again=lambda status: _refused(form, status),
        done=lambda took: ("", 204 if took.is_taken else 409, {OFFSET: str(took.received)}),
    )


@bp.post("/uploads/<int:id>/completion")
def complete(id: int) -> ResponseReturnValue:
    """The file is an annex now; asked twice it answers the same.  The list of annexes, or why it was not taken."""
    upload = find(Upload, id)
    form = WholeForm()
    return carry_out(
        form,
        lambda: _complete(upload, form),
        again=lambda status: _refused(form, status),
        done=lambda _: _listed(upload),
    )


@bp.post("/uploads/<int:id>/abandonment")
def abandon(id: int) -> ResponseReturnValue:
    """It is no longer wanted."""
    upload = find(Upload, id)
    form, back = ConfirmForm(), url_for("attachments.index", id=upload.case_id)
    return carry_out(
        form,
        lambda: uploading.give_up(upload, by=current_user),
        again=lambda status: _refused(form, status),
        done=lambda _: moved(back),
    )


def _begin(case: Case, form: UploadForm) -> Upload:
    annex = Annex(form.kind.data, form.title.data or "", form.dated_on.data, form.personal_data.data)
    return uploading.begin(
        case,
        version_to_write(case),
        annex,
        by=current_user,
        mark=form.mark.data,
        file_name=form.file.data,
        size=form.size.data,
    )


def _complete(upload: Upload, form: WholeForm) -> list[Any]:
    if upload.attachment_id is not None:
        return []
    found, whole = uploading.examine_whole(
        upload, by=current_user, sha256=form.file.data or "", store=store(), scanner=scanner()
    )
    with whole:
        if uploading.finish(upload, version_to_write(upload.case), found, by=current_user):
            store().lay(found.sha256, whole)
    return []


def _listed(upload: Upload) -> ResponseReturnValue:
    """The annex is saved: its parts are in nobody's way any more."""
    store().clear(uploading.folder(upload.id))
    files, uploads = annexes_of(upload.case), uploads_of(upload.case, by=current_user)
    return render_template("partials/attachment/list.html", files=files, uploads=uploads)


def _refused(form: Any, status: int) -> ResponseReturnValue:
    return render_template("partials/attachment/refused.html", form=form), status
