"""A step whose words are kept while they are written: its form, kept whole or by part, and two texts of one part."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from forms.assessments import KeptForm
from models.case import Case
from models.db import db
from workflow.acts import holding
from workflow.acts.marking import Mark, Other, Window, WrittenMeanwhile, numbers
from workflow.notices import announce
from workflow.permissions import May
from workflow.queries.people import names_of

F = TypeVar("F", bound=KeptForm)


class Writing:
    """The words of one step of a case so far: those that it `began` with, and what was kept of them since."""

    def __init__(self, case: Case, step: str, may: May, began: Mapping[str, Any]) -> None:
        self.case, self.step, self.may, self.began = case, step, may, began
        unsent = holding.held(case, step)
        self.stored = {**began, **(unsent.said if unsent else {})}
        self.marks = holding.marks_of(unsent, began)
        #: What somebody else wrote meanwhile, by part.
        self.others: dict[str, Other] = {}

    def form(self, kind: Callable[..., F]) -> F:
        """The form with what is stored, unless something was sent."""
        return kind(data=self.stored, marks=numbers(self.marks))

    def keep(self, form: KeptForm, *parts: str) -> dict[str, Mark]:
        """Keep these parts, or all of the form; the marks of all.  Raises WrittenMeanwhile, and notes the others."""
        said = {part: form.said(part) for part in parts or form.kept}
        seen, window = form.seen, Window(form.window, form.turn)
        try:
            unsent = holding.hold(
                self.case, self.step, self.may, by=current_user, parts=said, began=self.began, seen=seen, window=window
            )
        except WrittenMeanwhile as found:
            self.others.update(found.others)
            raise
        return holding.marks_of(unsent, self.began)

    def keeping(self, form: KeptForm, act: Callable[[], Any] = lambda: []) -> Callable[[], Any]:
        """An act that keeps the whole form first."""

        def keep_and_act() -> Any:
            self.keep(form)
            return act()

        return keep_and_act

    def context(self) -> dict[str, Any]:
        """What the page shows of it beside the form."""
        writers = {mark.by_id for mark in self.marks.values() if mark.by_id} - {current_user.id}
        return {"marks": self.marks, "others": self.others, "names": names_of(writers)}


def part_kept(writing: Writing, form: KeptForm, part: str) -> ResponseReturnValue:
    """Keep one part as it stands now: 409 with both texts where somebody else has written it since."""
    if part not in form.kept:
        abort(404)
    if not form.validate_on_submit():
        return gettext("This cannot be saved so."), 422
    try:
        mark = writing.keep(form, part)[part]
        announce()
    except WrittenMeanwhile as found:
        db.session.rollback()
        both = {"mine": form.said(part), "other": found.others[part]}
        return render_template("partials/assessment/other.html", part=part, **both), 409
    return render_template("partials/review/saved.html", part=part, mark=mark)
