"""Acknowledgements of what came in: on the screen, to print, and as PDF."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from blueprints.shared import find
from models.case import Case
from models.document import Document
from workflow.acts.papers import in_full
from workflow.acts.receiving import has_receipt, latest_acknowledged, receipt, receipt_printed
from workflow.documents import render

bp = Blueprint("receipts", __name__)


@bp.get("/cases/<int:id>/receipt")
def latest(id: int) -> ResponseReturnValue:
    """To the receipt of what came in last."""
    document = latest_acknowledged(find(Case, id)) or abort(404)
    return redirect(url_for(".show", id=document.id), 303)


@bp.get("/letters/<int:id>/receipt")
def show(id: int) -> ResponseReturnValue:
    """What was received, and what happens next by when."""
    document = _acknowledged(id)
    told = in_full(receipt(document), str(get_locale()))
    return render_template("pages/receipts/show.html", document=document, case=document.case, letter=told)


@bp.get("/letters/<int:id>/receipt.pdf")
def pdf(id: int) -> ResponseReturnValue:
    """The same as a letter."""
    document = _acknowledged(id)
    response = Response(render("letter", receipt_printed(document, str(get_locale()))), mimetype="application/pdf")
    name = f"{document.number.replace('/', '-')} elismerveny.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


def _acknowledged(id: int) -> Document:
    document = find(Document, id)
    return document if has_receipt(document) else abort(404)
