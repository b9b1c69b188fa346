"""Annexes: sent together as a form, one by one in parts where scripts run, and described anew."""

from collections.abc import Collection
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from forms.plain import PlainForm
from workflow.application import NEWEST, Form

ANNEX_HINT = _("PDF, DOCX, ODT, XLSX, ODS, JPG or PNG, at most 50 MB.")
FILES_HINT = _(
    "PDF, DOCX, ODT, XLSX, ODS, JPG or PNG; at most 50 MB each. An application may have 20 files, 200 MB in all."
)
LONG_TITLE = _("At most 200 characters.")


class DescriptionForm(PlainForm):  # type: ignore[misc]
    """What an annex is called, of which day it is, whose data it holds."""

    title = StringField(
        _("Title"),
        [Optional(), Length(max=200, message=LONG_TITLE)],
        description=_("If it is left empty, or files are several: their names."),
    )
    dated_on = DateField(
        _("Date of the document"),
        [Optional()],
        description=_("The day that stands on the document. Leave it empty if none does."),
    )
    personal_data = BooleanField(_("They hold personal data"))


class KindForm(DescriptionForm):
    """The same, with which of M1–M7 it is."""

    kind = SelectField(_("Annex"), choices=[])

    def offer(self, opened: Collection[str], form: Form = NEWEST) -> Any:
        """Offer those annexes of the form (M1–M7) that are `opened`, with their names."""
        locale = str(get_locale())
        self.kind.choices = [
            SelectChoice(code, f"{code} {field.label.in_(locale)}")
            for code, field in form.fields.items()
            if field.kind == "annex" and code in opened
        ]
        return self


class AnnexForm(KindForm):
    """Annexes of one kind with their files."""

    file = MultipleFileField(_("Files"), [FileRequired(_("Choose a file."))], description=FILES_HINT)


class UploadForm(KindForm):
    """What is said of a file before it comes in parts: `mark` tells it from others of the same device."""

    file = StringField(_("File name"), [InputRequired(_("Choose a file.")), Length(max=255)])
    size = IntegerField(_("Size"), [NumberRange(min=0)])
    mark = StringField(_("Mark"), [InputRequired(), Length(max=300)])


class WholeForm(PlainForm):  # type: ignore[misc]
    """The fingerprint of a file that has come in parts; empty where the device cannot tell."""

    file = StringField(_("Fingerprint"), [Optional(), Regexp("^[0-9a-f]{64}$")])
