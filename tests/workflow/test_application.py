"""The application form: its questions, what is missing, what is wrong (procedure rules, 6.1-6.3)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import self_help_groups
from workflow.application import (
    FIELDS,
    SECTIONS,
    Table,
    cross_problems,
    expand,
    fingerprint,
    lines_from_text,
    lines_to_text,
    missing,
    problems,
    shown,
    wrong_cells,
)
from workflow.application.samples import a_complete_application, a_paper_submission
from workflow.text import Text

SHARED = Path(__file__).parents[3] / "shared"
RULES = SHARED / "domain" / "DOMAIN.md"
SOURCE = SHARED / "sources" / "002_d99405e3606cdc89.txt"
ANNEXES = {"M1", "M2", "M3", "M4", "M5"}
CODES = {
    "A": "A1 A2 A3 A4 A5 A6 A7 A7e A7t A8 A9 A10 A11",
    "B": "B1 B2 B3 B4 B5 B6 B7 B7t",
    "C": "C1 C2 C3 C4 C5 C6",
    "D": "D1 D2 D2t D3 D4",
    "E": "E1 E2 E3 E4",
    "F": "F1a F1b F1c F1d F2 F3a F3b F3c F3d F4 F5 F5t F6 F6t",
    "G": "G1 G2 G3 G4 G5 G6 G7a G7b G8 G9 G10 G11 G12",
    "H": "H1 H1v H1y H2 H3",
    "I": "I1 I1r I2",
    "J": "J-1 J-2 J-3 J-4 J-5 J-6",
    "K": "KF1 KF2 KF2t KF3",
    "L": "L1 L2a L2b L3 L4 L5",
    "M": "M1 M2 M3 M4 M5 M6 M7",
    "N": "N1 N2 N3 N4 N5 N6 N7 N8 N9 N10",
}
#: Asked in parts, so that each part's label only begins like the one in the rules, or says part of it.
IN_PARTS = {"A7": ("Kapcsolattartó", "Contact person"), "G7": ("Csoportlétszám", "Group size")}

needs_the_rules = pytest.mark.skipif(not RULES.exists(), reason="the procedure rules are not at hand")
needs_the_source = pytest.mark.skipif(not SOURCE.exists(), reason="the source text is not at hand")


def ruled_fields():
    """Each line of the tables of 6.1: code, Hungarian label, English label, type, required, limit, help."""
    chapter = RULES.read_text(encoding="utf-8").partition("### 6.1")[2].partition("**M. Mell")[0]
    lines = re.findall(r"^\| ((?:[A-L]|J-|KF)\d+) \|(.*)\|$", chapter, re.MULTILINE)
    return [(code, *(cell.strip() for cell in rest.split("|"))) for code, rest in lines]


def said(answer_code, value):
    return problems(FIELDS[answer_code], value)


def test_the_form_asks_every_field_in_the_order_of_the_rules():
    assert {section.code: " ".join(field.code for field in section.fields) for section in SECTIONS} == CODES
    assert list(FIELDS) == " ".join(CODES.values()).split()


@needs_the_rules
def test_every_field_of_the_rules_stands_in_the_form_with_its_own_words():
    rules = ruled_fields()
    assert len(rules) == 69
    for code, label, english, _type, required, _limit, hint in rules:
        parts = [FIELDS[each] for each in expand(code)]
        begins, begins_in_english = IN_PARTS.get(code, (label, english))
        assert all(part.label.hu.startswith(begins) for part in parts), code
        assert all(part.label.en.startswith(begins_in_english) for part in parts), code
        assert hint == "" or hint in {part.help.hu for part in parts}, code
        assert any(part.required for part in parts) == (required in ("K", "K/F") and code != "I1"), code
        assert any(part.required_if for part in parts) == ("F" in required or code == "I1"), code


@needs_the_rules
def test_the_character_limits_are_those_of_the_rules():
    wrong = []
    for code, _hu, _en, _type, _required, limit, _help in ruled_fields():
        characters = re.fullmatch(r"(?:\d × )?(\d[\d ]+\d)(?: each)?|\d+–\d+ rows, (\d+) each", limit)
        if characters:
            wanted = int((characters[1] or characters[2]).replace(" ", ""))
            found = {FIELDS[each].limit for each in expand(code)} - {None}
            if wanted not in found:
                wrong.append((code, wanted, found))
    assert wrong == []


@needs_the_rules
def test_the_declarations_are_worded_as_in_the_rules():
    models = dict(re.findall(r"\*\*(N\d+)\*\* „(.*?)”", RULES.read_text(encoding="utf-8")))

    assert {code: FIELDS[code].label.hu for code in CODES["N"].split()} == models


def test_every_text_of_the_form_stands_in_both_languages():
    texts = [
        (field.code, text)
        for field in FIELDS.values()
        for text in (
            field.label,
            field.help,
            field.example,
            *(column.label for column in field.columns),
            *(each.label for column in field.columns for each in column.choices),
            *(each.label for each in field.choices if field.kind != "county"),
        )
        if text is not None
    ]
    assert [code for code, text in texts if not text.hu.strip() or not text.en.strip()] == []
    place_names = {FIELDS["C2"].example, FIELDS["C3"].example}
    assert {text for _, text in texts if text.hu == text.en} == place_names


def test_the_counties_to_tick_are_the_twenty_of_the_country():
    assert len(FIELDS["C1"].choices) == 20
    assert FIELDS["C1"].chosen("20") == Text("Zala", "Zala")


def test_a_complete_application_lacks_nothing_and_is_right():
    answers = a_complete_application()

    assert missing(answers, ANNEXES) == []
    assert {code: found for code, value in answers.items() if (found := said(code, value))} == {}
    assert cross_problems(answers) == []


def test_an_empty_application_lacks_all_that_is_always_required():
    always = [field for field in FIELDS.values() if field.required or field.code == "I1"]

    assert missing({}, set()) == always


@pytest.mark.parametrize(
    ("changes", "annexes", "lacking"),
    [
        ({"A2": "association", "A4": "", "A5": "  "}, ANNEXES, ["A4", "A5"]),
        ({"A2": "informal_group", "A4": "", "A5": ""}, ANNEXES, ["A9"]),
        ({"B4": "quarter"}, ANNEXES, ["C3"]),
        ({"F6": False, "F6t": "", "N8": False}, ANNEXES, []),
        ({"F6": True, "F6t": "", "N8": False}, ANNEXES, ["F6t", "N8"]),
        ({"F6": None}, ANNEXES, ["F6"]),
        ({"I1": [["Minta Könyvtár", "közművelődés", "helyet ad", "nincs"]]}, ANNEXES - {"M5"}, []),
        ({"I1": [["Minta Könyvtár", "közművelődés", "helyet ad", "van"]]}, ANNEXES - {"M5"}, ["M5"]),
        ({"I1": []}, ANNEXES, ["I1"]),
        ({"I1": [], "I1r": "Nincs a faluban intézmény."}, ANNEXES - {"M5"}, []),
        ({"J-3": []}, ANNEXES, ["J-3"]),
        ({"J-3": [["0"]], "F3c": 0, "F3d": 0}, ANNEXES, []),
        ({"N9": False, "N10": False}, ANNEXES, []),
        ({"N7": False}, ANNEXES - {"M1"}, ["M1", "N7"]),
    ],
)
def test_what_is_required_depends_on_the_other_answers(changes, annexes, lacking):
    answers = a_complete_application(**changes)

    assert [field.code for field in missing(answers, annexes)] == lacking


def row(**changes):
    return [{**dict.fromkeys("1234567", "x"), "5": "2", **changes}[place] for place in "1234567"]


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("A1", "a" * 201, "Legfeljebb 200 karakter lehet; most 201."),
        ("G3", "a" * 12345, "Legfeljebb 4000 karakter lehet; most 12\N{NO-BREAK SPACE}345."),
        ("A1", 5, "Szöveget írjon ide."),
        ("A1", "a\x00b", "A szövegben nem olvasható jel van; írja be újra."),
        ("A4", "1234567-1-42", "Az adószám formátuma 8-1-2 számjegy, például 12345678-1-42."),
        ("A4", "12345677-1-42", "Az adószám elgépelt: a nyolcadik, ellenőrző számjegye nem illik a többihez."),
        ("A7e", "anna@minta", "Teljes e-mail-címet írjon, például nev@pelda.hu."),
        ("A7t", "hívjon", "Telefonszámot írjon körzetszámmal, legalább 6 számjeggyel."),
        ("A2", "guild", "Válasszon a felsoroltak közül."),
        ("B3", ["guild"], "Csak a felsoroltak közül választhat."),
        ("B3", ["club", "club"], "Mindegyiket csak egyszer jelölje meg."),
        ("B3", ["club", "other", "workshop", "volunteering"], "Legfeljebb 3 választ jelölhet meg; most 4 van."),
        ("C1", ["21"], "Csak a felsoroltak közül választhat."),
        ("D4", "sok", "Egész számot írjon, betű nélkül."),
        ("D4", True, "Egész számot írjon, betű nélkül."),
        ("D4", 0, "Legalább 1, legfeljebb 100\N{NO-BREAK SPACE}000 lehet."),
        ("D4", 100_001, "Legalább 1, legfeljebb 100\N{NO-BREAK SPACE}000 lehet."),
        ("G5", "tíz", "Számot írjon, például 10 vagy 7,5."),
        ("G5", float("nan"), "Számot írjon, például 10 vagy 7,5."),
        ("G5", 0.4, "Legalább 0,5, legfeljebb 1000 lehet."),
        ("G5", 7.25, "Legfeljebb egy tizedesjegyet írjon."),
        ("G6", 201, "Legalább 1, legfeljebb 200 lehet."),
        ("G7a", 1, "Legalább 2, legfeljebb 500 lehet."),
        ("F6", "talán", "Igennel vagy nemmel feleljen."),
        ("N1", "yes", "Igennel vagy nemmel feleljen."),
        ("B5", "kert", "Soronként egyet írjon."),
        ("B5", ["kert", "falu"], "Legalább 3 sor kell; most 2 van."),
        ("B5", ["kert"] * 11, "Legfeljebb 10 sor lehet; most 11 van."),
        ("G2", ["a", "b" * 201], "2. sor: legfeljebb 200 karakter lehet; most 201."),
        ("G2", ["a\x0cb"], "1. sor: nem olvasható jel van benne; írja be újra."),
        ("G2", [["a"]], "1. sor: szöveget írjon."),
        ("A11", [["a", "b"]] * 3, "Legfeljebb 2 sor lehet; most 3 van."),
        ("A11", [["a", "b" * 501]], "1. sor, indok: legfeljebb 500 karakter lehet; most 501."),
        ("G8", [row(), row()[:6]], "2. sor: 7 oszlop kell; most 6 van."),
        ("G8", ["x"], "1. sor: szöveget írjon."),
        ("G8", [row(**{"5": "két"})], "1. sor, óra: nullánál nagyobb számot írjon."),
        ("G8", [row(**{"5": "NaN"})], "1. sor, óra: nullánál nagyobb számot írjon."),
        ("I1", [["a", "b", "c", "talán"]], "1. sor, megállapodás: válasszon: van, nincs."),
        ("J-1", [["0"]], "1. sor: 6 oszlop kell; most 1 van."),
    ],
)
def test_every_limit_and_type_has_its_own_sentence(code, value, sentence):
    found = said(code, value)

    assert (found.hu, bool(found.en)) == (sentence, True)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        *[("A1", "a" * 200), ("A4", "12345676-1-42"), ("A7t", "+36 (92) 000-000"), ("A1", "őű" * 100)],
        *[("D4", 1), ("D4", 100_000), ("G5", 0.5), ("G5", 1000), ("G5", 7.5), ("G7b", 500), ("F3c", 0)],
        *[("F6", False), ("G8", [row(**{"5": "2,5"})]), ("J-3", [["0"]]), ("J-3", []), ("A11", []), ("D4", None)],
    ],
)
def test_an_answer_on_the_limit_is_right(code, value):
    assert said(code, value) is None


def test_english_sentences_write_numbers_the_english_way():
    assert said("D4", 0).en == "It must be at least 1 and at most 100,000."
    assert said("G5", 0.4).en == "It must be at least 0.5 and at most 1,000."


def test_the_hours_of_the_schedule_add_up_to_the_duration():
    tenths = [row(**{"5": "0,1"}), row(**{"5": "0.2"})]

    assert cross_problems({"G5": 0.3, "G8": tenths}) == []
    assert cross_problems({"G5": 10.0, "G8": [row(**{"5": "2,25"})]}) == [
        (
            "G8",
            Text(
                "Az órák összege 2,25, a G5 mezőben 10,0 áll. A kettőnek egyeznie kell.",
                "The hours add up to 2.25; field G5 says 10.0. The two must be equal.",
            ),
        )
    ]


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"G7a": 8, "G7b": 8}, []),
        ({"G7a": 9, "G7b": 8}, ["G7a"]),
        ({"F3a": 5, "F3b": 6}, ["F3b"]),
        ({"F3a": 5, "D4": 4}, ["D4"]),
        ({"F3a": "öt", "D4": 4, "G7a": 3, "G5": 4.0, "G8": [row(**{"5": "két"})]}, []),
    ],
)
def test_answers_that_contradict_one_another_name_the_field_to_mend(answers, fields):
    assert [code for code, _ in cross_problems(answers)] == fields


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("A1–A7, M1, M2", "A1 A2 A3 A4 A5 A6 A7 A7e A7t M1 M2"),
        ("C1, C2, C6", "C1 C2 C6"),
        ("J-1, J-2, M4", "J-1 J-2 M4"),
        ("H1, M3", "H1 H1v H1y M3"),
        ("G6–G8", "G6 G7a G7b G8"),
        ("D2–D4, F1–F5", "D2 D2t D3 D4 F1a F1b F1c F1d F2 F3a F3b F3c F3d F4 F5 F5t"),
        ("E3", "E3"),
        ("G11", "G11"),
        ("I1–I2", "I1 I1r I2"),
        ("KF1–KF3, L1–L2, L4–L5, B2", "B2 KF1 KF2 KF2t KF3 L1 L2a L2b L4 L5"),
        ("N1–N7 (N8)", "N1 N2 N3 N4 N5 N6 N7 N8"),
        ("J-1–J-3 és A7e", "A7e J-1 J-2 J-3"),
        ("", ""),
    ],
)
def test_a_completion_item_opens_the_fields_it_names(item, codes):
    assert expand(item) == codes.split()


@pytest.mark.parametrize(
    ("item", "complaint"),
    [
        ("A1, Z9", "unknown field: Z9"),
        ("A1–A77", "unknown field: A77"),
        ("a program címe", "unknown field: a program címe"),
        ("A7–A1", "backward range: A7–A1"),
    ],
)
def test_an_unknown_field_is_refused_by_name(item, complaint):
    with pytest.raises(ValueError, match=f"^{complaint}$"):
        expand(item)


CELL = st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs",))).map(str.strip)


@given(st.lists(CELL.filter(bool)))
def test_a_list_survives_being_typed(lines):
    assert lines_from_text(lines_to_text(lines)) == lines


def test_every_wrong_cell_is_found_with_its_place():
    rows = [row(**{"5": "két"}), row(), row(**{"1": "\x07", "5": "0"})]

    assert [(wrong.row, wrong.column) for wrong in wrong_cells(FIELDS["G8"], rows)] == [(0, 4), (2, 0), (2, 4)]


@pytest.mark.parametrize(
    ("code", "value", "hungarian", "english"),
    [
        ("B1", "Kertek alatt", "Kertek alatt", "Kertek alatt"),
        ("B4", "district", "kistérségi/járási", "micro-region/district"),
        ("B4", "an old one", "an old one", "an old one"),
        ("B3", ["club", "workshop"], ["klub", "műhely/képzés"], ["club", "workshop/training"]),
        ("C1", ["20", "01"], ["Zala", "Budapest"], ["Zala", "Budapest"]),
        ("F6", False, "nem", "no"),
        ("N1", True, "igen", "yes"),
        ("D4", 12500, "12\N{NO-BREAK SPACE}500", "12,500"),
        ("G5", 7.5, "7,5", "7.5"),
        ("G5", 10, "10,0", "10.0"),
        ("D4", "sok", "sok", "sok"),
        (
            "I1",
            [["Minta Könyvtár", "civil", "helyet ad", "van"]],
            Table(["név", "ágazat", "szerep", "megállapodás"], [["Minta Könyvtár", "civil", "helyet ad", "van"]]),
            Table(["name", "sector", "part", "agreement"], [["Minta Könyvtár", "civil", "helyet ad", "yes"]]),
        ),
        (
            "A11",
            [["a", "b", "c"], ["d"]],
            Table(["név", "indok"], [["a", "b; c"], ["d", ""]]),
            Table(["name", "reason"], [["a", "b; c"], ["d", ""]]),
        ),
        ("G2", ["Ismerkedés"], ["Ismerkedés"], ["Ismerkedés"]),
        ("J-3", [["0"]], "egy sem", "none"),
        ("B5", None, [], []),
        ("B1", None, "", ""),
    ],
)
def test_an_answer_is_shown_in_words(code, value, hungarian, english):
    assert (shown(FIELDS[code], value, "hu"), shown(FIELDS[code], value, "en")) == (hungarian, english)


def test_the_fingerprint_depends_on_the_answers_and_not_on_their_order():
    assert fingerprint({"B1": "ő", "G5": 10.0}) == fingerprint({"G5": 10.0, "B1": "ő"})
    assert fingerprint({"B1": "ő"}) == "6ea94847c0fae0de33e2dcd2ed35abdc0f8f3e86ab7df8fdb840285c659137e8"
    assert len({fingerprint(answers) for answers in ({}, {"B1": "ö"}, {"B1": "ő"}, {"B1": ["ő"]})}) == 4


def test_a_sample_may_be_changed_without_changing_the_next_one():
    a_complete_application()["B5"].append("más")

    assert len(a_complete_application(B1="Más")["B5"]) == 5


def missing_from_the_text():
    """What the rules say the second source text lacks (6.2), but the fields that it answers in part (F1)."""
    return expand(
        "A1–A8, B2, C1, C2, C5, C6, D2, D4, E3, F1a, F1b, F1d, F3, F4, F5, F6, G6–G8, G10, H1, H2, I2, J-1–J-6,"
        "KF1–KF3, L1, L2, L4, L5, M1–M4, N1–N7"
    )


def lacking_codes(answers):
    return sorted(field.code for field in missing(answers, set()))


def test_the_paper_submission_lacks_what_the_second_source_text_lacks():
    not_yet_known_to_be_required = {"A4", "A5", "F6t"}
    wanted = sorted({*missing_from_the_text(), "I1"} - not_yet_known_to_be_required)

    assert lacking_codes(a_paper_submission()) == wanted


@needs_the_source
def test_the_second_source_text_is_entered_as_the_rules_measure_it():
    answers = self_help_groups(SOURCE)

    assert {code: len(answers[code]) for code in ("B1", "D1", "E1", "E2", "G3", "G9", "G11")} == {
        "B1": 29,
        "D1": 702,
        "E1": 620,
        "E2": 129,
        "G3": 202,
        "G9": 22,
        "G11": 99,
    }
    assert [len(part) for part in answers["G1"].split("\n\n")] == [742, 442]
    assert (len(answers["G2"]), answers["G5"]) == (4, 10.0)
    assert {code: found for code, value in answers.items() if (found := said(code, value))} == {}
    assert answers.keys() == a_paper_submission().keys()
    assert lacking_codes(answers) == lacking_codes(a_paper_submission())
