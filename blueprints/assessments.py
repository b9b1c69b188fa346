"""The consolidated assessment: sending it, reading it, the applicant's remarks."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.pictures.sums import scores, totals
from blueprints.shared import carry_out, changed, find, moved, shown
from blueprints.stepping import take_step
from forms.assessments import AssessmentForm, RemarksForm, assessment_form
from models.case import Case
from models.db import db
from workflow import permissions
from workflow.acts import consolidating, holding
from workflow.acts.marking import Mark, Other, Window, WrittenMeanwhile, numbers
from workflow.acts.papers import letter_to_come
from workflow.criteria.stored import rubric_of
from workflow.engine import stale
from workflow.notices import announce
from workflow.permissions import May
from workflow.queries.assessments import remarks_by_criterion, told
from workflow.queries.people import names_of
from workflow.reckoning import reckon
from workflow.transitions import TRANSITIONS

bp = Blueprint("assessments", __name__, url_prefix="/cases")


@bp.route("/<int:id>/assessment/sending", methods=["GET", "POST"])
def send(id: int) -> ResponseReturnValue:
    """T21: the sums as they stand and the officer's words, begun by the system; a button keeps them for later."""
    may = permissions.may_send_assessment
    case = find(Case, id, May(may.who))
    writing = Writing(case) if may.when(case) else None
    form = writing.form() if writing else assessment_form(rubric_of(case))
    others: dict[str, Other] = {}

    def again(status: int) -> ResponseReturnValue:
        more = writing.context(form, others) if writing else {}
        return shown("assessments/sending", "assessment/sending", status, case=case, form=form, **more)

    def keep() -> list[Any]:
        try:
            if writing:
                writing.keep(form)
        except WrittenMeanwhile as found:
            others.update(found.others)
            raise
        return []

    def act() -> Any:
        keep()
        words = {name: form.said(name) for name in ("strengths", "weaknesses")}
        return consolidating.send_assessment(case, by=current_user, points=form.rows, **words)

    if not form.is_submitted() and not writing:
        form.form_errors = [stale().text.in_(get_locale())]
        return again(409)
    form.reshape()
    if form.pressed == "add" or (writing and form.takes_the_other(writing.stored)):
        return again(200)
    if form.pressed:
        return carry_out(form, keep, again=again, done=lambda _: moved(url_for(".send", id=id), gettext("Saved.")))
    return carry_out(
        form, act, again=again, done=lambda _: changed("case/progress", url_for("cases.show", id=id), case=case)
    )


@bp.post("/<int:id>/assessment/draft/<part>")
def keep_part(id: int, part: str) -> ResponseReturnValue:
    """One part of the assessment as it stands now: 409 with both texts where somebody else has written it since."""
    case = find(Case, id, permissions.may_send_assessment)
    form = assessment_form(rubric_of(case))
    if part not in form.kept:
        abort(404)
    if not form.validate_on_submit():
        return gettext("This cannot be saved so."), 422
    try:
        mark = Writing(case).keep(form, part)
        announce()
    except WrittenMeanwhile as found:
        db.session.rollback()
        both = {"mine": form.said(part), "other": found.others[part]}
        return render_template("partials/assessment/other.html", part=part, **both), 409
    return render_template("partials/review/saved.html", part=part, mark=mark)


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


class Writing:
    """The assessment of a case while it is written: the system's draft with what was kept of it since."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.began = consolidating.drafted_by_system(case)
        self.unsent = holding.held(case, "send_assessment")
        self.stored = {**self.began, **(self.unsent.said if self.unsent else {})}
        self.marks = holding.marks_of(self.unsent, self.began)

    def form(self) -> AssessmentForm:
        """The form with what is stored, unless something was sent."""
        return assessment_form(rubric_of(self.case), data=self.stored, marks=numbers(self.marks))

    def keep(self, form: AssessmentForm, part: str = "") -> Mark:
        """Keep this part, or all; the mark of the part.  Raises WrittenMeanwhile."""
        parts = {part: form.said(part)} if part else form.parts
        unsent = holding.hold(
            self.case,
            "send_assessment",
            permissions.may_send_assessment,
            by=current_user,
            parts=parts,
            began=self.began,
            seen=form.seen,
            window=Window(form.window, form.turn),
        )
        return holding.marks_of(unsent, self.began)[part or "points"]

    def context(self, form: AssessmentForm, others: dict[str, Other]) -> dict[str, Any]:
        """What the page shows beside the form: the sums in words, the opinions, the letter as it would go out."""
        case, opinions = self.case, told(consolidating.opinions(self.case))
        sums = _sums(case, consolidating.sums(case).result, consolidating.figures(case), opinions)
        words = {name: form.said(name) for name in ("strengths", "weaknesses")}
        points = [row for row in form.rows if row["text"]]
        paper = consolidating.assessment_paper(case, by=current_user, points=points, **words)
        return {
            "opinions": opinions,
            "letter": letter_to_come(paper, str(get_locale())),
            "step": TRANSITIONS["send_assessment"],
            "marks": self.marks,
            "others": others,
            "names": names_of({mark.by_id for mark in self.marks.values() if mark.by_id} - {current_user.id}),
            **sums,
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
