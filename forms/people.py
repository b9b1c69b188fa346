"""People, their appointments, organisations; moved working days."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from forms.application import Ticks
from forms.plain import PlainForm
from models.organisation import Bond, Part
from models.setting import DayKind
from models.states import Role
from workflow.competences import COMPETENCES
from workflow.labels import label

LANGUAGES = [SelectChoice("hu", "Magyar"), SelectChoice("en", "English")]
NONE = SelectChoice("", "–")


class InvitationForm(PlainForm):  # type: ignore[misc]
    """A new person: name, address, first role."""

    prefix = StringField(_("Title before the name"), [Optional(), Length(max=30)])
    family_name = StringField(_("Family name"), [InputRequired(_("Enter the family name.")), Length(max=80)])
    given_name = StringField(_("Given name"), [Optional(), Length(max=80)])
    email = EmailField(
        _("E-mail address"),
        [InputRequired(_("Enter the e-mail address.")), Email(_("This is no e-mail address.")), Length(max=254)],
        description=_("The invitation with the link to choose a password goes here."),
    )
    locale = RadioField(_("Language"), choices=LANGUAGES, default="hu")


class ExportForm(PlainForm):  # type: ignore[misc]
    """What personal data are taken out for (BR-37)."""

    purpose = StringField(
        _("What is the list for?"),
        [InputRequired(_("Write down what the list is for.")), Length(min=5, max=300)],
        description=_("For example: invitation to the workshop's meeting in March."),
    )


class AppointmentForm(PlainForm):  # type: ignore[misc]
    """A role, in a county if need be, from and until."""

    role = SelectField(_("Role"), [InputRequired()])
    county = SelectField(_("County"), [Optional()], description=_("Where the role holds for one county."))
    from_on = DateField(_("From"), [Optional()])
    to_on = DateField(_("Until"), [Optional()])

    def offer(self, roles: Iterable[Role], counties: Iterable[tuple[str, str]]) -> "AppointmentForm":
        """Offer these roles, and every county."""
        locale = str(get_locale())
        self.role.choices = [SelectChoice(role.value, label(role).in_(locale)) for role in roles]
        self.county.choices = [NONE, *(SelectChoice(code, name) for code, name in counties)]
        return self


class MembershipForm(PlainForm):  # type: ignore[misc]
    """For which organisation a person acts, and in which part."""

    organisation = SelectField(_("Organisation"), [InputRequired()], coerce=int)
    part = RadioField(_("Part"), [InputRequired(_("Choose the part."))])

    def offer(self, organisations: Iterable[Any]) -> "MembershipForm":
        """Offer the organisations and both parts."""
        locale = str(get_locale())
        self.organisation.choices = [SelectChoice(one.id, one.name) for one in organisations]
        self.part.choices = [SelectChoice(part.value, label(part).in_(locale)) for part in Part]
        return self


class OrganisationForm(PlainForm):  # type: ignore[misc]
    """A new organisation."""

    organisation_name = StringField(_("Name"), [InputRequired(_("Enter its name.")), Length(max=200)])
    county = SelectField(_("County"), [Optional()])

    def offer(self, counties: Iterable[tuple[str, str]]) -> "OrganisationForm":
        """Offer every county."""
        self.county.choices = [NONE, *(SelectChoice(code, name) for code, name in counties)]
        return self


class MovedDayForm(PlainForm):  # type: ignore[misc]
    """A day that the yearly decree moved."""

    day = DateField(_("Day"), [InputRequired(_("Enter the day."))])
    kind = RadioField(_("What it becomes"), [InputRequired(_("Choose one."))])
    source = StringField(_("Decree"), [InputRequired(_("Enter the decree.")), Length(max=200)])

    def offer(self) -> "MovedDayForm":
        """Offer both kinds of day."""
        locale = str(get_locale())
        self.kind.choices = [SelectChoice(kind.value, label(kind).in_(locale)) for kind in DayKind]
        return self


class SheetForm(PlainForm):  # type: ignore[misc]
    """An expert's sheet in the register: without it nobody can be asked to review."""

    county = SelectField(_("County"), [InputRequired(_("Choose the county."))])
    employer = SelectField(_("Employer"), [Optional()], coerce=int)
    appointed_from = DateField(_("Appointed from"), [InputRequired(_("Enter the day."))])
    appointed_to = DateField(_("Appointed until"), [InputRequired(_("Enter the day."))])
    trained_on = DateField(
        _("Last method training"),
        [InputRequired(_("Enter the day."))],
        description=_("After 24 months the expert cannot be asked until the next training."),
    )
    yearly_limit = IntegerField(_("Reviews in a year, at most"), [InputRequired(), NumberRange(0, 99)], default=8)
    parallel_limit = IntegerField(_("Reviews at a time, at most"), [InputRequired(), NumberRange(0, 99)], default=3)
    fields = Ticks(_("Fields of expertise"), description=_("Two at most."))
    qualification = StringField(_("Qualification"), [Optional(), Length(max=300)])
    practice_years = IntegerField(_("Professional practice, in years"), [Optional(), NumberRange(0, 80)])
    community_years = IntegerField(_("Practice in community development, in years"), [Optional(), NumberRange(0, 80)])
    removed_on = DateField(_("Removed from the register on"), [Optional()])
    is_public = BooleanField(_("Consents to stand on the yearly public list"))

    def offer(self, organisations: Iterable[Any], counties: Iterable[tuple[str, str]]) -> "SheetForm":
        """Offer counties and employers."""
        locale = get_locale()
        self.fields.choices = [SelectChoice(code, name.in_(locale)) for code, name in COMPETENCES.items()]
        self.county.choices = [SelectChoice(code, name) for code, name in counties]
        self.employer.choices = [SelectChoice(0, "–"), *(SelectChoice(one.id, one.name) for one in organisations)]
        return self


class PauseForm(PlainForm):  # type: ignore[misc]
    """A time in which the expert takes no reviews."""

    pause_from = DateField(_("From"), [InputRequired(_("Enter the day."))])
    pause_to = DateField(_("Until"), [Optional()], description=_("Empty: until further notice."))
    pause_reason = StringField(_("Reason"), [Optional(), Length(max=300)])


class LastDayForm(PlainForm):  # type: ignore[misc]
    """When a pause or a tie ends after all."""

    last_day = DateField(_("Last day"), [InputRequired(_("Enter the day."))])


class TieForm(PlainForm):  # type: ignore[misc]
    """A tie to an organisation, now or in the past three years: it keeps the person off its cases (KO1)."""

    organisation = SelectField(_("Organisation"), [InputRequired()], coerce=int)
    bond = SelectField(_("Kind of tie"), [InputRequired()])
    from_on = DateField(_("From"), [InputRequired(_("Enter the day."))])
    to_on = DateField(_("Until"), [Optional()])

    def offer(self, organisations: Iterable[Any]) -> "TieForm":
        """Offer the organisations and kinds of tie."""
        locale = str(get_locale())
        self.organisation.choices = [SelectChoice(one.id, one.name) for one in organisations]
        self.bond.choices = [SelectChoice(bond.value, label(bond).in_(locale)) for bond in Bond]
        return self


class AdviceForm(PlainForm):  # type: ignore[misc]
    """Advice given on a programme: it keeps the person off its case for 24 months (KO3)."""

    programme = StringField(
        _("Number of the programme"),
        [InputRequired(_("Enter the number."))],
        description=_("For example: RP-2026-0042"),
    )
    on = DateField(_("Day"), [InputRequired(_("Enter the day."))])
    subject = StringField(_("Subject"), [Optional(), Length(max=300)])
