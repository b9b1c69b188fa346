"""Inviting somebody to write an application together."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, StringField
from wtforms.validators import Email, InputRequired, Length, Optional

from forms.plain import PlainForm


class CoWriterForm(PlainForm):  # type: ignore[misc]
    """Whom the letter goes to; the name is used only if the address has no account yet."""

    email = EmailField(
        _("E-mail address"),
        [InputRequired(_("Enter the e-mail address.")), Email(_("This is no e-mail address.")), Length(max=254)],
        description=_("The invitation goes here and may be accepted for 14 days."),
    )
    family_name = StringField(_("Family name"), [InputRequired(_("Enter the family name.")), Length(max=80)])
    given_name = StringField(_("Given name"), [Optional(), Length(max=80)])
