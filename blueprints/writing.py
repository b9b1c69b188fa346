"""Saving one answer of a draft while it is being written."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from blueprints.shared import find
from forms.application import answers_from, section_form
from models.case import Case
from models.db import db
from workflow import permissions
from workflow.acts import submitting
from workflow.acts.drafting import open_fields
from workflow.acts.marking import Window, WrittenMeanwhile
from workflow.acts.writing import write_seen
from workflow.application import form_of
from workflow.notices import announce
from workflow.queries.cases import WITH_APPLICANT

bp = Blueprint("writing", __name__, url_prefix="/cases")


@bp.post("/<int:id>/draft/fields/<code>")
def save(id: int, code: str) -> ResponseReturnValue:
    """One answer as it stands now, right or wrong: what is wrong is told when the section is sent.

    409 with both texts where another has written it since the mark `seen-<code>`.
    """
    case = find(Case, id, permissions.may_write_application, loaded=WITH_APPLICANT)
    asked = form_of(case.version)
    if code not in asked.fields or asked.fields[code].kind == "annex" or code not in open_fields(case):
        abort(404)
    version, question = submitting.version_to_write(case), asked.fields[code]
    form = section_form(question.section, version.answers, {code}, edition=asked)
    answers = answers_from(form)
    shown = {"code": code, "case": case, "question": question}
    try:
        window = Window(form.window, form.turn)
        marks = write_seen(case, version, answers, seen=form.seen, by=current_user, window=window)
        announce()
    except WrittenMeanwhile as found:
        db.session.rollback()
        both = {"mine": answers[code], "other": found.others[code]}
        return render_template("partials/draft/other.html", **shown, **both), 409
    return render_template("partials/draft/saved.html", **shown, mark=marks[code], tidied=form.was_tidied(code))
