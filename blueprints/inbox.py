"""The inbox: what waits for this person, and what happened."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user, login_required

from forms.steps import ConfirmForm
from workflow import permissions
from workflow.errands.progress import unfinished_of
from workflow.notices import announce
from workflow.notices.wording import say
from workflow.notices.words import WORDINGS
from workflow.queries import inbox
from workflow.queries.calibrations import to_practise

bp = Blueprint("inbox", __name__, url_prefix="/inbox")


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    """Work first, the nearest deadline on top; then the notices."""
    locale = str(get_locale())
    notices = inbox.notices_of(current_user)
    return render_template(
        "pages/inbox/index.html",
        groups=inbox.by_next_act(inbox.tasks_of(current_user)),
        assignments=inbox.assignments_of(current_user),
        practices=to_practise(current_user) if permissions.may_see_calibrations(current_user) else [],
        meetings=inbox.coming_meetings() if permissions.may_see_meeting(current_user) else [],
        errands=unfinished_of(current_user),
        notices=[(notice, say(WORDINGS[notice.wording], notice.facts, locale)) for notice in notices],
        form=ConfirmForm(),
    )


@bp.post("/reading")
@login_required
def mark_read() -> ResponseReturnValue:
    """All notices are read."""
    if ConfirmForm().validate_on_submit():
        inbox.mark_read(current_user)
        announce()
    return redirect(url_for(".index"), 303)
