"""The public register of accredited programmes, and verifying a certificate."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from blueprints.shared import shown
from models.states import AccreditationStatus
from workflow.application import FIELDS
from workflow.counties import COUNTIES
from workflow.documents import render
from workflow.labels import label
from workflow.numbering import canonical_code
from workflow.queries import register
from workflow.queries.register import PUBLIC, Filters, Verdict

bp = Blueprint("registry", __name__)


@bp.get("/registry")
def index() -> ResponseReturnValue:
    """The list; its filters stand in the address."""
    filters = asked_for()
    return shown(
        "registry/index",
        "registry/rows",
        listed=register.page_of_register(filters, number=request.args.get("page", 1, type=int)),
        filters=filters,
        standing=register.standing,
        **choices(),
    )


@bp.get("/registry/<path:number>")
def show(number: str) -> ResponseReturnValue:
    """One accredited programme: its public fields and nothing else."""
    entry = register.entry(number)
    if entry is None:
        abort(404)
    return render_template(
        "pages/registry/show.html",
        entry=entry,
        status=register.standing(entry),
        conditions=register.open_conditions(entry),
        has_certificate=register.standing(entry) in register.IN_FORCE,
    )


@bp.get("/registry/<path:number>/certificate.pdf")
def certificate(number: str) -> ResponseReturnValue:
    """The certificate in force, as it was issued."""
    facts = register.certificate_facts(number)
    if facts is None:
        abort(404)
    response = Response(render("certificate", facts), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=f"{number.replace('/', '-')}.pdf")
    return response


@bp.get("/verify/")
def ask() -> ResponseReturnValue:
    """The form for a code, and the way from it to the code's own address."""
    typed = request.args.get("code", "").strip()[:60]
    code = canonical_code(typed)
    if code:
        return redirect(url_for(".verify", code=code), 303)
    if "code" not in request.args:
        return render_template("pages/registry/verify.html", typed="", error="")
    error = gettext("This is not a code of ours. Check it letter by letter.") if typed else gettext("Type the code.")
    return render_template("pages/registry/verify.html", typed=typed, error=error), 422


@bp.get("/verify/<code>")
def verify(code: str) -> ResponseReturnValue:
    """What the register says of a certificate's code: where its QR code leads."""
    found = register.verify(code[:60])
    known = found.accreditation is not None
    context = {"found": found, "code": canonical_code(code[:60]) or code[:60], "verdicts": Verdict}
    if found.accreditation is not None:
        context["status"] = register.standing(found.accreditation)
    return render_template("pages/registry/verdict.html", **context), 200 if known else 404


def asked_for() -> Filters:
    """The filters in the address; what is no choice of ours is left out."""
    asked = request.args
    status = asked.get("status", "")
    return Filters(
        words=asked.get("words", "").strip()[:100],
        county=asked.get("county", "") if asked.get("county") in COUNTIES else "",
        type=asked.get("type", "") if FIELDS["B3"].chosen(asked.get("type")) else "",
        level=asked.get("level", "") if FIELDS["B4"].chosen(asked.get("level")) else "",
        status=AccreditationStatus(status) if status in PUBLIC else None,
    )


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: value and words of each choice."""
    locale = str(get_locale())
    return {
        "counties": [(code, county.name) for code, county in COUNTIES.items()],
        "types": [(choice.code, choice.label.in_(locale)) for choice in FIELDS["B3"].choices],
        "levels": [(choice.code, choice.label.in_(locale)) for choice in FIELDS["B4"].choices],
        "statuses": [(status.value, label(status).in_(locale)) for status in PUBLIC],
    }
