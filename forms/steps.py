"""Short forms of single steps: a reason, a statement, a choice of person, a confirmation."""

from collections.abc import Iterable
from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.grounds import grounds_to_choose
from forms.plain import PlainForm
from workflow.declarations import GROUND_NAMES, GROUNDS


class ConfirmForm(PlainForm):  # type: ignore[misc]
    """Nothing to fill in: the button itself."""


class ReasonForm(PlainForm):  # type: ignore[misc]
    """Why."""

    reason = TextAreaField(
        _("Reason"), [InputRequired(_("Give the reason.")), Length(max=5000, message=_("At most 5,000 characters."))]
    )


class StatementForm(PlainForm):  # type: ignore[misc]
    """The representative's statement of withdrawal."""

    statement = TextAreaField(
        _("Statement of withdrawal"),
        [InputRequired(_("Write your statement.")), Length(max=5000, message=_("At most 5,000 characters."))],
        description=_("The procedure ends. A new application may be submitted later."),
    )


class PersonForm(PlainForm):  # type: ignore[misc]
    """One person out of those offered."""

    person = SelectField(_("Person"), [InputRequired(_("Choose somebody."))], coerce=int)

    def offer(self, people: Iterable[Any], label: str) -> "PersonForm":
        """Offer these people (with `id` and `display_name`) under `label`."""
        self.person.choices = [SelectChoice(person.id, person.display_name) for person in people]
        self.person.label.text = label
        return self


class OfExpertForm(PlainForm):  # type: ignore[misc]
    """Something about one of the experts at work, and why."""

    assignment = RadioField(_("Expert"), [InputRequired(_("Choose the expert."))], coerce=int)

    def offer(self, assignments: Iterable[Any]) -> Self:
        """Offer these experts."""
        self.assignment.choices = [SelectChoice(one.id, one.expert.user.display_name) for one in assignments]
        return self


class ReopenForm(OfExpertForm):
    """Opening a closed review again: whose, and why."""

    reason = TextAreaField(
        _("Reason"),
        [InputRequired(_("Give the reason.")), Length(max=2000)],
        description=_("The expert reads it in the letter."),
    )


class ReleaseForm(OfExpertForm):
    """Relieving an expert: who, on what ground, why."""

    reason_code = RadioField(
        _("Ground"),
        [InputRequired(_("Choose the ground."))],
        choices=[
            SelectChoice("overdue", _("The review is more than 5 working days late")),
            SelectChoice("conflict", _("A conflict of interest was found")),
        ],
    )
    ground = SelectField(
        _("Ground of the conflict"), validate_choice=False, description=_("Only for a conflict of interest.")
    )
    reason = TextAreaField(_("Reason"), [InputRequired(_("Give the reason.")), Length(max=2000)])

    def offer_grounds(self) -> Self:
        """Offer KO1–KO12, as they are said of somebody else."""
        self.ground.choices = grounds_to_choose(GROUND_NAMES)
        return self

    def validate_ground(self, field: SelectField) -> None:
        """A conflict names its ground; lateness has none."""
        if self.reason_code.data == "conflict" and field.data not in GROUNDS:
            raise ValidationError(gettext("Choose the ground of the conflict."))

    @property
    def said(self) -> str:
        """The reason as it is kept, the ground before it."""
        ground = self.ground.data if self.reason_code.data == "conflict" else ""
        return ": ".join(part for part in (ground, (self.reason.data or "").strip()) if part)


class AnswerForm(PlainForm):  # type: ignore[misc]
    """An answer in words."""

    answer = TextAreaField(_("Answer"), [InputRequired(_("Write the answer.")), Length(max=5000)])


class QuestionForm(PlainForm):  # type: ignore[misc]
    """A question in words."""

    question = TextAreaField(_("Question"), [InputRequired(_("Write the question.")), Length(min=10, max=2000)])
