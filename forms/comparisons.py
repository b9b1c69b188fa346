"""Which two versions are compared."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from forms.plain import PlainForm


def comparison_form(numbers: Iterable[str], old: str, new: str) -> PlainForm:
    """Two choices out of the versions, by their numbers; the form is a GET, so it carries no token."""
    choices = [SelectChoice(number, number) for number in numbers]
    parts = {
        "from": SelectField(_("Earlier version"), choices=choices),
        "to": SelectField(_("Later version"), choices=choices),
    }
    return type("ComparisonForm", (PlainForm,), parts)(
        formdata=None, meta={"csrf": False}, data={"from": old, "to": new}
    )
