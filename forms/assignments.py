"""An expert's answer to an invitation."""

from collections.abc import Mapping

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from forms.grounds import grounds_to_choose
from forms.plain import PlainForm
from workflow.declarations import GROUNDS
from workflow.text import Text

TICK = DataRequired(_("The invitation can be accepted only with this declaration."))


class AcceptanceForm(PlainForm):  # type: ignore[misc]
    """Both declarations, and a circumstance to be reported."""

    circumstance = TextAreaField(
        _("Circumstance to be reported"),
        [Length(max=2000, message=_("At most 2,000 characters."))],
        description=_("If one of KO9–KO12 applies to you, write it here. Leave it empty if you know of none."),
    )
    conflict_of_interest = BooleanField(validators=[TICK])
    confidentiality = BooleanField(validators=[TICK])

    def worded(self, declarations: Mapping[str, Text]) -> "AcceptanceForm":
        """Put the very words of the declarations beside their boxes."""
        for kind, words in declarations.items():
            self[kind].label.text = words.in_(get_locale())
        return self


class RefusalForm(PlainForm):  # type: ignore[misc]
    """Declining: why, and if it is a conflict, on which ground."""

    code = RadioField(
        _("Why can you not accept it?"),
        [InputRequired(_("Choose one."))],
        choices=[
            SelectChoice("declined", _("I cannot take it on now")),
            SelectChoice("conflict", _("I have a conflict of interest")),
        ],
    )
    ground = SelectField(
        _("Ground of the conflict"), validate_choice=False, description=_("Only for a conflict of interest.")
    )
    reason = TextAreaField(_("Reason in a few words"), [Length(max=2000, message=_("At most 2,000 characters."))])

    def offer_grounds(self) -> "RefusalForm":
        """Offer KO1–KO12, each with its sentence."""
        self.ground.choices = grounds_to_choose(GROUNDS)
        return self

    def validate_ground(self, field: SelectField) -> None:
        """A conflict names its ground; anything else names none."""
        if self.code.data == "conflict" and field.data not in GROUNDS:
            raise ValidationError(gettext("Choose the ground of the conflict."))

    @property
    def said(self) -> str:
        """The reason as it is kept, the ground before it."""
        ground = self.ground.data if self.code.data == "conflict" else ""
        return ": ".join(part for part in (ground, (self.reason.data or "").strip()) if part)
