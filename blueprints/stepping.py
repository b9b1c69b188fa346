"""One step of the table on the case page: its form opens there, and so does its answer."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user
from flask_wtf import FlaskForm

from blueprints.shared import carry_out, changed, find, moved, shown
from models.case import Case
from workflow import permissions
from workflow.acts.papers import letter_to_come
from workflow.engine import hindrances
from workflow.permissions import May
from workflow.queries.cases import WHOLE
from workflow.transitions import TRANSITIONS


def take_step(
    id: int,
    name: str,
    form: FlaskForm,
    act: Callable[[Case], Any],
    *,
    lead: str = "",
    paper: Callable[[Case], Mapping[str, Any]] | None = None,
    onward: str = "",
    **context: Any,
) -> ResponseReturnValue:
    """Show the form of the step `name`, or carry `act` out on the case.

    `paper` gives the letter that the step sends: it is read through before, as it would go out now.  `onward` is the
    address of the page that follows where that is not the case's own.

    404 if the person may not know of the case, 403 if the step is another party's, 409 with the present state and
    what was typed if the case has moved on, 422 for bad input, else the case's progress (a redirect without htmx).
    """
    case, row = find(Case, id, loaded=WHOLE), TRANSITIONS[name]
    permissions.demand(May(who=row.who.is_), current_user, case)
    asked = {"case": case, "form": form, "step_label": row.label, "lead": lead, **context}

    def again(status: int) -> ResponseReturnValue:
        letter = letter_to_come(paper(case), str(get_locale())) if paper and status != 409 else None
        return shown("cases/show", "case/progress", status, **asked, letter=letter, step=row)

    def done(_: Any) -> ResponseReturnValue:
        return moved(onward) if onward else changed("case/progress", url_for("cases.show", id=id), case=case)

    if not form.is_submitted() and (reasons := list(hindrances(row, case))):
        asked["hindered"] = [reason.text for reason in reasons]
        return again(409)
    return carry_out(form, lambda: act(case), again=again, done=done)
