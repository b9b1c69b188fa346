"""What the system sees of J1–J11: each item in order and not in order, and where it was found."""

from datetime import date

import pytest

from models.states import Finding
from tests.criteria import ELIGIBILITY
from workflow.application.samples import a_complete_application, a_paper_submission
from workflow.checklist import Material, OtherCase, look

TODAY = date(2026, 9, 15)
ANNEXES = {kind: [f"{kind} irat"] for kind in ("M1", "M2", "M3", "M4", "M5")}
DECLARED = {f"N{number}": True for number in range(1, 9)}
MET, NOT_MET, NOT_APPLICABLE = Finding.MET, Finding.NOT_MET, Finding.NOT_APPLICABLE
PERSON = None
RUN = ["Türje", "2025. március 3.", "2025. december 12.", "24", "10", ""]


def material(answers=None, **more):
    """A whole application, with `answers` laid over it."""
    facts = {"annexes": ANNEXES, "signatory": "Minta Anna", "declared_on": date(2026, 9, 1), "today": TODAY, **more}
    return Material(answers={**a_complete_application(), **DECLARED, **(answers or {})}, **facts)


def seen(code, answers=None, **more):
    return look(material(answers, **more))[code]


def found(code, answers=None, **more):
    item = seen(code, answers, **more)
    return item.finding, item.gaps


def test_of_a_whole_application_every_item_is_seen_in_order():
    items = look(material())

    assert list(items) == [item.code for item in ELIGIBILITY]
    assert {code: (item.finding, item.gaps) for code, item in items.items()} == dict.fromkeys(items, (MET, ()))


def test_of_the_paper_without_names_and_places_the_system_sees_what_the_office_saw():
    items = look(Material(answers=a_paper_submission(), today=TODAY))

    assert {code: item.finding for code, item in items.items()} == {
        "J1": PERSON, "J2": PERSON, "J3": NOT_MET, "J4": NOT_MET, "J5": NOT_MET, "J6": PERSON, "J7": NOT_MET,
        "J8": NOT_MET, "J9": NOT_MET, "J10": MET, "J11": NOT_MET,
    }  # fmt: skip
    assert items["J3"].gaps == ("J-1", "M4")
    assert items["J9"].gaps == ("H1", "H1v", "M3", "H1y")


@pytest.mark.parametrize(
    ("answers", "finding", "gaps"),
    [
        ({"A2": None}, PERSON, ("A2",)),
        ({"A5": ""}, NOT_MET, ("A5",)),
        ({"A4": "12345678-1-20"}, MET, ("A4",)),
        ({"A2": "informal_group", "A9": "Fogadó Egyesület"}, MET, ()),
        ({"A2": "informal_group", "A9": ""}, NOT_MET, ("A9",)),
    ],
)
def test_j1_a_legal_entity_has_its_number_and_an_informal_group_its_host(answers, finding, gaps):
    assert found("J1", answers) == (finding, gaps)


@pytest.mark.parametrize(
    ("answers", "finding", "gaps"),
    [({"F1c": " "}, PERSON, ("F1c",)), ({"F3a": None}, PERSON, ("F3a",)), ({"F3a": 0}, PERSON, ("F3a",))],
)
def test_j2_is_never_proposed_to_fail_because_only_a_person_can_say_so(answers, finding, gaps):
    assert found("J2", answers) == (finding, gaps)


@pytest.mark.parametrize(
    ("rows", "finding", "gaps"),
    [
        ([RUN], MET, ()),
        ([["Türje", "2025", "2025", "24", "10", ""]], MET, ()),
        ([["Türje", "2025. 03.", "2025. 08.", "24", "10", ""]], MET, ()),
        ([["Türje", "2025. 03.", "2025. 07.", "24", "10", ""]], NOT_MET, ("J-1",)),
        ([["Türje", "2019-03-01", "2020-03-01", "24", "10", ""]], NOT_MET, ("J-1",)),
        ([["Türje", "2026-03-01", "2026-12-01", "24", "10", ""]], NOT_MET, ("J-1",)),
        ([["Türje", "tavaly", "idén", "24", "10", ""]], PERSON, ("J-1",)),
        ([["Türje", "2025. 13.", "2025. 14.", "24", "10", ""]], PERSON, ("J-1",)),
        ([["Türje", "2025-12-01", "2025-03-01", "24", "10", ""]], PERSON, ("J-1",)),
        ([], NOT_MET, ("J-1",)),
    ],
)
def test_j3_an_implementation_ended_within_five_years_after_half_a_year_of_practice(rows, finding, gaps):
    assert found("J3", {"J-1": rows}) == (finding, gaps)


def test_j3_two_short_implementations_make_half_a_year_and_an_undocumented_one_none():
    quarters = [
        ["Türje", "2025-01-01", "2025-03-31", "9", "9", ""],
        ["Zalabér", "2025-05-01", "2025-07-31", "9", "9", ""],
    ]

    assert seen("J3", {"J-1": quarters}).finding == MET
    assert found("J3", annexes={**ANNEXES, "M4": []}) == (NOT_MET, ("M4",))


@pytest.mark.parametrize(
    ("answers", "gaps"),
    [
        ({"B2": ""}, ("B2",)),
        ({"E2": "x" * 5000}, ("E2",)),
        ({"G5": 3.0}, ("G8",)),
        ({"A8": "The association has worked in the small villages of the valley since ten years ago and helps " * 3},
         ("A8",)),
    ],
)  # fmt: skip
def test_j4_what_is_missing_too_long_contradictory_or_not_hungarian_stands_with_its_field(answers, gaps):
    assert found("J4", answers) == (NOT_MET, gaps)


def test_j4_a_missing_annex_is_a_gap_and_declarations_are_the_matter_of_j5():
    assert found("J4", {"N2": None}, annexes={**ANNEXES, "M2": []}) == (NOT_MET, ("M2",))


@pytest.mark.parametrize(
    ("answers", "more", "finding", "gaps"),
    [
        ({"N3": None}, {}, NOT_MET, ("N3",)),
        ({"F6": True, "N8": None}, {}, NOT_MET, ("N8",)),
        ({"F6": False, "N8": None}, {}, MET, ()),
        ({}, {"signatory": ""}, NOT_MET, ("N1",)),
        ({}, {"declared_on": None}, NOT_MET, ("N1",)),
    ],
)
def test_j5_the_declarations_are_made_by_name_and_on_a_day(answers, more, finding, gaps):
    assert found("J5", answers, **more) == (finding, gaps)


def test_j5_names_who_signed_and_when():
    assert seen("J5").note.hu == "aláírta: Minta Anna, 2026. szeptember 1.; N1: N1–N7 megtéve"


def test_j6_is_proposed_only_where_it_is_declared():
    assert [found("J6"), found("J6", {"N4": None})] == [(MET, ()), (PERSON, ("N4",))]


@pytest.mark.parametrize(
    ("answers", "gaps", "words"),
    [
        ({"C6": "Írjon neki: kovacs.bela@pelda.hu, vagy keresse."}, ("C6",), "kovacs.bela@pelda.hu"),
        ({"J-4": "Hívható: +36 30 123 4567 este."}, ("J-4",), "+36 30 123 4567"),
        ({"I1": [["06-83/123-456", "civil", "segít", "nincs"]]}, ("I1",), "06-83/123-456"),
        ({"N6": None}, ("N6",), "nincs megtéve"),
    ],
)
def test_j7_finds_addresses_and_numbers_and_says_where(answers, gaps, words):
    item = seen("J7", answers)

    assert (item.finding, item.gaps, words in item.note.hu) == (NOT_MET, gaps, True)


def test_j7_years_sums_and_the_contact_that_was_asked_for_are_no_personal_data():
    said = {"C6": "2004–2010 között 1 200 000 Ft-ból 120 alkalom volt, 10:30-tól 12:00-ig.", "A7t": "+36 30 123 4567"}

    assert seen("J7", said).finding == MET


@pytest.mark.parametrize(
    ("answers", "finding", "gaps"),
    [
        ({"C2": ["a térség települései"]}, NOT_MET, ("C2",)),
        ({"C2": ["térség", "több falu"]}, NOT_MET, ("C2",)),
        ({"C2": ["a térség települései", "Türje"]}, MET, ()),
        ({"C1": []}, NOT_MET, ("C1",)),
    ],
)
def test_j8_a_place_has_a_name(answers, finding, gaps):
    assert found("J8", answers) == (finding, gaps)


@pytest.mark.parametrize(
    ("answers", "finding", "gaps"),
    [
        ({"H1y": 2}, MET, ()),
        ({"H1y": 1}, PERSON, ("H1y",)),
        ({"H1y": 1, "H1v": ""}, NOT_MET, ("H1v", "H1y")),
        ({"H1": ""}, NOT_MET, ("H1",)),
        ({"H1y": None}, NOT_MET, ("H1y",)),
    ],
)
def test_j9_the_lead_has_a_name_and_two_years_and_a_diploma_is_weighed_by_a_person(answers, finding, gaps):
    assert found("J9", answers) == (finding, gaps)


@pytest.mark.parametrize(
    ("others", "finding"),
    [
        ((OtherCase("AKR/7/2026", "Kertek", "open"),), NOT_MET),
        ((OtherCase("AKR/3/2025", "Kertek", "refused", date(2025, 9, 16)),), PERSON),
        ((OtherCase("AKR/3/2025", "Kertek", "refused", date(2025, 9, 15)),), MET),
    ],
)
def test_j10_another_case_or_a_refusal_within_twelve_months(others, finding):
    assert seen("J10", others=others).finding == finding


@pytest.mark.parametrize(
    ("answers", "finding", "gaps"),
    [
        ({"F6": False}, NOT_APPLICABLE, ()),
        ({"F6": True, "F6t": ""}, NOT_MET, ("F6t",)),
        ({"F6": True, "N8": None}, NOT_MET, ("N8",)),
        ({"F6": None}, NOT_MET, ("F6",)),
    ],
)
def test_j11_where_minors_take_part_safeguarding_is_described(answers, finding, gaps):
    assert found("J11", answers) == (finding, gaps)
