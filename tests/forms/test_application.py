"""A section of the application as a form: nothing typed is lost, and what is wrong is said."""

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from werkzeug.datastructures import MultiDict

from forms.application import answers_from, section_form
from workflow.application import FIELDS, SECTIONS
from workflow.application.samples import a_complete_application, a_paper_submission


@pytest.fixture
def app():
    """Just enough of an application for a form."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="hu")
    Babel(app)
    return app


@pytest.fixture
def sent(app):
    """Builds the form of a section after `typed` was sent: a mapping, lists for what has several values."""

    def build(section, typed, answers=None, **options):
        with app.test_request_context(method="POST", data=MultiDict(typed)):
            form = section_form(section, answers or {}, **options)
            form.is_right = form.validate()
            return form

    return build


def what_a_browser_would_send(form):
    """The values of all controls of the form, as a browser reads them out of the page."""
    values = {}
    for code in form.questions:
        control = form[code]
        if control.type == "BooleanField":
            values |= {code: "y"} if control.data else {}
        elif control.type == "Ticks":
            values[code] = list(control.data)
        elif control.type == "RadioField":
            values |= {code: control.data} if control.data else {}
        elif control.type == "RowsInput":
            cells = [(row, at, cell) for row, cells in enumerate(control.typed) for at, cell in enumerate(cells)]
            values |= {f"{code}-{row}-{at}": cell for row, at, cell in cells}
            values |= {f"{code}-none": "y"} if control.says_none else {}
        else:
            values[code] = control._value()
    return values


@pytest.mark.parametrize("locale", ["hu", "en"])
@pytest.mark.parametrize("section", [section.code for section in SECTIONS])
@pytest.mark.parametrize("answers", [a_complete_application(), a_paper_submission()], ids=["complete", "paper"])
def test_a_section_sent_back_unchanged_gives_the_same_answers(app, section, answers, locale):
    with app.test_request_context(), force_locale(locale):
        page = what_a_browser_would_send(section_form(section, answers))

    with app.test_request_context(method="POST", data=MultiDict(page)), force_locale(locale):
        form = section_form(section, {})
        is_right, given = form.validate(), answers_from(form)

    assert (is_right, form.errors) == (True, {})
    assert {code: value for code, value in given.items() if value not in ("", [], None, False)} == {
        code: value
        for code, value in answers.items()
        if FIELDS[code].section == section and value not in ("", [], None, False)
    }


def test_a_draft_may_be_saved_empty(sent):
    for section in SECTIONS:
        form = sent(section.code, {})

        assert (section.code, form.is_right, form.errors) == (section.code, True, {})


def test_what_is_left_empty_is_stored_as_empty(sent):
    form = sent("F", {"F1a": " ", "F3a": "", "F6": "no"}, answers={"F1a": "régi", "F5": ["poster"], "F6": True})

    given = answers_from(form)

    assert {code: given[code] for code in ("F1a", "F3a", "F5", "F6")} == {"F1a": "", "F3a": None, "F5": [], "F6": False}


@pytest.mark.parametrize(
    ("section", "typed", "sentences"),
    [
        ("B", {"B1": "a" * 161}, {"B1": ["Legfeljebb 160 karakter lehet; most 161."]}),
        ("D", {"D4": "kb. 300"}, {"D4": ["Egész számot írjon, betű nélkül."]}),
        ("G", {"G5": "1,000"}, {"G5": ["Számot írjon, például 10 vagy 7,5."]}),
        ("A", {"A2": "guild"}, {"A2": ["Válasszon a felsoroltak közül."]}),
        ("F", {"F6": "talán"}, {"F6": ["Igennel vagy nemmel feleljen."]}),
        ("C", {"C1": ["20", "99"]}, {"C1": ["Csak a felsoroltak közül választhat."]}),
        ("B", {"B5": "kert\nfalu"}, {"B5": ["Legalább 3 sor kell; most 2 van."]}),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(sent, section, typed, sentences):
    form = sent(section, typed)

    assert (form.is_right, form.errors) == (False, sentences)
    assert {code: form[code].data for code in typed} == typed


def test_numbers_may_be_typed_in_the_hungarian_or_the_english_way(sent):
    for typed in ("7,5", "7.5", " 7,50 "):
        form = sent("G", {"G5": typed, "G6": "1 2"})

        assert (form.is_right, answers_from(form)["G5"], answers_from(form)["G6"]) == (True, 7.5, 12)


def test_a_line_break_of_a_browser_counts_as_one_character(sent):
    form = sent("B", {"B2": "a\r\n" * 400})

    assert (form.is_right, answers_from(form)["B2"]) == (True, "a\n" * 400)


def test_only_the_fields_that_a_completion_opens_are_asked_and_read(sent):
    form = sent("B", {"B1": "Új cím", "B2": "Összefoglaló"}, answers={"B1": "Régi cím"}, only={"B2", "A1"})

    assert answers_from(form) == {"B2": "Összefoglaló"}


def test_a_final_section_says_what_must_be_filled_in(sent):
    complete = a_complete_application()
    form = sent("F", {"F6": "yes", "F3a": "0"}, answers=complete, draft=False, only={"F3a", "F6", "F6t", "F4"})

    assert form.is_right is True  # nothing was sent for F4 and F6t, so what is stored stays

    form = sent("F", {"F6": "yes", "F6t": "", "F4": " "}, answers=complete, draft=False, only={"F6", "F6t", "F4"})

    assert form.errors == {
        "F4": ["Írja be: ez a mező kötelező."],
        "F6t": ["Kiskorúak is részt vesznek (F6), ezért ez kötelező."],
    }


def test_a_declaration_must_be_ticked_only_when_the_section_is_final(sent):
    ticked = {f"N{number}": "y" for number in range(1, 7)}

    assert sent("N", ticked, answers={"F6": False}).is_right is True
    assert list(sent("N", ticked, answers={"F6": False}, draft=False).errors) == ["N7"]
    assert list(sent("N", ticked, answers={"F6": True}, draft=False).errors) == ["N7", "N8"]


def test_hours_that_do_not_add_up_stop_a_final_section_but_not_a_draft(sent):
    complete = a_complete_application()
    row = ("1", "a", "b", "c", "20", "d", "e")
    typed = {"G5": "21"} | {f"G8-0-{at}": cell for at, cell in enumerate(row)}

    assert sent("G", typed, answers=complete, only={"G5", "G8"}).is_right is True
    assert sent("G", typed, answers=complete, only={"G5", "G8"}, draft=False).errors == {
        "G8": ["Az órák összege 20,0, a G5 mezőben 21,0 áll. A kettőnek egyeznie kell."]
    }


def test_labels_and_hints_follow_the_language_of_the_page(app):
    with app.test_request_context():
        form = section_form("A", {})
        assert (form["A1"].label.text, form["A1"].description) == (
            "A benyújtó szervezet neve",
            "A létesítő okirat szerinti teljes név.",
        )
    with app.test_request_context(), force_locale("en"):
        form = section_form("A", {})
        assert (form["A1"].label.text, form["A11"].description) == (
            "Name of applicant organisation",
            "Only with a reason; the office decides. For example: Példa Péter; we used to work together",
        )


def test_the_form_says_which_fields_are_required_optional_and_how_long(app):
    with app.test_request_context():
        form = section_form("A", {})

    assert {code: vars(form[code].flags) for code in ("A1", "A4", "A10")} == {
        "A1": {"required": True, "maxlength": 200},
        "A4": {"maxlength": 13},
        "A10": {"optional": True, "maxlength": 200},
    }


def test_a_page_shows_typed_markup_as_text(sent):
    form = sent("B", {"B1": '"><script>alert(1)</script>'})

    assert "<script>" not in form["B1"]()


def test_there_is_no_section_of_another_name(app):
    with app.test_request_context(), pytest.raises(KeyError):
        section_form("X", {})
