"""Conflicts of interest: reported late, decided in writing, a name tied to a person of the register."""

from collections.abc import Iterable
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from forms.grounds import grounds_to_choose
from forms.plain import PlainForm
from workflow.declarations import GROUNDS


class LateConflictForm(PlainForm):  # type: ignore[misc]
    """An expert at work reports a conflict that has come up: on which ground, and what."""

    ground = SelectField(_("Ground of the conflict"), [AnyOf(GROUNDS, message=_("Choose the ground of the conflict."))])
    reason = TextAreaField(
        _("What it is"),
        [InputRequired(_("Give the reason.")), Length(max=2000, message=_("At most 2,000 characters."))],
        description=_("The office reads it; neither the applicant nor any other expert does."),
    )

    def offer_grounds(self) -> Self:
        """Offer KO1–KO11, each with its sentence; of an objection only the applicant can know."""
        self.ground.choices = grounds_to_choose({code: text for code, text in GROUNDS.items() if code != "KO12"})
        self.ground.validate_choice = False
        return self


class RulingForm(PlainForm):  # type: ignore[misc]
    """A decision in writing on what may bias somebody (KO9–KO12)."""

    stays = RadioField(
        _("Decision"),
        [InputRequired(_("Choose one of the two."))],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
    )
    reason = TextAreaField(
        _("Reason"),
        [InputRequired(_("Give the reason.")), Length(max=2000, message=_("At most 2,000 characters."))],
        description=_("It is kept in the conflict register of the case, with your name and the day."),
    )

    def offer(self, stays: str, leaves: str) -> Self:
        """What the two decisions mean here."""
        self.stays.choices = [SelectChoice("yes", stays), SelectChoice("no", leaves)]
        return self


class NameForm(PlainForm):  # type: ignore[misc]
    """Whose name the applicant wrote."""

    person = SelectField(_("Expert"), [InputRequired(_("Choose somebody."))], coerce=int)

    def offer(self, people: Iterable[Any]) -> Self:
        """Offer these people, by name and e-mail: two may have one name."""
        self.person.choices = [SelectChoice(one.id, f"{one.display_name} ({one.email})") for one in people]
        return self
