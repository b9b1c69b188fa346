"""Whatever is wrong with an answer, of whichever field: a Hungarian sentence beside that field, and what was typed."""

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from werkzeug.datastructures import MultiDict

from forms.application import section_form
from workflow.application import FIELDS
from workflow.application.samples import a_complete_application

NARROW = "\N{NO-BREAK SPACE}"
CONDITIONS = {
    "legal_entity": ({"A2": "association"}, "Nem informális csoport nyújtja be (A2), ezért ezt is írja be."),
    "informal_group": (
        {"A2": "informal_group"},
        "Informális csoport (A2) esetén nevezze meg a fogadó szervezetet is.",
    ),
    "quarter": ({"B4": "quarter"}, "Városrészi vagy lakótelepi szint (B4) esetén nevezze meg a városrészt."),
    "minors": ({"F6": True}, "Kiskorúak is részt vesznek (F6), ezért ez kötelező."),
    "no_reason": ({"I1r": ""}, "Írjon be legalább egy partnert, vagy az I1r mezőben azt, miért nincs."),
}
EMPTY = {
    "choice": "Válasszon egyet: ez kötelező.",
    "multi": "Jelöljön meg legalább egyet.",
    "county": "Jelöljön meg legalább egyet.",
    "integer": "Írjon ide egy számot: ez kötelező.",
    "decimal": "Írjon ide egy számot: ez kötelező.",
    "yes_no": "Válasszon: igen vagy nem.",
    "lines": "Írjon be legalább egy sort.",
    "rows": "Írjon be legalább egy sort.",
    "declaration": "Ezt a nyilatkozatot meg kell tennie.",
}
BAD_CELLS = {
    "hours": ("két", "nullánál nagyobb számot írjon."),
    "date": ("tavaly", "évet írjon, ha lehet, hónappal és nappal, például 2025. március 1."),
    "year": ("25", "négyjegyű évszámot írjon, például 2025."),
    "count": ("sok", "egész számot írjon, például 24."),
}


def number(value):
    if value == int(value):
        return f"{int(value):,}".replace(",", NARROW) if value >= 10_000 else str(int(value))
    return str(value).replace(".", ",")


def longer(field):
    return "a" * (field.limit + 1)


def over(field):
    return f"egfeljebb {number(field.limit)} karakter lehet; most {number(field.limit + 1)}."


def good_row(field):
    return [
        column.choices[0].code
        if column.choices
        else {"hours": "1", "date": "2024", "year": "2024", "count": "1"}.get(column.kind, "x")
        for column in field.columns
    ]


def table(field, rows):
    return {f"{field.code}-{at}-{place}": cell for at, row in enumerate(rows) for place, cell in enumerate(row)}


def bad_inputs(field):
    """Name, what a browser sends, and the sentence, for everything that can be wrong with one answer by itself."""
    code, least, most = field.code, field.minimum, field.maximum
    match field.kind:
        case "text" | "long_text":
            yield "long", {code: longer(field)}, f"L{over(field)}"
            yield "unreadable", {code: "a\x07"}, "A szövegben nem olvasható jel van; írja be újra."
        case "choice":
            yield "unknown", {code: "nincs"}, "Válasszon a felsoroltak közül."
        case "multi" | "county":
            yield "unknown", {code: ["nincs"]}, "Csak a felsoroltak közül választhat."
            if most < len(field.choices):
                ticked = [choice.code for choice in field.choices]
                sentence = f"Legfeljebb {number(most)} választ jelölhet meg; most {len(ticked)} van."
                yield "many", {code: ticked}, sentence
        case "integer" | "decimal":
            whole = field.kind == "integer"
            words = "Egész számot írjon, betű nélkül." if whole else "Számot írjon, például 10 vagy 7,5."
            yield "words", {code: "sok"}, words
            for name, value in (("small", least - 1), ("large", most + 1)):
                yield name, {code: number(value)}, f"Legalább {number(least)}, legfeljebb {number(most)} lehet."
            yield "decimal", {code: "7,25"}, words if whole else "Legfeljebb egy tizedesjegyet írjon."
        case "yes_no":
            yield "unknown", {code: "talán"}, "Igennel vagy nemmel feleljen."
        case "lines":
            rows = "\n".join("x" * int(most + 1))
            yield "many", {code: rows}, f"Legfeljebb {number(most)} sor lehet; most {number(most + 1)} van."
            yield "long", {code: "\n".join(["a", "b", longer(field)])}, f"3. sor: l{over(field)}"
            if least > 1:
                yield "few", {code: "a"}, f"Legalább {number(least)} sor kell; most 1 van."
        case "rows":
            yield from bad_rows(field)


def bad_rows(field):
    good, most = good_row(field), int(field.maximum)
    sentence = f"Legfeljebb {most} sor lehet; most {most + 1} van."
    yield "many", table(field, [good] * (most + 1)), sentence
    for place, column in enumerate(field.columns):
        where = "1. sor" if len(field.columns) == 1 else f"1. sor, {column.label.hu}"
        wrong = {longer(field): f"l{over(field)}"}
        if column.kind in BAD_CELLS:
            wrong |= [BAD_CELLS[column.kind]]
        if column.choices:
            wrong |= {"talán": f"válasszon: {', '.join(choice.label.hu for choice in column.choices)}."}
        for bad, problem in wrong.items():
            row = [*good[:place], bad, *good[place + 1 :]]
            yield f"{column.label.hu}-{bad[:6]}", table(field, [row]), f"{where}: {problem}"


BAD = [
    pytest.param(field.code, sent, sentence, id=f"{field.code}-{name}")
    for field in FIELDS.values()
    for name, sent, sentence in bad_inputs(field)
]


@pytest.fixture
def sent():
    """Builds the form of a section after `typed` was sent, in Hungarian."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="hu")
    Babel(app)

    def build(code, typed, answers, **options):
        with app.test_request_context(method="POST", data=MultiDict(typed)), force_locale("hu"):
            form = section_form(FIELDS[code].section, answers, only={code}, **options)
            form.validate()
            return form

    return build


def typed_in(form, code):
    control = form[code]
    if control.type == "RowsInput":
        return table(FIELDS[code], control.typed)
    return {code: control.data}


@pytest.mark.parametrize(("code", "typed", "sentence"), BAD)
def test_a_wrong_answer_is_told_beside_its_field_and_stays_as_it_was_typed(sent, code, typed, sentence):
    form = sent(code, typed, {})

    assert (form.errors.get(code), typed_in(form, code)) == ([sentence], typed)


@pytest.mark.parametrize(
    "code", [code for code, field in FIELDS.items() if field.kind != "annex" and (field.required or field.required_if)]
)
def test_what_must_be_there_says_why_beside_its_field(sent, code):
    field = FIELDS[code]
    condition, sentence = CONDITIONS.get(field.required_if, ({}, EMPTY.get(field.kind, "Írja be: ez a mező kötelező.")))
    if code == "J-3":
        sentence = "Írjon be legalább egy sort, vagy jelölje be, hogy nincs ilyen."

    form = sent(code, {f"seen-{code}": "0"}, a_complete_application(**{**condition, code: None}), draft=False)

    assert form.errors == {code: [sentence]}


@pytest.mark.parametrize(
    "code", [code for code, field in FIELDS.items() if field.required_if and field.kind != "annex"]
)
def test_what_a_condition_asks_is_not_asked_where_it_does_not_hold(sent, code):
    free = {"A2": "association" if code == "A9" else "informal_group", "B4": "district", "F6": False, "I1r": "Nincs."}

    form = sent(code, {f"seen-{code}": "0"}, a_complete_application(**{**free, code: None}), draft=False)

    assert form.errors == {}


INDICATORS = {"E3": [["több segítség", "szívességek száma", "0", "10", "füzet"], ["öröm", "", "", "", ""]]}


@pytest.mark.parametrize(
    ("code", "row", "answers", "sentence"),
    [
        ("J-2", ["cserék", "7", "2025", "napló"], INDICATORS, "1. sor, mutató (E3): ilyen mutató nincs az E3 mezőben. "
         "Válasszon az ott felsoroltak közül."),
        ("J-2", ["", "7", "2025", "napló"], INDICATORS, "1. sor, mutató (E3): válassza ki, melyik E3-beli mutatóról "
         "szól."),
        ("J-2", ["öröm", "7", "2999", "napló"], INDICATORS, "1. sor, év: négyjegyű évszámot írjon, például 2025."),
        ("J-2", ["öröm", "7", "2099", "napló"], INDICATORS, "1. sor, év: az év nem lehet jövőbeli."),
        ("J-1", ["Türje", "2025-03-01", "2024-03-01", "9", "9", ""], {}, "1. sor, vég: a vége nem lehet korábbi a "
         "kezdeténél."),
        ("J-1", ["Türje", "2099-03-01", "", "9", "9", ""], {}, "1. sor, kezdet: jövőbeli nem lehet."),
        ("J-1", ["Türje", "2025", "2099. május", "9", "9", ""], {}, "1. sor, vég: jövőbeli nem lehet. Ha még tart, "
         "hagyja üresen."),
        ("J-3", ["kör", "2099", "igen"], {}, "1. sor, év: az év nem lehet jövőbeli."),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_another_answer_or_the_day_is_told_at_its_cell(sent, code, row, answers, sentence):
    form = sent(code, table(FIELDS[code], [row]), answers)

    assert form.errors == {code: [sentence]}


def test_results_are_chosen_from_the_indicators_that_were_named(sent):
    form = sent("J-2", table(FIELDS["J-2"], [["öröm", "7", "2025", "napló"]]), INDICATORS)

    assert (form.errors, form["J-2"].offers[0]) == ({}, ["szívességek száma", "öröm"])
    assert sent("J-2", table(FIELDS["J-2"], [["bármi", "7", "2025", "napló"]]), {}).errors == {}
