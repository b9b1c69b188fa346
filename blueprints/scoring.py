"""Keeping a sheet of scores, of a review or of a practice: whole by its button, or one part by itself."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from blueprints.shared import carry_out, moved
from forms.reviews import ReviewForm
from models.db import db
from workflow.acts.marking import Other, WrittenMeanwhile
from workflow.notices import announce


def keep_sheet(
    form: ReviewForm,
    stored: Any,
    write: Callable[[], object],
    *,
    again: Callable[[int, Mapping[str, Other]], ResponseReturnValue],
    onward: Callable[[], str],
) -> ResponseReturnValue:
    """Keep what was written so far, however little, and go on to the address that `onward` gives.

    `stored` is the sheet as it stands, `write` writes the form's parts.  `again` shows the page with a status and with
    the parts that another window has written meanwhile.
    """
    others: dict[str, Other] = {}
    if form.takes_the_other(stored):
        return again(200, others)

    def act() -> list[Any]:
        try:
            write()
        except WrittenMeanwhile as found:
            others.update(found.others)
            raise
        return []

    return carry_out(
        form, act, again=lambda status: again(status, others), done=lambda _: moved(onward(), gettext("Saved."))
    )


def keep_part(
    form: ReviewForm, part: str, write: Callable[[], object], kept: Callable[[], Mapping[str, Any]]
) -> ResponseReturnValue:
    """One part as it stands now: 409 with both texts where another window has written it since, 422 for bad input.

    `kept` gives what the answer shows, once it is written.
    """
    if not form.validate_on_submit():
        return " ".join(text for field in form for text in field.errors), 422
    try:
        write()
        # before the commit, after which everything would be read again
        answer = render_template("partials/review/kept.html", part=part, **kept())
        announce()
    except WrittenMeanwhile as found:
        db.session.rollback()
        both = {"mine": form.said(part), "other": found.others[part]}
        return render_template("partials/review/other.html", part=part, **both), 409
    return answer
