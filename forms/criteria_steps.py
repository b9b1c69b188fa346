"""Forms of the way of a criteria set: consultation, comments and answers, the workshop, the day in force."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.meetings import id_or_none, named, offered
from forms.plain import PlainForm
from models.meeting import Meeting


class ConsultForm(PlainForm):  # type: ignore[misc]
    """Until when people may comment."""

    until = DateField(_("Last day for comments"), [InputRequired(_("Give the day."))])


class BringForm(PlainForm):  # type: ignore[misc]
    """Which meeting, who presents the set, what the members read."""

    meeting = RadioField(_("Meeting"), [InputRequired(_("Choose a meeting."))], coerce=int)
    presenter = SelectField(_("Rapporteur"), [InputRequired(_("Choose a rapporteur."))], coerce=id_or_none)
    paper = TextAreaField(_("Paper"), [InputRequired(_("Write the paper.")), Length(max=20000)])

    def offer(self, meetings: Iterable[Meeting], people: Iterable[Any]) -> "BringForm":
        """Offer these meetings and these people."""
        self.meeting.choices = offered(meetings)
        self.presenter.choices = named(people)
        return self


class DayForm(PlainForm):  # type: ignore[misc]
    """The first day in force."""

    day = DateField(_("First day in force"), [InputRequired(_("Give the day."))])


class CommentForm(PlainForm):  # type: ignore[misc]
    """What somebody says of a criterion."""

    text = TextAreaField(
        _("Your comment"),
        [InputRequired(_("Write your comment.")), Length(max=5000, message=_("At most 5,000 characters."))],
    )


class AnswerForm(PlainForm):  # type: ignore[misc]
    """Taken over or not, and why."""

    taken_over = RadioField(
        _("The comment is"),
        [InputRequired(_("Choose one."))],
        choices=[SelectChoice("yes", _("taken over")), SelectChoice("no", _("not taken over"))],
    )
    reason = TextAreaField(
        _("Reason"), [InputRequired(_("Give the reason.")), Length(max=2000, message=_("At most 2,000 characters."))]
    )
