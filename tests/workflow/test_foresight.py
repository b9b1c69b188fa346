"""What the office would ask for is told before: one test a rule, and an application that nothing is said about."""

from datetime import date
from typing import Any

import pytest

from workflow.application.samples import a_complete_application
from workflow.foresight import Annex, Concern, foresee
from workflow.foresight.practice import Span, span

DAY = date(2026, 11, 20)
ENGLISH = (
    "The residents meet once a month in the garden and decide together what they will do next. The community worker "
    "only asks questions and sums up what was said. Every participant has one voice, and whoever comes for the first "
    "time may speak as well. The group keeps a diary of its meetings in the library."
)
UNACCENTED = (
    "A lakosok havonta egyszer talalkoznak a kertben es egyutt dontik el, hogy mi legyen a kovetkezo lepes. A segito "
    "csak kerdez, majd osszefoglalja, hogy mit mondtak. Minden resztvevonek egy szava van, meg annak is, aki csak most "
    "jott el eloszor. A csoport egy naplot is vezet, amely a konyvtarban van, mert azt ott minden lakos elolvashatja."
)


def told(field: str, *annexes: Annex, **changes: Any) -> list[Concern]:
    """What is said of one field when the sample is changed so."""
    answers = a_complete_application(**{code.replace("_", "-"): value for code, value in changes.items()})
    return [concern for concern in foresee(answers, annexes, DAY) if concern.field == field]


def rules(field: str, *annexes: Annex, **changes: Any) -> list[str]:
    return [concern.rule for concern in told(field, *annexes, **changes)]


def an_implementation(start: str, end: str) -> dict[str, Any]:
    return {"J_1": [["Türje", start, end, "24", "20", ""]]}


def test_of_a_good_application_nothing_is_said() -> None:
    annexes = [Annex("M1", "Alapszabály"), Annex("M4", "Beszámoló 2024"), Annex("M6", "Tervezőnap leírása")]

    assert foresee(a_complete_application(), annexes, DAY) == []


def test_of_an_empty_application_nothing_is_said() -> None:
    assert foresee({}, [], DAY) == []


def test_concerns_stand_in_the_order_of_the_form() -> None:
    answers = a_complete_application(G11="Ha kell.", C2=["a térség települései"], H1y=1)

    assert [concern.field for concern in foresee(answers, [], DAY)][:2] == ["C2", "G11"]


@pytest.mark.parametrize("line", ["a térség települései", "Zalaszentgróti járás", "Zala megye", "a környék falvai"])
def test_an_area_is_no_place(line: str) -> None:
    (concern,) = told("C2", C2=["Türje", line])

    assert (concern.rule, line in concern.text.hu) == ("J8", True)


@pytest.mark.parametrize(
    "line", ["Környe", "Türje", "Megyer", "Budapest XII. kerület", "Nagykanizsa, Keleti városrész"]
)
def test_a_settlement_is_a_place_whatever_its_name_sounds_like(line: str) -> None:
    assert rules("C2", C2=[line]) == []


def test_sessions_that_the_schedule_does_not_have_are_noticed() -> None:
    (concern,) = told("G8", G6=9)

    assert concern.text.hu == ("A G6 mezőben 9 alkalom áll, a tematikában 8 sor. Írjon minden alkalomhoz sort.")
    assert rules("G8", G6=8) == rules("G8", G6=4) == []


def test_a_row_of_the_schedule_without_method_or_person_is_noticed() -> None:
    schedule = a_complete_application()["G8"]
    schedule[1][3] = schedule[4][5] = " "

    (concern,) = told("G8", G8=schedule)

    assert concern.text.hu == "A 2. sorban üres: módszer. Ugyanígy még 1 helyen. Töltse ki."


def test_a_change_without_an_indicator_is_noticed() -> None:
    change = ["nő a segítség", "", "", "120", "cserefüzet"]

    (concern,) = told("E3", E3=[change])

    assert concern.text.en == "Row 1 leaves this empty: indicator. The same in 1 more places. Fill it in."


def test_a_partner_without_a_role_is_noticed() -> None:
    assert rules("I1", I1=[["Falugondnok", "önkormányzat", "", "nincs"]]) == ["J4"]
    assert rules("I1", I1=[["Falugondnok", "önkormányzat", "meghívja az időseket", "nincs"]]) == []


def test_an_exit_that_is_only_a_principle_is_noticed() -> None:
    seed = "A beavatkozás addig tarthat, ameddig a közösség tagjai nem válnak a változás meghatározó tényezőivé."
    long = f"{seed} A csoport mindent maga intéz majd, és a közösségfejlesztő már csak barátként lesz jelen közöttük."

    assert [len(told("G11", G11=text)) for text in (seed, long, f"{long} Ez a tizedik hónap végén van.")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("start", "end", "is_noticed"),
    [
        ("2023. március", "2024. január", False),
        ("2020. március", "2021. november", False),
        ("2019", "2020", True),
        ("2019. január", "2021. november 19.", True),
        ("2026. január", "folyamatban", True),
        ("2026. január", "2027. január", True),
        ("2026", "2026", False),
    ],
)
def test_an_implementation_counts_that_ended_within_five_years(start: str, end: str, is_noticed: bool) -> None:
    assert bool(told("J-1", **an_implementation(start, end))) is is_noticed


@pytest.mark.parametrize(
    ("start", "end", "is_noticed"),
    [
        ("2025. január", "2025. május", True),
        ("2025. január", "2025. június", False),
        ("2025-01-10", "2025-07-09", False),
        ("2025-01-10", "2025-07-08", True),
        ("2025", "2025", False),
    ],
)
def test_six_months_of_practice_are_wanted(start: str, end: str, is_noticed: bool) -> None:
    assert bool(told("J-1", **an_implementation(start, end))) is is_noticed


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2024", Span(date(2024, 1, 1), date(2024, 12, 31))),
        ("2024 tavasz", Span(date(2024, 1, 1), date(2024, 12, 31))),
        ("2024. febr.", Span(date(2024, 2, 1), date(2024, 2, 29))),
        ("2024. februárban", Span(date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-06-30", Span(date(2024, 6, 30), date(2024, 6, 30))),
        ("2024. 06. 31.", Span(date(2024, 6, 1), date(2024, 6, 30))),
        ("2024. 13.", Span(date(2024, 1, 1), date(2024, 12, 31))),
        ("tavaly", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(cell: str, days: Span | None) -> None:
    assert span(cell) == days


def test_a_lead_with_little_practice_is_told_about_the_diploma() -> None:
    assert [rules("H1y", H1y=years) for years in (0, 1, 2)] == [["J9"], ["J9"], []]


def test_thin_rules_for_minors_are_noticed() -> None:
    assert rules("F6t", F6t="Szülővel jöhetnek.") == ["J11"]


@pytest.mark.parametrize("code", ["B2", "C6", "F1a", "F1b", "F1c", "F1d", "G3", "G9", "KF1", "L1"])
def test_a_few_words_are_too_few_where_experts_need_more(code: str) -> None:
    assert rules(code, **{code: "Majd meglátjuk."}) == ["J4"]


def test_a_starting_situation_wants_a_figure() -> None:
    assert rules("D1", D1="Sokan vannak egyedül, és nincs kihez fordulniuk.") == ["J4"]


def test_a_programme_without_residents_is_noticed() -> None:
    assert rules("F3a", F3a=0) == ["J2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kovács Annával és Nagy Péterrel beszéltünk.", "Kovács Anná, Nagy Péter"),
        ("Hívja a +36 30 123 4567 számot.", "+36 30 123 4567"),
        ("Hívja a 06-1/234-5678 számot.", "06-1/234-5678"),
        ("Írjon: lakos.lali@pelda.example", "lakos.lali@pelda.example"),
        ("K. Mária, özv. Tóth Gáborné és Szabó-Kis Éva sírt.", "K. Mária, Tóth Gábor, Szabó-Kis Éva"),
    ],
)
def test_people_who_may_be_recognised_are_noticed(text: str, found: str) -> None:
    (concern,) = told("J-4", **{"J_4": text})

    assert (concern.rule, found in concern.text.hu) == ("J7", True)


@pytest.mark.parametrize(
    "text",
    [
        "A Zala Megyei Könyvtárban és az Országos Fejlesztési Műhelyben mutattuk be.",
        "A Kossuth Lajos utcában, a József Attila Művelődési Házban és a Deák Ferenc Általános Iskolában voltunk.",
        "Minta Anna és Példa Péter vezette.",
        "Egyszer eljött Kovács Anna is.",
        "Húsz alkalom volt 2024-ben, 06 óra 15 perckor kezdtük.",
    ],
)
def test_places_bodies_and_known_names_are_left_alone(text: str) -> None:
    assert told("J-4", **{"J_4": text}) == []


def test_names_are_noticed_in_the_rows_of_a_table_too() -> None:
    rows = [["Türje", "2023. március", "2024. május", "24", "20", "Kovács Anna, Nagy Péter, Tóth Éva"]]

    assert rules("J-1", J_1=rows) == ["J7"]


def test_a_foreign_text_and_one_without_accents_are_noticed() -> None:
    (foreign,), (bare,) = told("J-6", **{"J_6": ENGLISH}), told("J-6", **{"J_6": UNACCENTED})

    assert [foreign.text.hu, bare.text.hu] == [
        "Ez nem magyarnak látszik. A kérelem nyelve a magyar.",
        "Ebben nincs ékezetes betű. Írja ékezettel, hogy olvasható legyen.",
    ]


def test_a_listed_material_is_attached_or_linked() -> None:
    row = ["Tervezőnap leírása", "tervezonap.pdf", "szabadon"]
    link = [row[0], "https://pelda.example/tervezonap", row[2]]

    assert [rules("L3", L3=[row]), rules("L3", Annex("M6", "Leírás"), L3=[row]), rules("L3", L3=[link])] == [
        ["J4"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("title", "is_noticed"), [("scan 001.pdf", True), ("IMG_2041", True), ("Beszámoló 2024", False)]
)
def test_a_file_says_what_it_is(title: str, is_noticed: bool) -> None:
    assert bool(rules("M4", Annex("M4", title))) is is_noticed


@pytest.mark.parametrize("junk", [None, 7, "szöveg", ["szöveg"], [[]], [[1, None]], {"a": 1}, True])
def test_whatever_is_stored_is_borne(junk: object) -> None:
    answers = dict.fromkeys(a_complete_application(), junk)

    assert all(isinstance(concern, Concern) for concern in foresee(answers, [Annex("M1", "")], DAY))
