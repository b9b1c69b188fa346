"""The quick check as a form: one group of replies a question."""

from typing import Any

from flask_babel import get_locale, gettext
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from forms.plain import PlainForm
from workflow.quick_check import QUESTIONS, Question, Reply


def quick_check_form() -> PlainForm:
    """The form with the questions of today."""
    fields = {question.code: _replies(question) for question in QUESTIONS}
    form: PlainForm = type("QuickCheckForm", (PlainForm,), fields)()
    return form


def replies_from(form: PlainForm) -> dict[str, Reply]:
    """What was replied, by the code of the question; the form is valid."""
    return {question.code: Reply(form[question.code].data) for question in QUESTIONS}


def _replies(question: Question) -> Any:
    locale = get_locale()
    words = {Reply.YES: gettext("Yes"), Reply.NO: gettext("No"), Reply.UNSURE: gettext("I do not know")}
    if question.not_concerned:
        words[Reply.NOT_CONCERNED] = question.not_concerned.in_(locale)
    return RadioField(
        question.text.in_(locale),
        [InputRequired(gettext("Choose one."))],
        choices=[SelectChoice(reply.value, words[reply]) for reply in question.replies],
        description=question.help.in_(locale),
    )
