"""Decisions: issued by the president, or sent back to the workshop."""

from flask import Blueprint, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import find
from blueprints.stepping import take_step
from forms.decisions import SendBackForm
from forms.steps import ConfirmForm
from models.case import Case
from workflow.acts import deciding
from workflow.queries.meeting_lists import planned_meetings

bp = Blueprint("decisions", __name__, url_prefix="/cases")


@bp.route("/<int:id>/decision", methods=["GET", "POST"])
def issue(id: int) -> ResponseReturnValue:
    """T26–T29: the president reads the letter as it will go out, and issues it."""
    case = find(Case, id)
    name = deciding.STEPS[case.decision.outcome][0] if case.decision else "accredit"
    return take_step(
        id,
        name,
        ConfirmForm(),
        lambda case: deciding.issue(case, by=current_user, verify_at=verification_address),
        paper=lambda case: deciding.decision_paper(case, case.decision, by=current_user),
    )


@bp.route("/<int:id>/return", methods=["GET", "POST"])
def send_back(id: int) -> ResponseReturnValue:
    """T30"""
    meetings = {meeting.id: meeting for meeting in planned_meetings()}
    form = SendBackForm().offer(meetings.values())
    lead = "" if meetings else gettext("No meeting is planned: call a meeting first.")
    return take_step(
        id,
        "send_back",
        form,
        lambda case: deciding.send_back(
            case, by=current_user, reason=form.reason.data, meeting=meetings.get(form.meeting.data)
        ),
        lead=lead,
    )


def verification_address(code: str) -> str:
    """Where the public checks a certificate: printed on it, so never the address that was asked for."""
    return str(current_app.config["PUBLIC_URL"]).rstrip("/") + url_for("registry.verify", code=code)
