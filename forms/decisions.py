"""Forms of the president: sending a decision back to the workshop."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.meetings import offered
from forms.plain import PlainForm
from models.meeting import Meeting


class SendBackForm(PlainForm):  # type: ignore[misc]
    """Which fault of procedure, and which meeting decides anew."""

    reason = TextAreaField(
        _("The fault of procedure"),
        [InputRequired(_("Give the reason.")), Length(max=2000, message=_("At most 2,000 characters."))],
        description=_("A decision can be sent back for a fault of procedure only, and only once."),
    )
    meeting = RadioField(_("Meeting"), [InputRequired(_("Choose a meeting."))], coerce=int)

    def offer(self, meetings: Iterable[Meeting]) -> "SendBackForm":
        """Offer these meetings."""
        self.meeting.choices = offered(meetings)
        return self
