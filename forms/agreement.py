"""The period of which the agreement between experts is asked."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, ValidationError
from wtforms.validators import Optional

from forms.plain import PlainForm


class PeriodForm(PlainForm):  # type: ignore[misc]
    """Two days in the address; either may be left out."""

    class Meta(PlainForm.Meta):
        """It changes nothing, so it carries no token."""

        csrf = False

    first = DateField(_("From"), [Optional()])
    last = DateField(_("Until"), [Optional()])

    def validate_last(self, field: DateField) -> None:
        """The period does not end before it begins."""
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError(_("The last day is before the first one."))
