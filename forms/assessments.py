"""The officer's words of the consolidated assessment."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from forms.plain import PlainForm

LONG = Length(max=5000, message=_("At most 5,000 characters."))


class AssessmentForm(PlainForm):  # type: ignore[misc]
    """Strengths, weaknesses, proposed conditions (T21)."""

    strengths = TextAreaField(_("Strengths"), [InputRequired(_("Sum up the strengths.")), LONG])
    weaknesses = TextAreaField(_("What to improve"), [InputRequired(_("Sum up what to improve.")), LONG])
    proposed_conditions = TextAreaField(_("Proposed conditions"), [LONG])
