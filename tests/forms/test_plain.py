"""What WTForms says of a wrong answer is said in plain words, in the language of the page."""

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import DateField, FieldList, FormField, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from forms.plain import PlainForm, PlainPart


class Row(PlainPart):
    days = IntegerField("Days")


class Sheet(PlainForm):
    title = StringField("Title", [InputRequired()])
    note = StringField("Note", [Length(max=3)])
    letter = StringField("Letter", [Length(max=1)])
    day = DateField("Day")
    votes = IntegerField("Votes", [NumberRange(0, 99)])
    vote = RadioField("Vote", choices=[("yes", "Yes")])
    rows = FieldList(FormField(Row))


WRONG = {"note": "long", "letter": "ab", "day": "soon", "votes": "100", "vote": "perhaps", "rows-0-days": "x"}
SAID = {
    "hu": {
        "title": ["Ezt ki kell tölteni."],
        "note": ["Legfeljebb 3 karakter."],
        "letter": ["Legfeljebb 1 karakter."],
        "day": ["Adjon meg dátumot, például: 2026-11-20."],
        "votes": ["Legalább 0, legfeljebb 99 lehet."],
        "vote": ["Válasszon a felsoroltak közül."],
        "rows": [{"days": ["Egész számot írjon, például 10."]}],
    },
    "en": {
        "title": ["This must be filled in."],
        "note": ["At most 3 characters."],
        "letter": ["At most 1 character."],
        "day": ["Enter a date, for example 2026-11-20."],
        "votes": ["It must be at least 0, at most 99."],
        "vote": ["Choose one of those listed."],
        "rows": [{"days": ["Enter a whole number, for example 10."]}],
    },
}


@pytest.mark.parametrize("locale", SAID)
def test_a_wrong_answer_is_told_in_the_language_of_the_page(app, locale):
    with app.test_request_context(), force_locale(locale):
        form = Sheet(formdata=MultiDict(WRONG))
        form.validate()

        assert form.errors == SAID[locale]
