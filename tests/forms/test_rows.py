"""Rows that grow: buttons change their number and order and lose nothing that was typed."""

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.application import answers_from, section_form

PARTNERS = [["Könyvtár", "civil", "helyet ad", "van"], ["Óvoda", "állami", "hirdet", "nincs"]]


@pytest.fixture(scope="module")
def app():
    """Just enough of an application for a form."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="hu")
    Babel(app)
    return app


@pytest.fixture
def sent(app):
    """Builds the form of a section after `typed` was sent, and says whether it is right."""

    def build(section, typed, answers=None, **options):
        with app.test_request_context(method="POST", data=MultiDict(typed)):
            form = section_form(section, answers or {}, **options)
            form.is_right = form.validate()
            return form

    return build


def cells(code, rows):
    """The controls of a table as a browser sends them."""
    return {f"{code}-{row}-{at}": cell for row, line in enumerate(rows) for at, cell in enumerate(line)}


def pressed(button, rows=PARTNERS):
    """What is sent by a button of the partners' table."""
    return {**cells("I1", rows), "rows": f"I1:{button}"}


@pytest.mark.parametrize(
    ("button", "rows", "place", "sentence"),
    [
        ("add:2", [*PARTNERS, [""] * 4], 2, "Row 3 has been added."),
        ("remove:0", PARTNERS[1:], 0, "Row 1 has been removed."),
        ("remove:1", PARTNERS[:1], 0, "Row 2 has been removed."),
        ("up:1", PARTNERS[::-1], 0, "Row 2 is now row 1."),
        ("down:0", PARTNERS[::-1], 1, "Row 1 is now row 2."),
        ("up:0", PARTNERS, 0, ""),
        ("down:1", PARTNERS, 0, ""),
        ("remove:9", PARTNERS, 0, ""),
        ("remove:x", PARTNERS, 0, ""),
    ],
)
def test_a_button_changes_the_rows_and_says_so(sent, button, rows, place, sentence):
    form = sent("I", pressed(button))

    assert (form.is_reshaped, form["I1"].typed) == (True, rows)
    assert form["I1"].change[1:] == (place, sentence)


@pytest.mark.parametrize("words", ["", "I1", "I1:", "I1:burn:0", "I2:add:0", "add:0"])
def test_a_button_of_nobody_changes_nothing(sent, words):
    form = sent("I", {**cells("I1", PARTNERS), "rows": words})

    assert (form.is_reshaped, form["I1"].typed) == (False, PARTNERS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.text("aő 1", max_size=3).map(str.strip), min_size=2, max_size=2), min_size=1, max_size=5),
    st.sampled_from(["add", "up", "down"]),
    st.integers(0, 5),
)
def test_neither_adding_nor_moving_loses_a_word(sent, rows, verb, place):
    form = sent("A", {**cells("A11", rows), "rows": f"A11:{verb}:{place}"})

    assert sorted(row for row in form["A11"].typed if any(row)) == sorted(row for row in rows if any(row))


def test_a_table_that_is_full_takes_no_more(sent):
    full = [["a", "b"], ["c", "d"]]
    form = sent("A", {**cells("A11", full), "rows": "A11:add:2"})

    assert (form["A11"].typed, form["A11"].is_full) == (full, True)


def test_the_last_row_taken_away_leaves_an_empty_one_to_write_in(sent):
    form = sent("I", pressed("remove:0", PARTNERS[:1]))

    assert (form["I1"].typed, answers_from(form)["I1"]) == ([[""] * 4], [])


def test_empty_rows_and_spaces_count_for_nothing(sent):
    form = sent("G", cells("G2", [["  Ismerkedés\r\n a kertben "], [" "], ["Tervezés"]]))

    assert answers_from(form)["G2"] == ["Ismerkedés a kertben", "Tervezés"]


def test_what_is_wrong_is_said_at_its_cell_and_in_the_summary(sent):
    rows = [[""] * 7, ["1", "a", "b", "c", "két", "d", "e"], ["2", "x" * 501, "b", "c", "2", "d", "e"]]
    form = sent("G", cells("G8", rows))

    table = form["G8"]
    assert (form.is_right, table.wrong) == (
        False,
        {(1, 4): "Nullánál nagyobb számot írjon.", (2, 1): "Legfeljebb 500 karakter lehet; most 501."},
    )
    assert table.told == [
        ("G8-1-4", "2. sor, óra: nullánál nagyobb számot írjon."),
        ("G8-2-1", "3. sor, téma: legfeljebb 500 karakter lehet; most 501."),
    ]
    assert (table.typed, table.unplaced) == (rows, [])


def test_what_is_wrong_with_the_whole_is_said_at_its_first_cell(sent):
    form = sent("A", cells("A11", [["a", "b"]] * 3))

    assert form["A11"].told == [("A11-0-0", "Legfeljebb 2 sor lehet; most 3 van.")]


def test_a_choice_that_is_not_offered_is_refused(sent):
    form = sent("I", cells("I1", [["a", "b", "c", "talán"]]))

    assert form["I1"].wrong == {(0, 3): "Válasszon: van, nincs."}


def test_none_is_an_answer_where_it_may_be(sent):
    form = sent("J", {"J-3-none": "y", **cells("J-3", [["", "", ""]])})

    assert (form.is_right, answers_from(form)["J-3"], form["J-3"].says_none) == (True, [["0"]], True)


def test_none_and_rows_contradict_one_another(sent):
    form = sent("J", {"J-3-none": "y", **cells("J-3", [["kör", "2025", "igen"]])})

    assert form["J-3"].told == [("J-3-0-0", "Either there is none, or there are rows: untick it or empty the rows.")]


def test_what_was_not_sent_stays_as_it_was(sent):
    form = sent("I", {"I2": "Segít."}, answers={"I1": PARTNERS})

    assert answers_from(form)["I1"] == PARTNERS


def test_a_stored_row_that_fits_no_columns_is_shown_whole(sent):
    form = sent("A", {"A10": "x"}, answers={"A11": [["a", "b", "c"], ["d"], "e"]})

    assert form["A11"].typed == [["a", "b; c"], ["d", ""], ["e", ""]]
