"""Forms that ask for long work."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from forms.plain import PlainForm


class ErrandForm(PlainForm):  # type: ignore[misc]
    """In which language the file is written.  `token` is the form's own mark: a second click asks for nothing more."""

    token = HiddenField(
        validators=[InputRequired(_("The form was open too long. Please send it again.")), Length(max=40)]
    )
    language = RadioField(
        _("Language of the file"),
        [InputRequired(_("Choose the language."))],
        choices=[("hu", _("Hungarian")), ("en", _("English"))],
    )


class ExportForm(ErrandForm):
    """What personal data are taken out for (BR-37)."""

    purpose = StringField(
        _("What are the tables for?"),
        [InputRequired(_("Write down what the tables are for.")), Length(min=5, max=300)],
        description=_("They name the case officers. Who took them out, when and what for is kept."),
    )
