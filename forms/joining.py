"""Joining: what somebody without an account says, and what the office answers."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional

from forms.plain import PlainForm
from models.organisation import Part
from models.states import LegalForm
from workflow.counties import COUNTIES
from workflow.labels import label


class JoiningForm(PlainForm):  # type: ignore[misc]
    """Who one is, and for which organisation one would like to write."""

    family_name = StringField(_("Family name"), [InputRequired(_("Enter the family name.")), Length(max=80)])
    given_name = StringField(_("Given name"), [InputRequired(_("Enter the given name.")), Length(max=80)])
    email = EmailField(
        _("E-mail address"),
        [InputRequired(_("Enter the e-mail address.")), Email(_("This is no e-mail address.")), Length(max=254)],
        description=_("We send a letter here with a link. You prove with it that the address is yours."),
    )
    organisation_name = StringField(
        _("Name of the organisation"),
        [InputRequired(_("Enter the name of the organisation.")), Length(max=200)],
        description=_("The full name. An informal group gives the name of the group."),
    )
    legal_form = SelectField(_("Legal form"), [InputRequired(_("Choose the legal form."))])
    county = SelectField(_("County"), [InputRequired(_("Choose the county."))])
    seat = StringField(_("Seat"), [Optional(), Length(max=300)], description=_("Postcode, settlement, street, number."))
    part = RadioField(_("What you are there"), [InputRequired(_("Choose one."))])
    intention = TextAreaField(
        _("Which programme you would like to submit"),
        [Optional(), Length(max=500, message=_("At most 500 characters."))],
        description=_("One or two sentences are enough. You can leave it empty."),
    )
    has_read = BooleanField(_("I have read how my data are handled"), [InputRequired(_("Tick this to go on."))])

    def offer(self) -> "JoiningForm":
        """Offer legal forms, counties and both parts."""
        locale = get_locale()
        choose = SelectChoice("", str(_("Choose")))
        self.legal_form.choices = [choose, *(SelectChoice(one.value, label(one).in_(locale)) for one in LegalForm)]
        self.county.choices = [choose, *(SelectChoice(code, county.name) for code, county in COUNTIES.items())]
        self.part.choices = [SelectChoice(part.value, label(part).in_(locale)) for part in Part]
        return self


class AcceptanceForm(PlainForm):  # type: ignore[misc]
    """The organisation that the person will write for."""

    organisation = SelectField(
        _("Organisation"), coerce=int, description=_("Choose it if it is known to us: then nothing is entered twice.")
    )

    def offer(self, organisations: Iterable[Any]) -> "AcceptanceForm":
        """Offer the known organisations, and a new one."""
        self.organisation.choices = [
            SelectChoice(0, _("A new organisation")),
            *(SelectChoice(one.id, one.name) for one in organisations),
        ]
        return self
