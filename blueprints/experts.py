"""The head of office chooses experts: invitation, replacement, release, the control expert."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from flask_login import current_user

from blueprints.listing import asked_of
from blueprints.shared import carry_out, changed, find, shown
from blueprints.stepping import take_step
from forms.experts import ChoiceOfExperts, ExpertForm, InvitationForm
from forms.steps import ReleaseForm, ReopenForm
from models.case import Case
from models.expert import ExpertProfile
from models.states import AssignmentPart, AssignmentState
from workflow import permissions
from workflow.acts import inviting, releasing, reviewing
from workflow.acts.consolidating import sums
from workflow.criteria.stored import rubric_of
from workflow.divergence import divergence_words
from workflow.engine import stale
from workflow.guards.review import reviewers
from workflow.guards.sheet import closed_reviews
from workflow.permissions import May
from workflow.queries import weighing
from workflow.queries.again import asked_again
from workflow.queries.experts import SORTS, USUAL, candidates, in_order, suggestion
from workflow.queries.weighing import PARTS
from workflow.scoring import total_shown
from workflow.screening import composition, third_county
from workflow.text import Text
from workflow.transitions import TRANSITIONS

bp = Blueprint("experts", __name__, url_prefix="/cases")


@bp.route("/<int:id>/experts", methods=["GET", "POST"])
def invite(id: int) -> ResponseReturnValue:
    """T13: two experts and a reserve; the form opens with the best combination that the rules let stand."""
    may = permissions.may_invite_experts
    case = find(Case, id, May(may.who))
    form, asked = _three(case)
    people = {candidate.expert.id: candidate.expert for candidate in asked["found"]}

    def act() -> Any:
        return inviting.invite_experts(case, by=current_user, **{name: people.get(form[name].data) for name in PARTS})

    return _choose(case, may, form, act, **asked)


@bp.post("/<int:id>/experts/what-if")
def weigh(id: int) -> ResponseReturnValue:
    """What the three in the form would mean; nobody is asked yet."""
    may = permissions.may_invite_experts
    case = find(Case, id, May(may.who, may.when))
    form, asked = _three(case)
    return shown("experts/choice", "expert/what_if", case=case, form=form, **_listed("experts.invite", asked))


def _three(case: Case) -> tuple[InvitationForm, dict[str, Any]]:
    """The form for two and a reserve, filled with the proposal, and what its page shows."""
    found = candidates(case)
    eligible = [candidate for candidate in found if candidate.is_eligible]
    again = asked_again(case, found)
    best = again.three if again and again.three else suggestion(eligible, case)
    proposed = dict(zip(PARTS, [one.expert.id for one in best or ()], strict=False))
    form = InvitationForm(data=proposed).offer(eligible)
    known = {candidate.expert.id: candidate for candidate in eligible}
    chosen = {name: known[form[name].data] for name in PARTS if form[name].data in known}
    label = TRANSITIONS["invite_experts"].label
    weighed = weighing.weigh(case, chosen, best)
    return form, {"label": label, "found": found, "no_suggestion": best is None, "weighed": weighed, "again": again}


@bp.route("/<int:id>/replacement-expert", methods=["GET", "POST"])
def replace(id: int) -> ResponseReturnValue:
    """Somebody else after a refusal or a release."""
    may = permissions.may_invite_replacement
    case = find(Case, id, May(may.who))
    staying = [
        row.expert
        for row in case.current_assignments
        if row.state in (AssignmentState.INVITED, AssignmentState.ACCEPTED)
    ]
    label = Text(hu="Másik szakértő felkérése", en="Invite another expert")
    verb = inviting.invite_replacement
    return _choose_one(case, may, verb, label, together=lambda expert: composition([*staying, expert], case))


@bp.route("/<int:id>/control-expert", methods=["GET", "POST"])
def call_control(id: int) -> ResponseReturnValue:
    """T18: a control expert from a third county, once the reviews differ too much."""
    may = permissions.may_call_control
    case = find(Case, id, May(may.who))
    pair = [row.expert for row in reviewers(case)][:2]
    lead = _why_control(case) if may.when(case) else ""
    return _choose_one(
        case,
        may,
        inviting.call_control,
        TRANSITIONS["call_control"].label,
        together=lambda expert: [*third_county(expert, pair), *composition([*pair, expert], case)],
        lead=lead,
    )


@bp.route("/<int:id>/expert-release", methods=["GET", "POST"])
def release(id: int) -> ResponseReturnValue:
    """T17, also once the review is closed, until the case is on an agenda."""
    lead = gettext("The review of the expert becomes void, and the reserve or another expert is asked.")
    return _release(id, "release_expert", AssignmentPart.REVIEWER, lead)


@bp.route("/<int:id>/control-release", methods=["GET", "POST"])
def release_control(id: int) -> ResponseReturnValue:
    """T17b"""
    lead = gettext("The review of the control expert becomes void, and another one is asked.")
    return _release(id, "release_control", AssignmentPart.CONTROL, lead)


def _release(id: int, step: str, part: AssignmentPart, lead: str) -> ResponseReturnValue:
    case = find(Case, id, May(TRANSITIONS[step].who.is_))
    at_work = {row.id: row for row in reviewers(case) if row.part == part}
    form = ReleaseForm().offer(at_work.values()).offer_grounds()
    if case.standing_assessments:
        lead += " " + gettext("The assessment that was sent is void, too; the applicant is told so, without a name.")
    return take_step(
        id,
        step,
        form,
        lambda case: releasing.release_expert(
            case,
            by=current_user,
            assignment=at_work.get(form.assignment.data),
            reason_code=form.reason_code.data,
            reason=form.said,
        ),
        lead=lead,
    )


@bp.route("/<int:id>/review-reopening", methods=["GET", "POST"])
def reopen(id: int) -> ResponseReturnValue:
    """T16b: a closed review is given back to its author, before the consolidation."""
    case = find(Case, id, May(permissions.may_reopen_review.who))
    by_id = {row.id: row for row in closed_reviews(case)}
    form = ReopenForm().offer(by_id.values())
    return take_step(
        id,
        "reopen_review",
        form,
        lambda case: reviewing.reopen_review(
            case, by=current_user, assignment=by_id.get(form.assignment.data), reason=form.reason.data
        ),
        lead=gettext("The expert is told the reason by e-mail and learns nothing of the other review."),
    )


def _choose_one(
    case: Case,
    may: May,
    verb: Callable[..., Any],
    label: Text,
    *,
    together: Callable[[ExpertProfile], Any],
    lead: str = "",
) -> ResponseReturnValue:
    found = candidates(case, together=together)
    form = ExpertForm().offer([candidate for candidate in found if candidate.is_eligible])
    people = {candidate.expert.id: candidate.expert for candidate in found}

    def act() -> Any:
        return verb(case, by=current_user, expert=people.get(form.expert.data))

    return _choose(case, may, form, act, label=label, found=found, lead=lead)


def _choose(case: Case, may: May, form: ChoiceOfExperts, act: Callable[[], Any], **asked: Any) -> ResponseReturnValue:
    """The form with the eligible experts, and below it why the others are left out; answers as `take_step` does."""
    shows = _listed(request.endpoint or "", asked)

    def again(status: int) -> ResponseReturnValue:
        return shown("experts/choice", "expert/choice", status, case=case, form=form, **shows)

    def done(_: Any) -> ResponseReturnValue:
        return changed("case/progress", url_for("cases.show", id=case.id), case=case)

    if not form.is_submitted() and not may.when(case):
        form.form_errors = [stale().text.in_(get_locale())]
        return again(409)
    return carry_out(form, act, again=again, done=done)


def _listed(endpoint: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What the page shows, with the eligible experts in the order of the address."""
    listing = asked_of(endpoint, (), sorts=SORTS, usual=USUAL)
    eligible = in_order((candidate for candidate in asked["found"] if candidate.is_eligible), listing.order)
    return {**asked, "eligible": eligible, "listing": listing}


def _why_control(case: Case) -> str:
    """Both totals and the tests that were met, in words."""
    found, words = sums(case), divergence_words(rubric_of(case))
    locale = get_locale()
    return gettext(
        "The two reviews gave %(one)s and %(other)s points. %(why)s The control expert sees neither.",
        one=total_shown(found.totals[0], locale),
        other=total_shown(found.totals[1], locale),
        why=" ".join(words[code].in_(locale) for code in found.divergence),
    )
