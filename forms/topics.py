"""Forms of agenda items that are no cases: what the topic is, and the resolution that is proposed on it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.meetings import id_or_none, named
from forms.plain import PlainForm
from models.states import ItemKind
from workflow.labels import label

#: A case is put on from its own page, and so is a criteria set: they bring their papers.
OFFERED = tuple(kind for kind in ItemKind if kind not in {ItemKind.ACCREDITATION, ItemKind.CRITERIA})


class TopicForm(PlainForm):  # type: ignore[misc]
    """Of what kind, about what, who presents it, what is read before the meeting."""

    kind = SelectField(_("Kind of item"), [InputRequired(_("Choose the kind."))])
    title = StringField(
        _("Title"),
        [InputRequired(_("Give the title.")), Length(max=300, message=_("At most 300 characters."))],
    )
    presenter = SelectField(_("Rapporteur"), [InputRequired(_("Choose a rapporteur."))], coerce=id_or_none)
    paper = TextAreaField(
        _("Paper"),
        [InputRequired(_("Write the paper.")), Length(max=20000, message=_("At most 20,000 characters."))],
        description=_("What the members read before the meeting: what it is about, what is proposed, and why."),
        render_kw={"rows": 10},
    )

    def offer(self, people: Iterable[Any]) -> "TopicForm":
        """Offer every kind of topic, and these people."""
        locale = str(get_locale())
        kinds = [SelectChoice(kind.value, label(kind).in_(locale)) for kind in OFFERED]
        self.kind.choices = [SelectChoice("", "–"), *kinds]
        self.presenter.choices = named(people)
        return self


class ResolutionForm(PlainForm):  # type: ignore[misc]
    """The resolution, word for word."""

    text = TextAreaField(
        _("Text of the resolution"),
        [InputRequired(_("Write the text.")), Length(max=10000, message=_("At most 10,000 characters."))],
        description=_("The minutes give it word for word."),
    )
