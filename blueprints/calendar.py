"""Moved working days: what the yearly decree says, entered by the office."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from blueprints.shared import allowed, carry_out, moved
from forms.people import MovedDayForm
from forms.steps import ConfirmForm
from models.setting import DayKind
from workflow import permissions
from workflow.acts import calendar_keeping
from workflow.calendar import PUBLISHED
from workflow.queries.calendar import moved_days

bp = Blueprint("calendar", __name__, url_prefix="/calendar")


@bp.route("/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """The moved days, and a form for the next one."""
    allowed(permissions.may_keep_calendar)
    form = MovedDayForm().offer()
    return carry_out(
        form,
        lambda: calendar_keeping.move_day(
            form.day.data, by=current_user, kind=DayKind(form.kind.data), source=form.source.data
        ),
        again=lambda status: _page(form, status),
        done=lambda _: moved(
            url_for(".index"), gettext("The day is entered. Deadlines already communicated stay as they are.")
        ),
    )


@bp.post("/<int:id>/removal")
def remove(id: int) -> ResponseReturnValue:
    """Take a correction back."""
    allowed(permissions.may_keep_calendar)
    return carry_out(
        ConfirmForm(),
        lambda: calendar_keeping.remove_day(id, by=current_user),
        again=lambda status: _page(MovedDayForm(formdata=None).offer(), status),
        done=lambda _: moved(url_for(".index")),
    )


def _page(form: Any, status: int) -> ResponseReturnValue:
    published = sorted(
        [(day, DayKind.REST) for day in PUBLISHED.rest] + [(day, DayKind.WORKING) for day in PUBLISHED.working]
    )
    return render_template("pages/calendar/index.html", form=form, days=moved_days(), published=published), status
