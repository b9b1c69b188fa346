"""The table of changes: what was changed for each revision task, and in which fields."""

from typing import Any, ClassVar

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from forms.application import Ticks
from forms.plain import PlainForm
from workflow.application import form_of
from workflow.queries.changes import TableOfChanges


class ChangesForm(PlainForm):  # type: ignore[misc]
    """A text for each task ("item_3"), and ticks for the fields that differ ("fields_3")."""

    ordinals: ClassVar[tuple[int, ...]] = ()

    @property
    def answers(self) -> dict[int, str]:
        """What was changed, by the task's ordinal."""
        return {ordinal: self[f"item_{ordinal}"].data or "" for ordinal in self.ordinals}

    @property
    def fields(self) -> dict[int, list[str]]:
        """The fields that were ticked, by the task's ordinal."""
        return {
            ordinal: self[f"fields_{ordinal}"].data or [] for ordinal in self.ordinals if f"fields_{ordinal}" in self
        }


def changes_form(table: TableOfChanges | None) -> ChangesForm:
    """The form of the table as far as it is written; where there is one task alone, all that differs is its."""
    if table is None:
        return ChangesForm()
    locale, asked = get_locale(), form_of(table.version).fields
    choices = [SelectChoice(code, f"{code} {asked[code].label.in_(locale)}") for code in table.changed if code in asked]
    parts: dict[str, Any] = {"ordinals": tuple(task.point.ordinal for task in table.tasks)}
    data: dict[str, Any] = {}
    for task in table.tasks:
        ordinal = task.point.ordinal
        parts[f"item_{ordinal}"] = TextAreaField(
            _("What did you change for it?"), [Length(max=5000, message=_("At most 5,000 characters."))]
        )
        data[f"item_{ordinal}"] = task.text
        if choices:
            parts[f"fields_{ordinal}"] = Ticks(_("In which fields?"), choices=choices)
            is_alone = len(table.tasks) == 1 and not task.text
            data[f"fields_{ordinal}"] = table.changed if is_alone else task.fields
    form: type[ChangesForm] = type("ChangesForm", (ChangesForm,), parts)
    return form(data=data)
