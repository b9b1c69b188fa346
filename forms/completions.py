"""The items of a completion request, and the office's standard sentences for them."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.application import Ticks
from forms.plain import PlainForm
from workflow.application import NEWEST, Form, Section, bases, contract, expand
from workflow.checklist.proposals import named_in

#: A label longer than this is cut in the list of fields: declarations are whole sentences.
LONGEST = 90
#: Nobody completes the self-assessment: it is the applicant's own affair.
UNASKED = frozenset({"O"})


class ItemForm(PlainForm):  # type: ignore[misc]
    """One item: which fields of this edition of the form, what is missing, what to supply."""

    edition: ClassVar[Form] = NEWEST

    fields = StringField(
        _("Or enter their codes"),
        [Length(max=200)],
        description=_("Codes as in the form, for example: A1–A7, M1. Only these fields are opened to the applicant."),
    )
    missing = TextAreaField(_("What is missing"), [InputRequired(_("Say what is missing.")), Length(max=2000)])
    to_supply = TextAreaField(_("What to supply"), [InputRequired(_("Say what to supply.")), Length(max=2000)])
    legal_basis = StringField(
        _("Eligibility item"), [InputRequired(_("Enter the item, for example J4.")), Length(max=60)]
    )

    def validate_fields(self, field: StringField) -> None:
        """Some field is named, by a tick or by its code."""
        if not self.named:
            raise ValidationError(gettext("Choose the fields, or enter their codes."))

    @property
    def picks(self) -> list[tuple[Section, Any]]:
        """The sections with their tick boxes."""
        sections = self.edition.sections
        return [(section, self[f"picked_{section.code}"]) for section in sections if section.code not in UNASKED]

    @property
    def named(self) -> str:
        """What is ticked and what was typed, as people write codes; as it was typed if nothing is ticked."""
        typed, picked = (self.fields.data or "").strip(), [code for _, field in self.picks for code in field.data or ()]
        if not picked:
            return typed
        try:
            edition = self.edition
            return contract([*expand(typed, edition), *expand(", ".join(picked), edition)], edition)
        except ValueError:
            return typed  # the act says beside the field that it knows no such code

    @property
    def words(self) -> dict[str, str]:
        """The item as `requesting.add_item` takes it."""
        return {"fields": self.named, **{name: self[name].data for name in ("missing", "to_supply", "legal_basis")}}


def item_form(
    given: Any = None, gaps: Collection[str] = (), *, edition: Form = NEWEST, fresh: bool = False
) -> ItemForm:
    """The form with a tick box for every field; `given` is an item, a proposal or a sentence that fills it.

    `gaps` are the fields that are missing or wrong, and say so.  `fresh`: whatever was sent was for another form.
    """
    asked = [section for section in edition.sections if section.code not in UNASKED]
    found = {edition.fields[code].base for code in gaps}
    parts: dict[str, Any] = {f"picked_{section.code}": _ticks(section, found) for section in asked}
    form: type[ItemForm] = type("ItemForm", (ItemForm,), {**parts, "edition": edition})
    more = {"formdata": None} if fresh else {}
    return form(data=_filled(given, edition) if given else None, **more)


def _filled(given: Any, edition: Form) -> Mapping[str, Any]:
    named = {edition.fields[code].base for code in named_in(edition, given.fields)}
    picked = {f"picked_{section.code}": [c for c in bases(section) if c in named] for section in edition.sections}
    return {name: getattr(given, name) for name in ("missing", "to_supply", "legal_basis")} | picked


def _ticks(section: Section, found: Collection[str]) -> Any:
    locale = get_locale()
    labels = {field.base: field.label.in_(locale) for field in reversed(section.fields)}
    return Ticks(
        label=section.title.in_(locale),
        choices=[SelectChoice(code, _label(code, labels[code], code in found)) for code in bases(section)],
    )


def _label(code: str, label: str, is_gap: bool) -> str:
    short = label if len(label) <= LONGEST else f"{label[:LONGEST].rsplit(' ', 1)[0]} …"
    return gettext("%(field)s – to be supplied", field=f"{code} {short}") if is_gap else f"{code} {short}"
