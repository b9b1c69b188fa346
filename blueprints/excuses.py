"""The missed deadline of a completion: asking to be excused, granting it, refusing it."""

from typing import Any

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.stepping import take_step
from forms.excuses import ExcuseForm
from forms.steps import ConfirmForm, ReasonForm
from models.case import Case
from workflow.acts import excusing
from workflow.acts.appointing import fault_of_file
from workflow.permissions import demand, may_ask_excuse
from workflow.refusals import Refused
from workflow.storage import Store, Unacceptable

bp = Blueprint("excuses", __name__, url_prefix="/cases")


@bp.route("/<int:id>/excuse", methods=["GET", "POST"])
def ask(id: int) -> ResponseReturnValue:
    """T10b"""
    form = ExcuseForm()
    return take_step(
        id,
        "ask_excuse",
        form,
        lambda case: excusing.ask_excuse(
            case,
            by=current_user,
            obstacle=form.obstacle.data or "",
            obstacle_ended_on=form.obstacle_ended_on.data,
            proof=_kept(case, form.proof.data),
        ),
        lead=gettext(
            "You missed the deadline. Ask within 8 working days of the end of the obstacle; the head of office decides."
        ),
    )


@bp.route("/<int:id>/excuse/grant", methods=["GET", "POST"])
def grant(id: int) -> ResponseReturnValue:
    """T10c"""
    return take_step(
        id,
        "grant_excuse",
        ConfirmForm(),
        lambda case: excusing.grant_excuse(case, by=current_user),
        lead=gettext("The deadline begins anew: the applicant has 10 working days again."),
        paper=lambda case: excusing.granting_paper(case, by=current_user),
    )


@bp.route("/<int:id>/excuse/refusal", methods=["GET", "POST"])
def refuse(id: int) -> ResponseReturnValue:
    """T10d"""
    form = ReasonForm()
    return take_step(
        id,
        "refuse_excuse",
        form,
        lambda case: excusing.refuse_excuse(case, by=current_user, reason=form.reason.data or ""),
        lead=gettext("The applicant gets your reasons by letter. After that the procedure can be terminated."),
    )


def _kept(case: Case, sent: Any) -> dict[str, Any] | None:
    demand(may_ask_excuse, current_user, case)  # before anything is stored
    if not sent:
        return None
    try:
        stored = Store(current_app.config["STORAGE_URL"]).keep(sent.filename, sent.read())
    except Unacceptable as why:
        raise Refused([fault_of_file(why.code, "proof", name=sent.filename or "")]) from None
    return dict(vars(stored))
