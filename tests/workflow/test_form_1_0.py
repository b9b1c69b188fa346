"""The first edition of the form against the rules, told once more in a table of our own (procedure rules, 6.1).

K: always required; F and the condition: required where it holds; -: optional.  "200 characters" bounds a text, a line
or a cell; "1–3" how many are ticked or written, or a number.
"""

import re

import pytest

from workflow.application import EDITIONS

FORM = EDITIONS["1.0"]
RULES = """
A1   text        K                 200 characters
A2   choice      K                 9 choices
A3   text        K                 300 characters
A4   text        F legal_entity    13 characters, tax_number
A5   text        F legal_entity    40 characters
A6   text        K                 120 characters
A7   text        K                 120 characters
A7e  text        K                 254 characters, email
A7t  text        K                 40 characters, phone
A8   long_text   K                 1500 characters
A9   text        F informal_group  200 characters
A10  text        -                 200 characters
A11  rows        -                 500 characters, ≤ 2, 2 columns
B1   text        K                 160 characters
B2   long_text   K                 800 characters
B3   multi       K                 1–3, 9 choices
B4   choice      K                 6 choices
B5   lines       K                 60 characters, 3–10
B6   choice      K                 3 choices
B7   choice      -                 4 choices
B7t  text        -                 300 characters
C1   county      K                 1–20, 20 choices
C2   lines       K                 120 characters, 1–100
C3   lines       F quarter         120 characters, 1–50
C4   text        -                 120 characters
C5   choice      K                 5 choices
C6   long_text   K                 1500 characters
D1   long_text   K                 3000 characters
D2   multi       K                 1–6, 6 choices
D2t  long_text   K                 1000 characters
D3   long_text   K                 1000 characters
D4   integer     K                 1–100000
E1   long_text   K                 3000 characters
E2   long_text   K                 500 characters
E3   rows        K                 500 characters, 1–10, 5 columns
E4   multi       K                 1–8, 10 choices
F1a  long_text   K                 800 characters
F1b  long_text   K                 800 characters
F1c  long_text   K                 800 characters
F1d  long_text   K                 800 characters
F2   long_text   K                 1000 characters
F3a  integer     K                 0–100000
F3b  integer     K                 0–100000
F3c  integer     K                 0–100000
F3d  integer     K                 0–100000
F4   long_text   K                 1000 characters
F5   multi       K                 1–8, 8 choices
F5t  long_text   K                 800 characters
F6   yes_no      K                 -
F6t  long_text   F minors          1000 characters
G1   long_text   K                 3000 characters
G2   rows        K                 200 characters, 1–20, 1 columns
G3   long_text   K                 4000 characters
G4   multi       K                 1–8, 8 choices
G5   decimal     K                 0.5–1000
G6   integer     K                 1–200
G7a  integer     K                 2–500
G7b  integer     K                 2–500
G8   rows        K                 500 characters, 1–200, 7 columns
G9   long_text   K                 800 characters
G10  long_text   K                 800 characters
G11  long_text   K                 1000 characters
G12  long_text   -                 1500 characters
H1   text        K                 120 characters
H1v  text        K                 300 characters
H1y  integer     K                 0–70
H2   rows        K                 300 characters, 1–50, 3 columns
H3   long_text   -                 800 characters
I1   rows        F no_reason       300 characters, 1–50, 4 columns
I1r  text        -                 500 characters
I2   long_text   K                 1000 characters
J-1  rows        K                 500 characters, 1–100, 6 columns
J-2  rows        K                 500 characters, 1–50, 4 columns
J-3  rows        K                 300 characters, 0–100, 3 columns
J-4  long_text   K                 1500 characters
J-5  long_text   K                 1000 characters
J-6  long_text   K                 2000 characters
KF1  long_text   K                 1500 characters
KF2  integer     K                 0–1000000000
KF2t long_text   K                 800 characters
KF3  long_text   K                 800 characters
L1   long_text   K                 1500 characters
L2a  long_text   K                 1000 characters
L2b  long_text   K                 1000 characters
L3   rows        -                 300 characters, ≤ 20, 3 columns
L4   multi       K                 1–4, 4 choices
L5   choice      K                 3 choices
M1   annex       K                 -
M2   annex       K                 -
M3   annex       K                 -
M4   annex       K                 -
M5   annex       F agreement       -
M6   annex       -                 -
M7   annex       -                 -
N1   declaration K                 -
N2   declaration K                 -
N3   declaration K                 -
N4   declaration K                 -
N5   declaration K                 -
N6   declaration K                 -
N7   declaration K                 -
N8   declaration F minors          -
N9   declaration -                 -
N10  declaration -                 -
"""
LINES = [re.split(r"\s{1,}", line, maxsplit=2) for line in RULES.strip().splitlines()]
#: What the columns of each table are called; what is not words has its kind behind it.
COLUMNS = {
    "A11": "név; indok",
    "B5": "kulcsszó",
    "C2": "település",
    "C3": "városrész",
    "E3": "változás; mutató; kiinduló érték; célérték; adatforrás",
    "G2": "témakör",
    "G8": "alkalom; téma; cél; módszer; óra (hours, required); felelős; eszköz",
    "H2": "szerep; szükséges végzettség/gyakorlat; fő (count)",
    "I1": "név; ágazat; szerep; megállapodás (van, nincs)",
    "J-1": "hely; kezdet (date); vég (date); résztvevők (count); óra (hours); megjegyzés",
    "J-2": "mutató (E3) (E3/1); tényérték; év (year); forrás",
    "J-3": "típus; év (year); működik-e (igen, nem)",
    "L3": "név; fájl/hivatkozás; jog",
}


def bounds(field):
    parts = [f"{field.limit} characters"] if field.limit else []
    low, high = (
        f"{each:g}" if each is not None and each < 1e5 else f"{each}" for each in (field.minimum, field.maximum)
    )
    if field.maximum is not None:
        parts.append(f"≤ {high}" if field.minimum is None else f"{low}–{high}")
    parts += [f"{len(field.choices)} choices"] if field.choices else []
    parts += [f"{len(field.columns)} columns"] if field.kind == "rows" else []
    parts += [field.pattern] if field.pattern else []
    return ", ".join(parts) or "-"


def test_the_form_asks_what_the_rules_ask_in_their_order():
    assert list(FORM.fields) == [code for code, _, _ in LINES]


@pytest.mark.parametrize(("code", "kind", "rest"), LINES, ids=[code for code, _, _ in LINES])
def test_every_field_is_asked_as_the_rules_say(code, kind, rest):
    field = FORM.fields[code]
    required = "K" if field.required else f"F {field.required_if}" if field.required_if else "-"

    wanted = re.fullmatch(r"(K|-|F \w+)\s+(.+)", rest)

    assert (field.kind, required, bounds(field)) == (kind, wanted[1], wanted[2])


def test_every_table_has_the_columns_of_the_rules():
    def said(column):
        marks = [column.kind] if column.kind != "text" else []
        marks += ["required"] if column.required else []
        marks += [f"{column.source[0]}/{column.source[1]}"] if column.source else []
        marks += [choice.code for choice in column.choices]
        return column.label.hu + (f" ({', '.join(marks)})" if marks else "")

    found = {
        field.code: "; ".join(said(column) for column in field.columns)
        for field in FORM.fields.values()
        if field.columns
    }

    assert found == COLUMNS


def test_every_field_says_in_both_languages_what_it_wants():
    bare = {code for code, field in FORM.fields.items() if field.help is None}

    assert bare == {"M2", "M3", "M6", "M7", *(f"N{number}" for number in range(1, 9))}
    texts = [text for field in FORM.fields.values() for text in (field.label, field.help) if text]
    assert [text for text in texts if not text.hu.strip() or not text.en.strip() or text.hu == text.en] == []
