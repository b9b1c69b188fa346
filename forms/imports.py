"""Bringing a document, and choosing what of it is taken over."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from forms.plain import PlainForm
from workflow.importing.formats import MOST_TEXT

SEEN = "seen-"


class DocumentForm(PlainForm):  # type: ignore[misc]
    """A file or pasted text.  `token` is the form's own mark: a second click brings nothing more."""

    token = HiddenField(
        validators=[InputRequired(_("The form was open too long. Please send it again.")), Length(max=40)]
    )
    file = FileField(_("File"), description=_("DOCX, ODT, PDF with text in it, or TXT; at most 50 MB."))
    text = TextAreaField(
        _("Or paste the text"),
        [Length(max=MOST_TEXT, message=_("At most a million characters. Paste it in parts."))],
        description=_("Paragraphs and lists stay; fonts, colours and pictures do not come along."),
        render_kw={"rows": 12},
    )

    def validate_text(self, field: Any) -> None:
        """One of the two, and not both."""
        pasted = (field.data or "").strip()
        if self.file.data and pasted:
            raise ValidationError(_("Choose one of the two: the file or the text."))
        if not self.file.data and not any(sign.isalnum() for sign in pasted):
            raise ValidationError(_("Choose a file above, or paste the text here."))


class TakeOverForm(PlainForm):  # type: ignore[misc]
    """A tick for each field; `seen` says which mark of its answer each one began from."""

    seen: Mapping[str, int] = {}
    codes: frozenset[str] = frozenset()

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """As ever; besides, the marks that were sent."""
        super().process(formdata, *args, **kwargs)
        sent = self.meta.wrap_formdata(self, formdata) or {}
        self.seen = {code: _number(sent.get(SEEN + code)) for code in self.codes}
        if self.is_submitted() and not sent:
            for code in self.codes:  # nothing was sent at all: what is ticked beforehand was not chosen by anybody
                self[code].data = False

    @property
    def ticked(self) -> list[str]:
        """The codes of the fields that are taken over."""
        return [code for code in self._fields if code in self.codes and self[code].data]


def take_over_form(fields: Iterable[tuple[str, bool]]) -> TakeOverForm:
    """A tick for each (code, whether it is ticked beforehand)."""
    offered = dict(fields)
    parts = {code: BooleanField(_("Take over")) for code in offered}
    made = type("TakeOverForm", (TakeOverForm,), {"codes": frozenset(offered), **parts})
    form: TakeOverForm = made(data=offered)
    return form


def _number(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() else 0
