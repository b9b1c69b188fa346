"""The expert's workspace: writing a review, closing it, asking the applicant through the office."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime, gettext
from flask_login import current_user

from blueprints.shared import carry_out, changed, find, moved, show_refusals, shown, wants_fragment
from forms.reviews import ReviewForm, review_form, stored
from forms.steps import AnswerForm, QuestionForm
from models.expert import Clarification
from models.review import Review
from workflow import permissions
from workflow.acts import reviewing
from workflow.clock import now
from workflow.declarations import declared
from workflow.permissions import May
from workflow.queries.reviews import SHEET, clarifications_for, other_opinions, standing
from workflow.refusals import Refusal, Refused
from workflow.rubric import RUBRICS

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
    case = review.assignment.case
    return shown("reviews/programme", "review/programme", review=review, case=case, version=case.version)


@bp.post("/reviews/<int:id>")
def save(id: int) -> ResponseReturnValue:
    """Keep what was written so far, however little."""
    review = find(Review, id, MINE, loaded=SHEET)
    form = review_form(review)

    def done(_: Any) -> ResponseReturnValue:
        if not wants_fragment():
            flash(gettext("Saved."), "success")
        address = url_for(".show", id=id, _anchor="sheet")
        return changed("review/standing", address, **workspace(review, form, saved=_this_minute()))

    return carry_out(form, lambda: _write(review, form), again=lambda status: _again(review, form, status), done=done)


@bp.post("/reviews/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """Keep what was written and, if nothing is missing, close; else say what is missing and keep it all the same."""
    review = find(Review, id, MINE, loaded=SHEET)
    form = review_form(review)

    def act() -> list[Any]:
        _write(review, form)
        signed, circumstance = form.conflict_of_interest.data, (form.circumstance.data or "").strip()
        words = declared(review.assignment.case.number or "", circumstance)["conflict_of_interest"]
        return reviewing.gaps(review, is_declared=signed) or reviewing.close_review(
            review, by=current_user, declaration=words, circumstance=circumstance
        )

    def done(result: list[Any]) -> ResponseReturnValue:
        if not isinstance(result[0], Refusal):
            return moved(url_for(".show", id=id), gettext("You have closed your review. Thank you."))
        show_refusals(form, Refused(result))
        return shown("reviews/show", "review/sheet", 422, **workspace(review, form, saved=_this_minute()))

    return carry_out(form, act, again=lambda status: _again(review, form, status), done=done)


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
        lambda: reviewing.propose_clarification(review, by=current_user, question=question.question.data),
        again=again,
        done=done,
    )


def workspace(
    review: Review, form: ReviewForm | None, *, question: QuestionForm | None = None, **more: Any
) -> dict[str, Any]:
    """What the page and its pieces show."""
    case = review.assignment.case
    return {
        "review": review,
        "case": case,
        "rubric": RUBRICS[case.criteria_version],
        "form": form,
        "question": question or QuestionForm(None),
        "standing": standing(review),
        "clarifications": clarifications_for(review),
        "opinions": other_opinions(review),
        "edit": review.edit,
        "theirs": {},
        **more,
    }


def _write(review: Review, form: ReviewForm) -> Review:
    return reviewing.write_review(
        review,
        by=current_user,
        judgements=form.judgements,
        recommendation=form.recommendation.data,
        edit=request.form.get("edit", type=int),
        **form.texts,
    )


def _this_minute() -> str:
    return str(format_datetime(now(), "HH:mm"))


def _again(review: Review, form: ReviewForm, status: int) -> ResponseReturnValue:
    """The sheet with what was typed, and beside it what is stored where it differs.

    Whoever sees both may put theirs in place by saving again; a piece of the page shows one, so it stays stale.
    """
    context = workspace(review, form)
    if status == 409 and not wants_fragment():
        kept = stored(review)
        context["theirs"] = {
            field.name: kept.get(field.name)
            for field in form
            if kept.get(field.name) and kept[field.name] != field.data
        }
    else:
        context["edit"] = request.form.get("edit", review.edit, type=int)
    return shown("reviews/show", "review/standing", status, **context)


@bp.route("/clarifications/<int:id>/sending", methods=["GET", "POST"])
def send_clarification(id: int) -> ResponseReturnValue:
    """T16: the office sends a question on, in its own words if need be."""
    clarification = find(Clarification, id, _still(permissions.may_send_clarification))
    form = QuestionForm(data={"question": clarification.question})

    def again(status: int) -> ResponseReturnValue:
        return shown("reviews/sending", "clarification/sending", status, clarification=clarification, form=form)

    return carry_out(
        form,
        lambda: reviewing.ask_clarification(clarification, by=current_user, question=form.question.data),
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
        lambda: reviewing.answer_clarification(clarification, by=current_user, answer=form.answer.data),
        again=again,
        done=lambda _: moved(url_for("cases.show", id=clarification.case_id), gettext("Thank you for your answer.")),
    )


def _still(may: May) -> May:
    """The permission to open the form; what comes too late on sending is told beside what was typed."""
    return may if request.method == "GET" else May(may.who)
