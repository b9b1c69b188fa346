"""Registered documents: reading, opening (communication), the PDF."""

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from blueprints.shared import carry_out, find, moved
from forms.steps import ConfirmForm
from models.document import Document
from workflow import permissions
from workflow.acts.communicating import open_letter
from workflow.acts.papers import in_full, printable, version_named
from workflow.documents import render

bp = Blueprint("letters", __name__, url_prefix="/letters")


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The letter; for the applicant only once it was opened, because opening is its communication."""
    document = find(Document, id)
    may_read = document.facts.get("letter") and _may_read(document)
    letter = in_full({**document.facts, "version": version_named(document)}, str(get_locale())) if may_read else None
    asked = {"document": document, "case": document.case, "letter": letter, "form": ConfirmForm(formdata=None)}
    return render_template("pages/letters/show.html", **asked)


@bp.post("/<int:id>/opening")
def open(id: int) -> ResponseReturnValue:
    """The applicant opens the letter: its deadline counts from today."""
    document = find(Document, id, permissions.may_open_letter)
    return carry_out(
        ConfirmForm(),
        lambda: open_letter(document, by=current_user) and None,
        again=lambda status: (
            render_template(
                "pages/letters/show.html",
                document=document,
                case=document.case,
                letter=None,
                form=ConfirmForm(),
            ),
            status,
        ),
        done=lambda _: moved(url_for(".show", id=id)),
    )


@bp.get("/<int:id>.pdf")
def pdf(id: int) -> ResponseReturnValue:
    """The letter as it is sent: PDF/A, in Hungarian unless English is being read."""
    document = find(Document, id)
    if not document.facts.get("letter") or not _may_read(document):
        abort(404)
    response = Response(render("letter", printable(document, str(get_locale()))), mimetype="application/pdf")
    name = document.number.replace("/", "-")
    response.headers.set("Content-Disposition", "inline", filename=f"{name}.pdf")
    return response


def _may_read(document: Document) -> bool:
    """The addressee reads it once opened; everybody else who may see it at once."""
    return document.opened_at is not None or not permissions.may_open_letter(current_user, document)
