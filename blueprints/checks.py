"""The formal check: the list J1–J11 of one case, and the officer's signature under it."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import carry_out, find, moved, shown, still
from forms.checks import check_form, take_over
from models.case import Case
from models.states import Finding
from workflow import permissions
from workflow.acts import checking
from workflow.checklist import look
from workflow.criteria.stored import rubric_of
from workflow.queries.checklist import material_of

bp = Blueprint("checks", __name__, url_prefix="/cases")


@bp.route("/<int:id>/check", methods=["GET", "POST"])
def show(id: int) -> ResponseReturnValue:
    """Look at what the system sees, and write down what was found; a proposal that is taken over is not yet saved."""
    return _check(id, lambda case, form: checking.write_check(case, by=current_user, **_given(case, form)) and [])


@bp.post("/<int:id>/check/signature")
def sign(id: int) -> ResponseReturnValue:
    """Write down and sign: the head of office is asked to countersign."""

    def act(case: Case, form: Any) -> Any:
        checking.write_check(case, by=current_user, **_given(case, form))
        return checking.sign_check(case, by=current_user)

    return _check(id, act)


def _check(id: int, act: Any) -> ResponseReturnValue:
    case = find(Case, id, still(permissions.may_check))
    eligibility = rubric_of(case).eligibility
    form = check_form(eligibility, _stored(case))
    seen = look(material_of(case), [item.code for item in eligibility])

    def again(status: int) -> ResponseReturnValue:
        return shown("checks/show", "check/form", status, case=case, form=form, seen=seen)

    if wanted := request.form.get("take"):
        take_over(form, seen, wanted)
        return again(200)
    return carry_out(
        form,
        lambda: act(case, form),
        again=again,
        done=lambda _: moved(url_for("cases.show", id=id), gettext("The check-list is saved.")),
    )


def _stored(case: Case) -> dict[str, Any]:
    check = case.check or (case.checks[-1] if case.checks else None)
    if check is None:
        return {}
    found: dict[str, Any] = {"type_confirmed": check.programme_type_confirmed}
    for row in check.findings:
        found |= {f"{row.code}_finding": row.finding.value, f"{row.code}_note": row.note}
    return found


def _given(case: Case, form: Any) -> dict[str, Any]:
    findings = {
        item.code: (
            Finding(form[f"{item.code}_finding"].data) if form[f"{item.code}_finding"].data else None,
            form[f"{item.code}_note"].data or "",
        )
        for item in rubric_of(case).eligibility
    }
    return {"findings": findings, "type_confirmed": form.type_confirmed.data}
