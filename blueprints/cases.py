"""Cases: the list, the case page, and the office's steps on it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import allowed, find, shown
from blueprints.stepping import take_step
from forms.steps import ConfirmForm, PersonForm, ReasonForm, StatementForm
from models.case import Case
from models.states import CaseState, Role
from workflow import permissions
from workflow.acts import checking, completing, submitting
from workflow.counties import COUNTIES
from workflow.permissions import May
from workflow.queries.cases import WHOLE, page_of_cases
from workflow.queries.people import holders

bp = Blueprint("cases", __name__, url_prefix="/cases")


@bp.get("/")
def index() -> ResponseReturnValue:
    """The list of cases that this person may see; filters stand in the address."""
    allowed(May(permissions.may_see_cases))
    state = request.args.get("state", "")
    filters = {
        "state": CaseState(state) if state in list(CaseState) else None,
        "words": request.args.get("words", "")[:100],
        "county": request.args.get("county", "") if request.args.get("county") in COUNTIES else "",
    }
    page = page_of_cases(current_user, number=request.args.get("page", 1, type=int), **filters)
    return shown("cases/index", "case/rows", page=page, filters=filters, states=CaseState, counties=COUNTIES)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """Where the case stands, who acts next, until when, and what happened so far."""
    return shown("cases/show", "case/progress", case=find(Case, id, loaded=WHOLE))


@bp.route("/<int:id>/officer", methods=["GET", "POST"])
def assign_officer(id: int) -> ResponseReturnValue:
    """T04"""
    officers = holders(Role.CASE_OFFICER, Role.HEAD_OF_OFFICE)
    form = PersonForm().offer(officers, gettext("Officer"))
    chosen = {officer.id: officer for officer in officers}
    return take_step(
        id,
        "assign_officer",
        form,
        lambda case: checking.assign_officer(case, by=current_user, officer=chosen.get(form.person.data)),
    )


@bp.route("/<int:id>/acceptance", methods=["GET", "POST"])
def accept(id: int) -> ResponseReturnValue:
    """T05 and T11: the head of office countersigns."""
    completed = find(Case, id).state == CaseState.COMPLETION_RECEIVED
    name = "accept_completed" if completed else "accept"
    verb = checking.accept_completed if completed else checking.accept
    lead = gettext("You countersign the officer's check-list. The applicant is told, and experts can be invited.")
    return take_step(id, name, ConfirmForm(), lambda case: verb(case, by=current_user), lead=lead)


@bp.route("/<int:id>/rejection", methods=["GET", "POST"])
def reject(id: int) -> ResponseReturnValue:
    """T07 and T12."""
    form = ReasonForm()
    completed = find(Case, id).state == CaseState.COMPLETION_RECEIVED
    name = "reject_uncompleted" if completed else "reject"
    verb = checking.reject_uncompleted if completed else checking.reject
    return take_step(id, name, form, lambda case: verb(case, by=current_user, reason=form.reason.data))


@bp.route("/<int:id>/completion-extension", methods=["GET", "POST"])
def extend_completion(id: int) -> ResponseReturnValue:
    """T08"""
    lead = gettext("The deadline moves by 5 working days. It can be extended only once.")
    return take_step(
        id, "extend_completion", ConfirmForm(), lambda case: completing.extend(case, by=current_user), lead=lead
    )


@bp.route("/<int:id>/termination", methods=["GET", "POST"])
def terminate(id: int) -> ResponseReturnValue:
    """T10 and T32."""
    revised = find(Case, id).state == CaseState.RETURNED_FOR_REVISION
    name = "terminate_unrevised" if revised else "terminate_unanswered"
    verb = checking.terminate_unrevised if revised else checking.terminate_unanswered
    lead = gettext("The deadline has passed without an answer. The procedure ends; a new application may be submitted.")
    return take_step(id, name, ConfirmForm(), lambda case: verb(case, by=current_user), lead=lead)


@bp.route("/<int:id>/withdrawal", methods=["GET", "POST"])
def withdraw(id: int) -> ResponseReturnValue:
    """T33"""
    form = StatementForm()
    return take_step(
        id, "withdraw", form, lambda case: submitting.withdraw(case, by=current_user, statement=form.statement.data)
    )


@bp.get("/<int:id>/application")
def application(id: int) -> ResponseReturnValue:
    """The application as it was submitted, in the version that is current (or another by ?version=)."""
    case = find(Case, id)
    wanted = request.args.get("version")
    version = next((v for v in case.programme.versions if v.number == wanted and v.frozen_at), case.version)
    return render_template("pages/cases/application.html", case=case, version=version)
