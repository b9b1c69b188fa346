"""Reading a table into the register of experts."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from forms.plain import PlainForm
from workflow.acts.register_table import MOST_CHARACTERS


class TableForm(PlainForm):  # type: ignore[misc]
    """A table as a file, or as text; a file that was looked through stands in the text afterwards."""

    file = FileField(
        _("CSV file"), description=_("As the register saves it; from a spreadsheet: “save as CSV (UTF-8)”.")
    )
    table = TextAreaField(
        _("Or the table itself"),
        [Length(max=MOST_CHARACTERS, message=_("The table is too large."))],
        render_kw={"rows": 8},
    )
    invites = BooleanField(_("Invite those who have no account yet"))

    def validate(self, extra_validators: Any = None) -> bool:
        """As ever; a file goes before the text, and one of the two must be there."""
        if self.file.data:
            self.table.data = decoded(self.file.data.read(MOST_CHARACTERS * 2))
        if not super().validate(extra_validators):
            return False
        if not (self.table.data or "").strip():
            self.file.errors = [*self.file.errors, str(_("Choose a file, or paste the table."))]
            return False
        return True


def decoded(content: bytes) -> str:
    """The text of a table: UTF-8, or what Hungarian spreadsheets write when they are not asked for it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", "replace")
