"""Writing an application: opening, sections, submission, revision; recording what came on paper."""

import secrets
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import allowed, carry_out, find, moved, shown, still
from blueprints.stepping import take_step
from forms.application import ApplicationForm, answers_from, section_form
from forms.drafts import DraftForm, declaration_form
from forms.steps import ConfirmForm
from models.case import Case
from workflow import permissions, self_assessment
from workflow.acts import drafting, marking, submitting, writing
from workflow.acts.drafting import open_fields
from workflow.application import form_of, progress
from workflow.criteria.stored import rubric_of
from workflow.queries.organisations import organisations_of
from workflow.queries.people import names_of
from workflow.queries.settlements import is_gazetteer_loaded, settlement_of, settlements_like

bp = Blueprint("drafts", __name__, url_prefix="/cases")


@bp.route("/new", methods=["GET", "POST"])
def open_draft() -> ResponseReturnValue:
    """T01"""
    allowed(permissions.may_open_draft)
    organisations = {organisation.id: organisation for organisation in organisations_of(current_user)}
    form = DraftForm(token=secrets.token_urlsafe(16)).offer(organisations.values())

    def act() -> Any:
        try:
            return drafting.open_draft(
                form.title.data, organisations[form.organisation.data], by=current_user, token=form.token.data
            )
        except drafting.AlreadyOpened as first:
            return first.case, []

    return carry_out(
        form,
        act,
        again=lambda status: (render_template("pages/drafts/new.html", form=form), status),
        done=lambda result: moved(url_for("drafts.show", id=result[0].id)),
    )


@bp.get("/<int:id>/draft")
def show(id: int) -> ResponseReturnValue:
    """The task list: sections, what is missing, annexes, submission."""
    case = find(Case, id, permissions.may_write_application)
    return render_template("pages/drafts/show.html", **_progress(case))


@bp.get("/<int:id>/revision")
def revise(id: int) -> ResponseReturnValue:
    """The task list again, for the revised programme."""
    return show(id)


@bp.route("/<int:id>/draft/<code>", methods=["GET", "POST"])
def section(id: int, code: str) -> ResponseReturnValue:
    """One section of the form; in a completion only the fields that the request names."""
    case = find(Case, id, still(permissions.may_write_application))
    version = submitting.version_in_writing(case)
    asked = form_of(version)
    part = next((part for part in asked.sections if part.code == code), None) or abort(404)
    marks = writing.marks_of(version)
    form = section_form(code, version.answers, set(open_fields(case)), marks=marking.numbers(marks), edition=asked)
    others: dict[str, marking.Other] = {}

    def again(status: int) -> ResponseReturnValue:
        context = {"case": case, "form": form, "section": part, "marks": marks, "others": others}
        context |= {"names": _others_who_wrote(marks.values()), "gazetteer": _gazetteer(form)}
        return shown("drafts/section", "draft/section", status, **context)

    if form.is_reshaped or form.takes_the_other() or _looks_for_settlement(form):
        return again(200)

    def act() -> list[Any]:
        writing.demand_told_apart(case, answers_from(form))
        try:
            written = submitting.version_to_write(case)
            window = marking.Window(form.window, form.turn)
            writing.write_seen(case, written, answers_from(form), seen=form.seen, by=current_user, window=window)
        except marking.WrittenMeanwhile as found:
            others.update(found.others)
            raise
        return []

    return carry_out(form, act, again=again, done=lambda _: moved(_way_back(id, code), gettext("Saved.")))


@bp.route("/<int:id>/submission", methods=["GET", "POST"])
def submit(id: int) -> ResponseReturnValue:
    """T02: what is missing, the declarations, and the button."""
    asked = form_of(find(Case, id).version)
    form = declaration_form(asked)
    return take_step(
        id,
        "submit",
        form,
        lambda case: submitting.submit(
            case,
            by=current_user,
            declarations=[code for code in asked.declarations if form[code].data],
            signatory=form.signatory.data or "",
        ),
        onward=url_for("receipts.latest", id=id),
        lead=gettext("By submitting you freeze the application. Only the office can then ask for what is missing."),
    )


@bp.route("/<int:id>/discarding", methods=["GET", "POST"])
def discard(id: int) -> ResponseReturnValue:
    """T03"""
    case, form = find(Case, id, still(permissions.may_discard)), ConfirmForm()
    return carry_out(
        form,
        lambda: drafting.discard(case, by=current_user),
        again=lambda status: (render_template("pages/drafts/discard.html", case=case, form=form), status),
        done=lambda _: moved(url_for("cases.index"), gettext("The draft is discarded.")),
    )


def _progress(case: Case) -> dict[str, Any]:
    version = submitting.version_in_writing(case)
    parts = progress(version.answers, submitting.annexes(case), open_fields(case), form_of(version))
    marks = writing.marks_of(version)
    last = {part.section.code: marking.latest(marks, [field.code for field in part.section.fields]) for part in parts}
    own = {"own_assessment": self_assessment.stand(version, rubric_of(case))}
    return {
        **(own if permissions.may_write_self_assessment(current_user, case) else {}),
        "case": case,
        "version": version,
        "parts": parts,
        "next_part": next((part for part in parts if part.waits), None),
        "last": last,
        "names": _others_who_wrote(last.values()),
    }


def _way_back(id: int, code: str) -> str:
    """Where one came from: the page on which the answers are checked, or the task list."""
    if request.args.get("back") == "answers":
        return url_for("answers.check", id=id, _anchor=f"answers-{code}")
    return url_for("drafts.show", id=id)


def _others_who_wrote(marks: Iterable[marking.Mark | None]) -> dict[int, str]:
    return names_of({mark.by_id for mark in marks if mark and mark.by_id} - {current_user.id})


def _looks_for_settlement(form: ApplicationForm) -> bool:
    """Whether a button or Enter looks for a settlement; one that was chosen is put under those of C2."""
    chosen = settlement_of(form.settlement) if form.settlement and "C2" in form.questions else None
    if chosen is not None:
        form.place = ""
        form.add_line("C2", chosen.line)
    return form.is_searching or chosen is not None


def _gazetteer(form: ApplicationForm) -> dict[str, Any] | None:
    """What section C needs to look for a settlement, once there is a gazetteer."""
    if "C2" not in form.questions or not is_gazetteer_loaded():
        return None
    place = form.place or ("" if form.settlement else request.args.get("place", "")[:80])
    return {
        "place": place,
        "found": settlements_like(place),
        "chosen": settlement_of(form.settlement) if form.settlement else None,
    }
