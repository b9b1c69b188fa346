"""Calibration days: when, where and who leads; where the practice programme comes from; who was there."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.application import Ticks
from forms.plain import PlainForm
from models.calibration import PracticeSheet
from models.user import User


class CalibrationForm(PlainForm):  # type: ignore[misc]
    """A day."""

    title = StringField(
        _("Title"),
        [InputRequired(_("Enter the title.")), Length(max=200, message=_("At most 200 characters."))],
        description=_("For example: Calibration day 2027"),
    )
    held_on = DateField(_("Day"), [InputRequired(_("Enter the day."))])
    place = StringField(
        _("Place"),
        [InputRequired(_("Enter the place.")), Length(max=300, message=_("At most 300 characters."))],
        description=_("The address, or that it is online and where."),
    )
    leader = SelectField(
        _("Who leads it"),
        [InputRequired(_("Choose somebody."))],
        coerce=int,
        description=_("The leader gives the reference answers, and so does not score with the others."),
    )

    def offer(self, leaders: Iterable[User]) -> "CalibrationForm":
        """Offer these people."""
        self.leader.choices = [SelectChoice(one.id, one.display_name) for one in leaders]
        return self


class CopyForm(PlainForm):  # type: ignore[misc]
    """A real programme, whose copy loses its names."""

    programme = StringField(
        _("Number of the programme"),
        [InputRequired(_("Enter the number."))],
        description=_("For example: RP-2026-0042"),
    )


class AttendanceForm(PlainForm):  # type: ignore[misc]
    """Who was there."""

    attended = Ticks(_("Who was there"), coerce=int)

    def offer(self, sheets: Sequence[PracticeSheet]) -> "AttendanceForm":
        """Offer everybody who was invited."""
        self.attended.choices = [SelectChoice(sheet.id, sheet.person.display_name) for sheet in sheets]
        return self
