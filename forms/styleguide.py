"""The form of the style guide: a field of every sort; it is shown and never sent."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forms.plain import PlainForm, PlainPart

LEVELS = [
    SelectChoice("village", _("a village")),
    SelectChoice("town", _("a town")),
    SelectChoice("county", _("a county")),
]


class SampleRow(PlainPart):
    """A row of the list in the form below."""

    name = StringField(_("Name"), [InputRequired(_("Write the name."))])


class SampleForm(PlainForm):
    """Every sort of field, each with its help."""

    name = StringField(
        _("Name of the programme"), [InputRequired(_("Write the name."))], description=_("As people know it.")
    )
    email = StringField(_("E-mail"), [Optional()])
    story = TextAreaField(_("Its story"), [InputRequired(_("Tell its story.")), Length(max=500)])
    since = DateField(_("Running since"), [InputRequired(_("Give a day, such as 2026-11-20."))])
    level = RadioField(_("Level"), [InputRequired(_("Choose one."))], choices=LEVELS)
    score = RadioField(
        _("Score"), [InputRequired(_("Choose one."))], choices=[SelectChoice(str(n), str(n)) for n in range(6)]
    )
    places = SelectMultipleField(
        _("Where it works"),
        [InputRequired(_("Tick at least one."))],
        choices=LEVELS,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    kind = SelectField(
        _("Kind"),
        [InputRequired(_("Choose one."))],
        choices=[SelectChoice("", "–"), SelectChoice("club", _("club")), SelectChoice("course", _("course"))],
    )
    proof = FileField(_("Proof"), [Optional()], description=_("PDF, at most 10 MB."))
    agreed = BooleanField(_("I have read it"), [InputRequired(_("Tick it when you have read it."))])
    people = FieldList(FormField(SampleRow), _("Partners"), min_entries=1)


def as_typed() -> SampleForm:
    """The form filled in, with nothing wrong."""
    return SampleForm(
        formdata=None,
        prefix="good-",
        name="Kertek alatt",
        story="Kert.",
        level="village",
        score="4",
        places=["town"],
        people=[{"name": "Könyvtár"}],
    )


def as_refused() -> SampleForm:
    """The form as an empty one comes back; its list has an error of its own."""
    form = SampleForm(formdata=None, prefix="wrong-", meta={"csrf": False})
    form.validate()
    form.people.errors = [*form.people.errors, str(_("Name at least two partners."))]
    return form
