"""Experts for every case that waits: the exact proposal with its reasons, changed by hand, confirmed by the head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext
from flask_login import current_user

from blueprints.shared import allowed, moved, shown, wants_fragment
from forms.experts import InvitationForm
from forms.matching import BatchForm, ChangeForm, Confirmed, PlanForm, three_of
from models.case import Case
from models.db import db
from models.expert import ExpertProfile
from workflow import permissions
from workflow.acts import inviting
from workflow.matching import NotSolved, Proposal
from workflow.notices import announce
from workflow.queries.adjusting import Adjusted, adjust
from workflow.queries.matching import MOST, count_waiting, waiting_cases
from workflow.queries.proposing import propose
from workflow.queries.weighing import PARTS
from workflow.refusals import Refused

bp = Blueprint("matching", __name__, url_prefix="/matching")


@dataclass(frozen=True)
class InHand:
    """The case that is changed by hand: its three fields, and what they would mean."""

    form: InvitationForm
    adjusted: Adjusted


@bp.get("")
def index() -> ResponseReturnValue:
    """The proposal for the cases that wait, the first to come first."""
    allowed(permissions.may_match)
    return _page(BatchForm(formdata=None), 200)


@bp.post("/what-if")
def weigh() -> ResponseReturnValue:
    """One case in hand: what its three would mean for it and for all of them.  Nothing is fixed, nobody is asked."""
    allowed(permissions.may_match)
    form = ChangeForm()
    in_hand = _in_hand(form)
    if in_hand is None:
        return _gone(form)
    if wants_fragment():
        return shown("matching/index", "matching/what_if", plan=form, in_hand=in_hand)
    return _page(form, 200, in_hand=in_hand)


@bp.post("/fixed")
def fix() -> ResponseReturnValue:
    """Fix the three of the case in hand, or let go of what was fixed; the other cases are matched again around it."""
    allowed(permissions.may_match)
    form = ChangeForm()
    if form.release.data:
        return _page(form, 200, kept=[one for one in form.kept if one.case != form.release.data])
    in_hand = _in_hand(form)
    if in_hand is None:
        return _gone(form)
    if not in_hand.adjusted.is_possible:
        return _page(form, 422, in_hand=in_hand)
    case_id = in_hand.adjusted.case.id
    by_hand = Confirmed(case_id, *(in_hand.form[part].data for part in PARTS))
    return _page(form, 200, kept=[*(one for one in form.kept if one.case != case_id), by_hand])


@bp.post("/invitations")
def invite() -> ResponseReturnValue:
    """T13 for each ticked proposal, one after the other: what the guards refuse stays, with the reason."""
    allowed(permissions.may_match)
    form = BatchForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    refused = {one.case: why for one in form.confirmed if (why := _invite(one))}
    if refused:
        return _page(form, 409, refused=refused)
    count = len(form.confirmed)
    message = ngettext("The experts of %(num)s case are asked.", "The experts of %(num)s cases are asked.", count)
    return moved(url_for(".index"), message)


def _invite(one: Confirmed) -> list[str]:
    """Ask the three of one case, by itself; the reasons if the rules refuse."""
    case = db.session.get(Case, one.case)
    people = {name: db.session.get(ExpertProfile, getattr(one, name)) for name in Confirmed._fields[1:]}
    if case is None:
        return []
    try:
        announce(inviting.invite_experts(case, by=current_user, **people))
    except Refused as why:
        db.session.rollback()
        return [refusal.text.in_(get_locale()) for refusal in why.refusals]
    return []


def _in_hand(form: ChangeForm) -> InHand | None:
    """The case that the pressed button names, with the three that were typed, or that the plan has."""
    rows = {one.case: one for one in form.plan}
    case_id = form.case.data
    if case_id not in rows:
        return None
    three = three_of(case_id, rows[case_id])
    chosen = {part: three[part].data for part in PARTS if three[part].data is not None}
    adjusted = adjust(case_id, chosen, _proposals(form.plan), _proposals(form.kept))
    if adjusted is None:
        return None
    three.offer(adjusted.eligible)
    return InHand(three, adjusted)


def _gone(form: ChangeForm) -> ResponseReturnValue:
    """Somebody else has asked its experts meanwhile, or the page was changed on its way."""
    form.form_errors = [gettext("This case waits for experts no more. Below is the plan as it stands now.")]
    return _page(form, 409)


def _proposals(rows: Sequence[Confirmed]) -> list[Proposal]:
    return [Proposal(row.case, row[1:]) for row in rows]


def _page(
    form: PlanForm,
    status: int,
    *,
    refused: Mapping[int, list[str]] | None = None,
    kept: Sequence[Confirmed] | None = None,
    in_hand: InHand | None = None,
) -> ResponseReturnValue:
    try:
        proposed = propose(_proposals(form.kept if kept is None else kept))
    except NotSolved:
        current_app.logger.exception("no proposal of experts")
        return render_template("pages/matching/unsolved.html", cases=waiting_cases()), 503
    context: dict[str, Any] = {
        "form": form,
        "chosen": form.chosen.data if isinstance(form, BatchForm) and form.is_submitted() else None,
        "refused": [(case, why) for id, why in (refused or {}).items() if (case := db.session.get(Case, id))],
        "proposed": proposed,
        "waiting": count_waiting(),
        "most": MOST,
        "in_hand": in_hand,
    }
    return render_template("pages/matching/index.html", written=_written, **context), status


def _written(row: Any) -> str:
    """A row of the page as its form sends it back."""
    return str(Confirmed(row.case.id, *(reason.expert.id for reason in row.three)))
