"""Section O: the applicant's own assessment, out of the reviewers' sight until they have closed theirs."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import carry_out, find, moved, still
from forms.self_assessment import self_assessment_form
from models.case import Case
from workflow import permissions
from workflow.acts import self_assessing, submitting
from workflow.criteria.stored import rubric_of
from workflow.queries.criteria import way_to
from workflow.refusals import Refused
from workflow.self_assessment import is_asked_of, is_begun

bp = Blueprint("self_assessments", __name__, url_prefix="/cases")


@bp.get("/<int:id>/self-assessment")
def show(id: int) -> ResponseReturnValue:
    """What the applicant said with the current version, criterion by criterion."""
    case = find(Case, id, seen=permissions.may_read_self_assessment)
    given = case.version.self_assessment or {}
    context = {"case": case, "given": given, "rubric": rubric_of(case), "is_begun": is_begun(given)}
    return render_template("pages/self_assessments/show.html", **context)


@bp.route("/<int:id>/self-assessment/writing", methods=["GET", "POST"])
def write(id: int) -> ResponseReturnValue:
    """Score and reason for each criterion."""
    case = find(Case, id, still(permissions.may_write_self_assessment))
    version, rubric = submitting.version_in_writing(case), rubric_of(case)
    form = self_assessment_form(rubric, version.self_assessment or {})
    context = {"case": case, "form": form, "rubric": rubric, "is_required": is_asked_of(version)}
    # who renews was judged by an older set: what its criteria became
    context |= {"way": way_to(rubric) if is_asked_of(version) else None}

    def act() -> list[None]:
        written = submitting.version_to_write(case)
        try:
            self_assessing.assess_own(case, written, form.said, seen=form.began_from, by=current_user)
        except Refused:
            form.catch_up(written.self_assessment or {})
            raise
        return []

    return carry_out(
        form,
        act,
        again=lambda status: (render_template("pages/self_assessments/write.html", **context), status),
        done=lambda _: moved(url_for("drafts.show", id=id), gettext("Saved.")),
    )
