"""Experts for every case that waits: the exact proposal with its reasons, confirmed by the head of office."""

from collections.abc import Mapping

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_login import current_user

from blueprints.shared import allowed, moved
from forms.matching import BatchForm, Confirmed
from models.case import Case
from models.db import db
from models.expert import ExpertProfile
from workflow import permissions
from workflow.acts import inviting
from workflow.matching import NotSolved
from workflow.notices import announce
from workflow.queries.matching import MOST, count_waiting, waiting_cases
from workflow.queries.proposing import propose
from workflow.refusals import Refused

bp = Blueprint("matching", __name__, url_prefix="/matching")


@bp.get("")
def index() -> ResponseReturnValue:
    """The proposal for the cases that wait, the first to come first."""
    allowed(permissions.may_match)
    return _page(BatchForm(formdata=None), {}, 200)


@bp.post("/invitations")
def invite() -> ResponseReturnValue:
    """T13 for each ticked proposal, one after the other: what the guards refuse stays, with the reason."""
    allowed(permissions.may_match)
    form = BatchForm()
    if not form.validate_on_submit():
        return _page(form, {}, 422)
    refused = {one.case: why for one in form.confirmed if (why := _invite(one))}
    if refused:
        return _page(form, refused, 409)
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


def _page(form: BatchForm, refused: Mapping[int, list[str]], status: int) -> ResponseReturnValue:
    cases = {id: db.session.get(Case, id) for id in refused}
    try:
        proposed = propose()
    except NotSolved:
        current_app.logger.exception("no proposal of experts")
        return render_template("pages/matching/unsolved.html", cases=waiting_cases()), 503
    return render_template(
        "pages/matching/index.html",
        form=form,
        refused=[(case, refused[id]) for id, case in cases.items() if case],
        proposed=proposed,
        waiting=count_waiting(),
        most=MOST,
        written=lambda row: str(Confirmed(row.case.id, *(reason.expert.id for reason in row.three))),
    ), status
