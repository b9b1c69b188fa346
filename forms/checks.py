"""The check-list J1–J11, and the officer's judgement of completion items."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from forms.plain import PlainForm
from models.states import Finding, ItemState
from workflow.checklist import Seen
from workflow.criteria import Requirement
from workflow.labels import label

#: The longest note.
NOTE = 2000
JUDGEMENTS = (ItemState.SUPPLIED, ItemState.PARTLY, ItemState.NOT_SUPPLIED)


def check_form(eligibility: Iterable[Requirement], stored: Mapping[str, Any]) -> PlainForm:
    """A finding and a note for each eligibility item, and the confirmation of the programme type."""
    locale = str(get_locale())
    parts: dict[str, Any] = {}
    for item in eligibility:
        findings = [f for f in Finding if f != Finding.NOT_APPLICABLE or item.may_be_not_applicable]
        parts[f"{item.code}_finding"] = RadioField(
            f"{item.code} – {item.name.in_(locale)}",
            [Optional()],
            choices=[SelectChoice(finding.value, label(finding).in_(locale)) for finding in findings],
        )
        parts[f"{item.code}_note"] = TextAreaField(
            _("Note to %(code)s", code=item.code),
            [Length(max=NOTE)],
            description=_("What it rests on: field, annex, page."),
        )
    parts["type_confirmed"] = BooleanField(_("The type of the programme is confirmed"))
    return type("CheckForm", (PlainForm,), parts)(data=dict(stored))


def take_over(form: PlainForm, seen: Mapping[str, Seen], wanted: str) -> None:
    """Fill in what the system proposes for the item `wanted`, or ("all") for every item that is still untouched.

    The note is Hungarian whoever reads the page: it goes to the file, and from there into letters.
    """
    for code, item in seen.items():
        finding, note = form[f"{code}_finding"], form[f"{code}_note"]
        untouched = not finding.data and not (note.data or "").strip()
        if code == wanted or (wanted == "all" and untouched):
            finding.data = item.finding.value if item.finding else finding.data
            note.data = item.note.hu[:NOTE]


def judgement_form(items: Iterable[Any]) -> PlainForm:
    """Was it supplied?  One question for each item."""
    locale = str(get_locale())
    parts = {
        f"item_{item.ordinal}": RadioField(
            _("Item %(number)s", number=item.ordinal),
            [Optional()],
            choices=[SelectChoice(state.value, label(state).in_(locale)) for state in JUDGEMENTS],
        )
        for item in items
    }
    data = {f"item_{item.ordinal}": item.state.value for item in items}
    return type("JudgementForm", (PlainForm,), parts)(data=data)
