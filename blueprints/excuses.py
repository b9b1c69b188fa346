"""The missed deadline of a completion: asking to be excused, granting it, refusing it."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.files import FORM_WITH_FILES, scanner, store, takes_up_to
from blueprints.shared import find
from blueprints.stepping import take_step
from forms.excuses import ExcuseForm
from forms.steps import ConfirmForm, ReasonForm
from models.case import Case
from models.db import let_go
from workflow.acts import excusing
from workflow.acts.attaching import refusal_of_file
from workflow.acts.excusing import step_of
from workflow.permissions import demand
from workflow.permissions.may import step
from workflow.queries.cases import WHOLE
from workflow.storage import Unacceptable, examined

bp = Blueprint("excuses", __name__, url_prefix="/cases")


@bp.route("/<int:id>/excuse", methods=["GET", "POST"])
@takes_up_to(FORM_WITH_FILES)
def ask(id: int) -> ResponseReturnValue:
    """T10b; T10e after the termination."""
    form = ExcuseForm()
    return take_step(
        id,
        _step(id, "ask_excuse"),
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
    """T10c; T10f after the termination."""
    return take_step(
        id,
        _step(id, "grant_excuse"),
        ConfirmForm(),
        lambda case: excusing.grant_excuse(case, by=current_user),
        lead=gettext("The deadline begins anew: the applicant has 10 working days again."),
        paper=lambda case: excusing.granting_paper(case, by=current_user),
    )


@bp.route("/<int:id>/excuse/refusal", methods=["GET", "POST"])
def refuse(id: int) -> ResponseReturnValue:
    """T10d; T10g after the termination."""
    form = ReasonForm()
    return take_step(
        id,
        _step(id, "refuse_excuse"),
        form,
        lambda case: excusing.refuse_excuse(case, by=current_user, reason=form.reason.data or ""),
        lead=gettext("The applicant gets your reasons by letter. The procedure can then be terminated, or stays so."),
    )


def _step(id: int, name: str) -> str:
    """The row of the table: before the procedure was terminated for want of the completion, or after it."""
    return step_of(find(Case, id, loaded=WHOLE), name)


def _kept(case: Case, sent: Any) -> dict[str, Any] | None:
    demand(step(step_of(case, "ask_excuse")), current_user, case)  # before anything is looked at
    if not sent:
        return None
    let_go()
    try:
        found = examined(sent.filename or "", sent.stream, scanner())
    except Unacceptable as why:
        raise refusal_of_file(why.code, "proof") from None
    store().lay(found.sha256, sent.stream)
    return dict(vars(found))
