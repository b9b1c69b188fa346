"""The consolidated assessment: sending it, reading it, the applicant's remarks."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.pictures.sums import scores, totals
from blueprints.shared import carry_out, changed, find, moved, shown
from blueprints.unsent import Writing, part_kept
from forms.assessments import AssessmentForm, KeptForm, RemarksForm, assessment_form
from models.case import Case
from workflow import permissions
from workflow.acts import consolidating
from workflow.acts.papers import letter_to_come
from workflow.criteria.stored import rubric_of
from workflow.engine import stale
from workflow.permissions import May
from workflow.queries.assessments import remarks_by_criterion, told
from workflow.reckoning import reckon
from workflow.transitions import TRANSITIONS

bp = Blueprint("assessments", __name__, url_prefix="/cases")


@bp.route("/<int:id>/assessment/sending", methods=["GET", "POST"])
def send(id: int) -> ResponseReturnValue:
    """T21: the sums as they stand and the officer's words, begun by the system; a button keeps them for later."""
    may = permissions.may_send_assessment
    case = find(Case, id, May(may.who))
    writing = _writing(case) if may.when(case) else None
    blank = partial(assessment_form, rubric_of(case))
    form = writing.form(blank) if writing else blank()

    def again(status: int) -> ResponseReturnValue:
        more = _assessed(writing, form) if writing else {}
        return shown("assessments/sending", "assessment/sending", status, case=case, form=form, **more)

    def act() -> Any:
        words = {name: form.said(name) for name in ("strengths", "weaknesses")}
        return consolidating.send_assessment(case, by=current_user, points=form.rows, **words)

    form.reshape()
    if form.pressed == "add":
        return again(200)
    return _carried_out(writing, form, act, again, case)


@bp.post("/<int:id>/assessment/draft/<part>")
def keep_part(id: int, part: str) -> ResponseReturnValue:
    """One part of the assessment as it stands now."""
    case = find(Case, id, permissions.may_send_assessment)
    return part_kept(_writing(case), assessment_form(rubric_of(case)), part)


@bp.get("/<int:id>/assessment")
def show(id: int) -> ResponseReturnValue:
    """The latest assessment that was sent, with its anonymised opinions and the applicant's remarks (BR-16)."""
    case = find(Case, id, May(permissions.may_read_opinions))
    assessment = case.assessments[-1]
    remarks = next((row for row in case.remarks if row.assessment_id == assessment.id), None)
    return render_template(
        "pages/assessments/show.html",
        case=case,
        assessment=assessment,
        remarks=remarks,
        opinions=told(assessment.opinions),
        remarked=remarks_by_criterion(remarks.text, rubric_of(case)) if remarks else {},
        **_sums(case, assessment.result, assessment.figures, assessment.opinions),
    )


@bp.route("/<int:id>/remarks", methods=["GET", "POST"])
def remark(id: int) -> ResponseReturnValue:
    """T22: the applicant's remarks, kept while they are written, or the waiver."""
    may = permissions.may_close_remarks
    case = find(Case, id, May(may.who))
    writing = _remarks(case) if may.when(case) else None
    form = writing.form(RemarksForm) if writing else RemarksForm()

    def again(status: int) -> ResponseReturnValue:
        more = writing.context() if writing else {}
        return shown("assessments/remarks", "assessment/remarks", status, case=case, form=form, **more)

    def act() -> Any:
        text, waived = form.said("remarks"), form.waived.data
        return consolidating.close_remarks(case, by=current_user, remarks=text, waived=waived)

    return _carried_out(writing, form, act, again, case)


@bp.post("/<int:id>/remarks/draft/<part>")
def keep_remarks(id: int, part: str) -> ResponseReturnValue:
    """The remarks as they stand now."""
    case = find(Case, id, permissions.may_close_remarks)
    return part_kept(_remarks(case), RemarksForm(), part)


def _writing(case: Case) -> Writing:
    """The assessment while it is written, begun by the system."""
    began = consolidating.drafted_by_system(case)
    return Writing(case, "send_assessment", permissions.may_send_assessment, began)


def _remarks(case: Case) -> Writing:
    """The applicant's remarks while they are written."""
    return Writing(case, "close_remarks", permissions.may_close_remarks, {"remarks": ""})


def _carried_out(
    writing: Writing | None,
    form: KeptForm,
    act: Callable[[], Any],
    again: Callable[[int], ResponseReturnValue],
    case: Case,
) -> ResponseReturnValue:
    """Show the form, keep it for later, take the other text, or take the step, as the button asks."""
    if not form.is_submitted() and writing is None:
        form.form_errors = [stale().text.in_(get_locale())]
        return again(409)
    if writing and form.takes_the_other(writing.stored):
        return again(200)
    if writing and form.pressed:
        here = request.path
        return carry_out(form, writing.keeping(form), again=again, done=lambda _: moved(here, gettext("Saved.")))
    return carry_out(
        form,
        writing.keeping(form, act) if writing else act,
        again=again,
        done=lambda _: changed("case/progress", url_for("cases.show", id=case.id), case=case),
    )


def _assessed(writing: Writing, form: AssessmentForm) -> dict[str, Any]:
    """What the page shows beside the form: the sums in words, the opinions, the letter as it would go out."""
    case, opinions = writing.case, told(consolidating.opinions(writing.case))
    words = {name: form.said(name) for name in ("strengths", "weaknesses")}
    points = [row for row in form.rows if row["text"]]
    paper = consolidating.assessment_paper(case, by=current_user, points=points, **words)
    return {
        "opinions": opinions,
        "letter": letter_to_come(paper, str(get_locale())),
        "step": TRANSITIONS["send_assessment"],
        **writing.context(),
        **_sums(case, consolidating.sums(case).result, consolidating.figures(case), opinions),
    }


def _sums(case: Case, result: Any, figures: dict[str, Any], opinions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures with the words and the pictures that belong to them."""
    rubric = rubric_of(case)
    return {
        "rubric": rubric,
        "figures": figures,
        "result": rubric.results[str(result)],
        "reckoned": reckon(figures, [opinion["scores"] for opinion in opinions], rubric),
        "totals_chart": totals(rubric, figures, opinions),
        "scores_chart": scores(rubric, figures, opinions),
    }
