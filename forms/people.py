"""People, their appointments, organisations; moved working days."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField, RadioField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length, Optional

from forms.plain import PlainForm
from models.organisation import Part
from models.setting import DayKind
from models.states import Role
from workflow.labels import label


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
    locale = RadioField(_("Language"), choices=[("hu", "Magyar"), ("en", "English")], default="hu")


class AppointmentForm(PlainForm):  # type: ignore[misc]
    """A role, in a county if need be, from and until."""

    role = SelectField(_("Role"), [InputRequired()])
    county = SelectField(_("County"), [Optional()], description=_("Where the role holds for one county."))
    from_on = DateField(_("From"), [Optional()])
    to_on = DateField(_("Until"), [Optional()])

    def offer(self, counties: Iterable[tuple[str, str]]) -> "AppointmentForm":
        """Offer every role and county."""
        locale = str(get_locale())
        self.role.choices = [(role.value, label(role).in_(locale)) for role in Role if role != Role.PUBLIC_VISITOR]
        self.county.choices = [("", "–"), *counties]
        return self


class MembershipForm(PlainForm):  # type: ignore[misc]
    """For which organisation a person acts, and in which part."""

    organisation = SelectField(_("Organisation"), [InputRequired()], coerce=int)
    part = RadioField(_("Part"), [InputRequired(_("Choose the part."))])

    def offer(self, organisations: Iterable[Any]) -> "MembershipForm":
        """Offer the organisations and both parts."""
        locale = str(get_locale())
        self.organisation.choices = [(organisation.id, organisation.name) for organisation in organisations]
        self.part.choices = [(part.value, label(part).in_(locale)) for part in Part]
        return self


class OrganisationForm(PlainForm):  # type: ignore[misc]
    """A new organisation."""

    organisation_name = StringField(_("Name"), [InputRequired(_("Enter its name.")), Length(max=200)])
    county = SelectField(_("County"), [Optional()])


class MovedDayForm(PlainForm):  # type: ignore[misc]
    """A day that the yearly decree moved."""

    day = DateField(_("Day"), [InputRequired(_("Enter the day."))])
    kind = RadioField(_("What it becomes"), [InputRequired(_("Choose one."))])
    source = StringField(_("Decree"), [InputRequired(_("Enter the decree.")), Length(max=200)])

    def offer(self) -> "MovedDayForm":
        """Offer both kinds of day."""
        locale = str(get_locale())
        self.kind.choices = [(kind.value, label(kind).in_(locale)) for kind in DayKind]
        return self
