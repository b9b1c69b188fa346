"""The consolidated assessment: sending it, reading it, the applicant's remarks."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.language import language
from blueprints.pictures.charts import Chart, Entry, bars, grid
from blueprints.shared import carry_out, changed, find, shown
from blueprints.stepping import take_step
from forms.assessments import AssessmentForm
from forms.steps import RemarksForm
from models.case import Case
from workflow import permissions
from workflow.acts import consolidating
from workflow.acts.papers import letter_to_come
from workflow.divergence import DIVERGENCE
from workflow.engine import stale
from workflow.permissions import May
from workflow.queries.assessments import first_words, told
from workflow.rubric import HIGHEST_SCORE, RUBRICS, CriteriaSet
from workflow.scoring import shown as points
from workflow.transitions import TRANSITIONS

bp = Blueprint("assessments", __name__, url_prefix="/cases")


@bp.route("/<int:id>/assessment/sending", methods=["GET", "POST"])
def send(id: int) -> ResponseReturnValue:
    """T21: the sums as they stand, and the officer's words, begun from the experts' own."""
    may = permissions.may_send_assessment
    case = find(Case, id, May(may.who))
    in_time = may.when(case)
    form = AssessmentForm(data=first_words(case))
    opinions = told(consolidating.opinions(case)) if in_time else []
    sums = _sums(case, consolidating.sums(case).result, consolidating.figures(case), opinions) if in_time else {}
    paper = consolidating.assessment_paper(case, by=current_user) if sums.get("result") else None
    letter = letter_to_come(paper, str(get_locale())) if paper else None

    def again(status: int) -> ResponseReturnValue:
        more = {"opinions": opinions, "letter": letter, "step": TRANSITIONS["send_assessment"], **sums}
        return shown("assessments/sending", "assessment/sending", status, case=case, form=form, **more)

    def act() -> Any:
        return consolidating.send_assessment(
            case,
            by=current_user,
            strengths=form.strengths.data,
            weaknesses=form.weaknesses.data,
            proposed_conditions=form.proposed_conditions.data or "",
        )

    if not form.is_submitted() and not in_time:
        form.form_errors = [stale().text.in_(get_locale())]
        return again(409)
    return carry_out(
        form, act, again=again, done=lambda _: changed("case/progress", url_for("cases.show", id=id), case=case)
    )


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
        **_sums(case, assessment.result, assessment.figures, assessment.opinions),
    )


@bp.route("/<int:id>/remarks", methods=["GET", "POST"])
def remark(id: int) -> ResponseReturnValue:
    """T22"""
    form = RemarksForm()
    return take_step(
        id,
        "close_remarks",
        form,
        lambda case: consolidating.close_remarks(
            case, by=current_user, remarks=form.remarks.data or "", waived=form.waived.data
        ),
        lead=gettext("Read the assessment under “Papers” first. Your remarks go before the workshop with it."),
    )


def _sums(case: Case, result: Any, figures: dict[str, Any], opinions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures with the words and the pictures that belong to them."""
    rubric = RUBRICS[case.criteria_version]
    return {
        "rubric": rubric,
        "figures": figures,
        "result": rubric.results[str(result)],
        "divergence": [(code, DIVERGENCE[code]) for code in figures["divergence"]],
        "totals_chart": _totals(rubric, figures, opinions),
        "scores_chart": _scores(rubric, figures, opinions),
    }


def _totals(rubric: CriteriaSet, figures: dict[str, Any], opinions: Sequence[dict[str, Any]]) -> Chart:
    """The total of each review and what comes of them, on the way to a hundred points."""
    totals = [
        Entry(opinion["letter"] + ("" if opinion["retained"] else f" – {gettext('not counted')}"), total)
        for opinion, total in zip(opinions, figures["totals"], strict=True)
    ]
    total = Fraction(figures["total"])
    together = Entry(gettext("Together"), float(total), points(total, language()))
    headings = (gettext("Review"), gettext("Total points"))
    most = sum(criterion.weight for criterion in rubric.criteria)
    return bars("totals", gettext("Totals of the reviews"), headings, [*totals, together], most=most)


def _scores(rubric: CriteriaSet, figures: dict[str, Any], opinions: Sequence[dict[str, Any]]) -> Chart:
    """The scores by criterion, reviewer by reviewer, and their mean."""
    rows = []
    for criterion in rubric.criteria:
        mean = Fraction(figures["means"][criterion.code])
        scores = [Entry("", opinion["scores"][criterion.code]) for opinion in opinions]
        rows.append((criterion.name.in_(language()), [*scores, Entry("", float(mean), points(mean, language()))]))
    letters = [opinion["letter"] for opinion in opinions]
    headings = (gettext("Criterion"), *letters, gettext("Mean"))
    return grid("scores", gettext("Scores by criterion"), headings, rows, most=HIGHEST_SCORE)
