"""The versions of an application: what each changed, and each of them whole on paper."""

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from blueprints.shared import find
from models.case import Case
from workflow import permissions
from workflow.documents import render
from workflow.queries.printed import printed_application
from workflow.queries.versions import history_of_versions, version_numbered

bp = Blueprint("versions", __name__, url_prefix="/cases")


@bp.get("/<int:id>/versions")
def index(id: int) -> ResponseReturnValue:
    """Every frozen version: when, by whom, its fingerprint, and how many answers it changed."""
    case = find(Case, id, seen=permissions.may_read_application)
    return render_template("pages/versions/index.html", case=case, entries=history_of_versions(case))


@bp.get("/<int:id>/versions/<number>/application.pdf")
def pdf(id: int, number: str) -> ResponseReturnValue:
    """The version whole, as PDF/A; a draft is set for those who write it, and for nobody else."""
    case = find(Case, id)
    version = version_numbered(case, number) or abort(404)
    if version.frozen_at is None and not permissions.may_write_application.who(current_user, case):
        abort(404)
    may_read_own = permissions.may_read_self_assessment(current_user, case)
    own, hidden = version.self_assessment or {} if may_read_own else {}, permissions.hidden_answers(current_user, case)
    facts = printed_application(case, version, own, hidden)
    response = Response(render("application", facts), mimetype="application/pdf")
    name = f"{(case.number or case.programme.title).replace('/', '-')} {version.number}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response
