"""Two versions of an application side by side."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from blueprints.language import language
from blueprints.shared import find
from forms.comparisons import comparison_form
from models.case import Case
from models.programme import Version
from workflow import permissions
from workflow.application import form_of
from workflow.comparison import compare
from workflow.queries.versions import frozen_versions

bp = Blueprint("comparisons", __name__, url_prefix="/cases")


@bp.get("/<int:id>/comparison")
def show(id: int) -> ResponseReturnValue:
    """What changed between two frozen versions, `from` and `to`: the last two unless the address names others."""
    case = find(Case, id, seen=permissions.may_read_application)
    versions = frozen_versions(case)
    old, new = _asked(versions, "from", -2), _asked(versions, "to", -1)
    return render_template(
        "pages/comparisons/show.html",
        case=case,
        form=comparison_form([version.number for version in versions], old.number, new.number),
        old=old,
        new=new,
        sections=compare(_told(case, old), _told(case, new), language(), (form_of(old), form_of(new))),
        only_changed=request.args.get("only") == "changed",
    )


def _told(case: Case, version: Version) -> dict[str, Any]:
    """The answers that this person may read."""
    hidden = permissions.hidden_answers(current_user, case)
    return {code: answer for code, answer in version.answers.items() if code not in hidden}


def _asked(versions: list[Version], name: str, place: int) -> Version:
    """The version that the address names, else the one at this place; 404 if there is none."""
    number = request.args.get(name)
    if number is None:
        return versions[place] if len(versions) >= -place else abort(404)
    return next((version for version in versions if version.number == number), None) or abort(404)
