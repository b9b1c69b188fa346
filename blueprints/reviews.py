"""The expert's workspace: writing a review, closing it, asking the applicant through the office."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.language import language
from blueprints.pictures.agreement import figure
from blueprints.scoring import keep_part, keep_sheet
from blueprints.shared import carry_out, changed, find, moved, shown
from forms.reviews import ClosingForm, ReviewForm, closing_form, part_form, review_form
from forms.steps import AnswerForm, QuestionForm
from models.expert import Clarification
from models.review import Review
from workflow import permissions
from workflow.acts import clarifying, reviewing
from workflow.acts.marking import Other, Window
from workflow.criteria.stored import rubric_of
from workflow.declarations import declared
from workflow.guards.sheet import APPOINTMENT_ENDED, gaps, is_appointed
from workflow.permissions import May
from workflow.queries.agreement import beside
from workflow.queries.carried import carried
from workflow.queries.changes import table_of
from workflow.queries.reviews import OWN, SHEET, clarifications_for, judged_version, other_opinions, standing

bp = Blueprint("reviews", __name__)
MINE = May(permissions.may_write_review.who)


@bp.get("/reviews/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """The programme beside the sheet; a closed sheet is read only (BR-12)."""
    review = find(Review, id, loaded=SHEET)
    return shown("reviews/show", "review/sheet", **workspace(review, review_form(review)))


@bp.get("/reviews/<int:id>/programme")
def programme(id: int) -> ResponseReturnValue:
    """What the sheet judges, by itself."""
    review = find(Review, id, loaded=SHEET)
    case, version = review.assignment.case, judged_version(review)
    facts = {"version": version, "changes": table_of(case, version, language())}
    return shown("reviews/programme", "review/programme", review=review, case=case, **facts)


@bp.post("/reviews/<int:id>")
def save(id: int) -> ResponseReturnValue:
    """Keep what was written so far, however little, and go on to where the button leads."""
    review = find(Review, id, MINE, loaded=SHEET)
    form = review_form(review)

    def again(status: int, others: Mapping[str, Other]) -> ResponseReturnValue:
        return shown("reviews/show", "review/sheet", status, **workspace(review, form, others=others))

    if form.confirmed and (again_judged := carried(review)):
        form.confirm({code: row.carried_from.score for code, row in again_judged.rows.items() if row.carried_from})
    stored = reviewing.sheet_of(review)
    return keep_sheet(form, stored, lambda: _write(review, form), again=again, onward=lambda: _onward(review))


@bp.post("/reviews/<int:id>/parts/<part>")
def save_part(id: int, part: str) -> ResponseReturnValue:
    """One part of the sheet as it stands now: 409 with both texts where another window has written it since."""
    review = find(Review, id, MINE, loaded=OWN)
    if part not in reviewing.parts_of(review):
        abort(404)
    form = part_form(review, part)

    def kept() -> Mapping[str, Any]:
        mark = reviewing.marks_of(review)[part]
        return {"review": review, "row": review.score(part), "mark": mark, "standing": standing(review)}

    return keep_part(form, part, lambda: _write(review, form), kept)


@bp.get("/reviews/<int:id>/check")
def check(id: int) -> ResponseReturnValue:
    """The whole sheet at a glance: what is missing, each with its link; then the declaration and the closing."""
    review = find(Review, id, MINE, loaded=SHEET)
    return shown("reviews/check", "review/check", **_checked(review, closing_form(review)))


@bp.post("/reviews/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """Close, with the conflict declaration signed again (4.7); a review with a gap says where it is."""
    review = find(Review, id, MINE, loaded=SHEET)
    form = closing_form(review)

    def act() -> list[Any]:
        circumstance = (form.circumstance.data or "").strip()
        words = declared(review.assignment.case.number or "", circumstance)["conflict_of_interest"]
        declaration = words if form.conflict_of_interest.data else None
        return reviewing.close_review(review, by=current_user, declaration=declaration, circumstance=circumstance)

    return carry_out(
        form,
        act,
        again=lambda status: shown("reviews/check", "review/check", status, **_checked(review, form)),
        done=lambda _: moved(url_for(".show", id=id), gettext("You have closed your review. Thank you.")),
    )


@bp.post("/reviews/<int:id>/clarifications")
def propose_clarification(id: int) -> ResponseReturnValue:
    """A question to the applicant, through the office (4.8 rule 10)."""
    review = find(Review, id, MINE, loaded=SHEET)
    question = QuestionForm()

    def again(status: int) -> ResponseReturnValue:
        context = workspace(review, review_form(review), question=question)
        return shown("reviews/show", "review/clarifications", status, **context)

    def done(_: Any) -> ResponseReturnValue:
        address = url_for(".show", id=id, _anchor=f"review-{id}-clarifications")
        return changed("review/clarifications", address, **workspace(review, None, question=QuestionForm(None)))

    return carry_out(
        question,
        lambda: clarifying.propose_clarification(review, by=current_user, question=question.question.data),
        again=again,
        done=done,
    )


def _write(review: Review, form: ReviewForm) -> None:
    window = Window(form.window, form.turn)
    reviewing.write_review(review, by=current_user, parts=form.parts, seen=form.seen, window=window)


def workspace(
    review: Review,
    form: ReviewForm | None,
    *,
    question: QuestionForm | None = None,
    others: Mapping[str, Other] | None = None,
) -> dict[str, Any]:
    """What the page and its pieces show; `others` is what another window wrote meanwhile, by part of the sheet."""
    case = review.assignment.case
    return {
        "review": review,
        "case": case,
        "rubric": rubric_of(case),
        "form": form,
        "question": question or QuestionForm(None),
        "standing": standing(review),
        "clarifications": clarifications_for(review),
        "opinions": other_opinions(review),
        "marks": reviewing.marks_of(review),
        "ended": None if is_appointed(review) else APPOINTMENT_ENDED.text,
        "others": others or {},
        "carried": carried(review),
        "beside": beside(review) if permissions.may_see_agreement(current_user) and review.is_closed else None,
        "figure": figure,
    }


def _checked(review: Review, form: ClosingForm) -> dict[str, Any]:
    case = review.assignment.case
    return {
        "review": review,
        "case": case,
        "rubric": rubric_of(case),
        "form": form,
        "standing": standing(review),
        "gaps": gaps(review),
    }


def _onward(review: Review) -> str:
    """Where the pressed button leads: the next criterion, the page before closing, or the sheet again."""
    place = request.form.get("next") or request.form.get("confirm", "")
    if place == "check":
        return url_for(".check", id=review.id)
    anchor = f"{place}-part" if place in reviewing.parts_of(review) else "sheet"
    return url_for(".show", id=review.id, _anchor=anchor)


@bp.route("/clarifications/<int:id>/sending", methods=["GET", "POST"])
def send_clarification(id: int) -> ResponseReturnValue:
    """T16: the office sends a question on, in its own words if need be."""
    clarification = find(Clarification, id, _still(permissions.may_send_clarification))
    form = QuestionForm(data={"question": clarification.question})

    def again(status: int) -> ResponseReturnValue:
        return shown("reviews/sending", "clarification/sending", status, clarification=clarification, form=form)

    return carry_out(
        form,
        lambda: clarifying.ask_clarification(clarification, by=current_user, question=form.question.data),
        again=again,
        done=lambda _: moved(url_for("cases.show", id=clarification.case_id), gettext("The question has been sent.")),
    )


@bp.route("/clarifications/<int:id>/answer", methods=["GET", "POST"])
def answer_clarification(id: int) -> ResponseReturnValue:
    """The applicant's answer, which the experts read in their sheets."""
    clarification = find(Clarification, id, _still(permissions.may_answer_clarification))
    form = AnswerForm()

    def again(status: int) -> ResponseReturnValue:
        return shown("reviews/answer", "clarification/answer", status, clarification=clarification, form=form)

    return carry_out(
        form,
        lambda: clarifying.answer_clarification(clarification, by=current_user, answer=form.answer.data),
        again=again,
        done=lambda _: moved(url_for("cases.show", id=clarification.case_id), gettext("Thank you for your answer.")),
    )


def _still(may: May) -> May:
    """The permission to open the form; what comes too late on sending is told beside what was typed."""
    return may if request.method == "GET" else May(may.who)
