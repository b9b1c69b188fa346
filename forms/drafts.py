"""Opening a draft, recording a paper application, declarations, answers to tasks."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError

from forms.annexes import ANNEX_HINT
from forms.plain import PlainForm
from models.states import Arrival
from workflow.application import NEWEST, Form
from workflow.labels import label


class DraftForm(PlainForm):  # type: ignore[misc]
    """A new programme."""

    token = HiddenField()
    title = StringField(
        _("Title of the programme"),
        [InputRequired(_("Enter the title.")), Length(max=160, message=_("At most 160 characters."))],
        description=_("Short and telling. You can change it later."),
    )
    organisation = SelectField(_("Organisation"), [InputRequired()], coerce=int)

    def offer(self, organisations: Iterable[Any]) -> "DraftForm":
        """Offer the organisations that one writes for."""
        self.organisation.choices = [SelectChoice(one.id, one.name) for one in organisations]
        return self


class RecordForm(PlainForm):  # type: ignore[misc]
    """What the office enters of an application that came on paper or by e-mail (T02b)."""

    token = HiddenField()
    title = StringField(_("Title of the programme"), [InputRequired(_("Enter the title.")), Length(max=160)])
    sender = StringField(_("Sender"), [InputRequired(_("Enter who sent it.")), Length(max=200)])
    arrival = RadioField(_("How it came"), choices=[])
    arrived_on = DateField(_("Day of arrival"), [InputRequired(_("Enter the day of arrival."))])
    organisation = SelectField(
        _("Organisation"), coerce=int, description=_("Choose it if it is known to us, else enter its name below.")
    )
    organisation_name = StringField(_("Name of a new organisation"), [Optional(), Length(max=200)])
    county = SelectField(_("County of the organisation"), [Optional()])
    representative_family_name = StringField(_("Legal representative: family name"), [Optional(), Length(max=80)])
    representative_given_name = StringField(_("Legal representative: given name"), [Optional(), Length(max=80)])
    representative_email = EmailField(
        _("Legal representative: e-mail"),
        [Optional(), Email(_("This is no e-mail address.")), Length(max=254)],
        description=_("An invitation to Mérce is sent here. The representative confirms the data with the completion."),
    )
    source = FileField(_("Scanned source"), description=ANNEX_HINT)
    #: What was read from its document before: then that is the source.
    reading = HiddenField()

    def validate_source(self, field: Any) -> None:
        """There is a source: the file, or the document that was read."""
        if not field.data and not self.reading.data:
            raise ValidationError(_("Attach the copy of what arrived."))

    def offer(self, organisations: Iterable[Any], counties: Iterable[tuple[str, str]]) -> "RecordForm":
        """Offer the known organisations and the counties."""
        self.source.flags.required = not self.reading.data
        self.organisation.choices = [
            SelectChoice(0, _("A new organisation")),
            *(SelectChoice(one.id, one.name) for one in organisations),
        ]
        self.county.choices = [SelectChoice("", "–"), *(SelectChoice(code, name) for code, name in counties)]
        locale = str(get_locale())
        self.arrival.choices = [
            SelectChoice(way.value, label(way).in_(locale)) for way in (Arrival.PAPER, Arrival.E_MAIL)
        ]
        return self


def declaration_form(form: Form, *, with_name: bool = True) -> PlainForm:
    """Ticks for the declarations of this application form, each under its own code, and the name under them."""
    locale = str(get_locale())
    parts: dict[str, Any] = {code: BooleanField(form.fields[code].label.in_(locale)) for code in form.declarations}
    if with_name:
        parts["signatory"] = StringField(
            _("Your name"), [Length(max=200)], description=_("Declarations are made by name; today's date is added.")
        )
    return type("DeclarationForm", (PlainForm,), parts)()


def answers_form(
    questions: Iterable[tuple[str, str, str]], codes: Iterable[str] = (), form: Form = NEWEST
) -> PlainForm:
    """One long answer for each (name, label, hint), and ticks for the declarations `codes`."""
    locale = str(get_locale())
    parts: dict[str, Any] = {
        name: TextAreaField(words, [Length(max=5000, message=_("At most 5,000 characters."))], description=hint)
        for name, words, hint in questions
    }
    parts |= {code: BooleanField(form.fields[code].label.in_(locale)) for code in codes}
    return type("AnswersForm", (PlainForm,), parts)()
