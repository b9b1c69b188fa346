"""The items of a completion request."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.plain import PlainForm


class ItemForm(PlainForm):  # type: ignore[misc]
    """One item: which fields, what is missing, what to supply."""

    fields = StringField(
        _("Fields and annexes"),
        [InputRequired(_("Enter the codes.")), Length(max=200)],
        description=_("Codes as in the form, for example: A1–A7, M1. Only these fields are opened to the applicant."),
    )
    missing = TextAreaField(_("What is missing"), [InputRequired(_("Say what is missing.")), Length(max=2000)])
    to_supply = TextAreaField(_("What to supply"), [InputRequired(_("Say what to supply.")), Length(max=2000)])
    legal_basis = StringField(
        _("Eligibility item"), [InputRequired(_("Enter the item, for example J4.")), Length(max=60)]
    )
