"""The request to be excused for a missed deadline."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.drafts import ANNEX_HINT
from forms.plain import PlainForm


class ExcuseForm(PlainForm):  # type: ignore[misc]
    """What prevented the applicant, until when, and the proof of it; what is missing the guards say."""

    obstacle = TextAreaField(
        _("What prevented you?"),
        [InputRequired(_("Say what prevented you.")), Length(max=5000, message=_("At most 5,000 characters."))],
        description=_("Only the office reads it. Leave out whatever it need not know."),
    )
    obstacle_ended_on = DateField(
        _("The day on which the obstacle ended"), [InputRequired(_("Enter the day on which the obstacle ended."))]
    )
    proof = FileField(_("Proof"), description=ANNEX_HINT)
