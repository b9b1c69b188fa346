"""Laying a document against the questions of the application (procedure rules, 6.2)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.importing.making import docx_of, odt_of, txt_of
from workflow.application import FIELDS, problems
from workflow.importing.blocks import Block
from workflow.importing.placing import asked_by, lay, names
from workflow.importing.reading import read
from workflow.importing.values import figure

SECOND_SOURCE = Path(__file__).parents[4] / "shared" / "sources" / "002_d99405e3606cdc89.txt"
GARDEN = {
    "B1": "Kertek alatt – közös kert három utcában",
    "E1": "Három utca lakói közös kertet művelnek, és közben megismerik egymást.\n\n"
    "A szomszédok maguk döntenek arról, mit ültetnek.",
    "G2": ["talaj és víz", "közös döntés"],
    "G3": "Heti műhely, összesen 12 óra, külső moderátor segítségével. Tematizált beszélgetés is van.",
    "G4": ["workshop", "themed_talk"],
    "G5": 12.0,
    "G9": "külső moderátor",
}


@pytest.mark.parametrize("content", [odt_of(), txt_of()], ids=["odt", "txt"])
def test_headings_lead_to_the_fields_they_answer(content: bytes) -> None:
    laid = lay(read(content))

    assert {one.code: one.value for one in laid.placements} == GARDEN
    assert laid.unplaced == ("Köszönetnyilvánítás\n\nKöszönjük a polgárőröknek a vizet.",)


def test_a_table_answers_a_field_of_rows_by_its_columns() -> None:
    laid = lay(read(docx_of()))

    assert {one.code: one.value for one in laid.placements} == GARDEN | {
        "I1": [["Kertvárosi Iskola", "közoktatás", "helyet ad", "van"]]
    }


@pytest.mark.skipif(not SECOND_SOURCE.exists(), reason="the second source text is not here")
def test_the_second_source_lands_as_the_rules_say() -> None:
    found = {one.code: one for one in lay(read(SECOND_SOURCE.read_bytes())).placements}
    values = {code: one.value for code, one in found.items()}

    assert values["B1"] == "Önsegítő csoportok ösztönzése"
    assert [len(paragraph) for paragraph in values["E1"].split("\n\n")] == [620, 702, 480, 261, 442]
    assert values["G2"] == [
        "Az önsegítés főbb formái",
        "Az önsegítő csoportok működésének alapelvei",
        "Az önsegítő csoportok négy típusa",
        "Néhány létező forma (példák az önsegítő csoportokra, kezdeményezésekre)",
    ]
    assert (len(values["G3"]), values["G4"]) == (202, ["workshop", "themed_talk"])
    assert (values["G5"], values["G9"]) == (10.0, "szakértői moderálással")
    assert {code for code, one in found.items() if one.derived} == {"G4", "G5", "G9"}
    assert set(values) == {"B1", "E1", "G2", "G3", "G4", "G5", "G9"}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("3.2 Célcsoport:", "D3"),
        ("E1. A tevékenység célja", "E1"),
        ("J-6 Tanulságok", "J-6"),
        ("MÓDSZERTAN", "G3"),
        ("Methodology", "G3"),
        ("Időtartam (óra)", "G5"),
        ("M1 létesítő okirat", None),
        ("Szép napok a kertben", None),
    ],
)
def test_a_heading_is_known_by_its_code_its_label_or_what_people_call_it(heading: str, code: str | None) -> None:
    field = asked_by(heading)

    assert (field.code if field else None) == code


def test_every_name_belongs_to_a_field_that_a_document_can_answer() -> None:
    assert set(names().values()) <= set(FIELDS)
    assert {FIELDS[code].kind for code in names().values()} & {"annex", "declaration"} == set()


@pytest.mark.parametrize(
    ("text", "whole", "number"),
    [("kb. 1 200 fő", True, 1200), ("10,5 óra", False, 10.5), ("10 óra", False, 10.0), ("sok", True, None)],
)
def test_figures_are_read_as_they_are_written_in_hungarian(text: str, whole: bool, number: float | None) -> None:
    assert figure(text, whole=whole) == number


KINDS = st.sampled_from(["heading", "text", "item"])
WORDS = st.sampled_from([*list(names())[:40], "Kertek", "10 óra", "valami más", "E1 cél"]) | st.text(
    alphabet=st.characters(exclude_categories=["C"]), min_size=1, max_size=60
)


@given(st.lists(st.builds(Block, KINDS, WORDS), max_size=15))
def test_nothing_of_a_document_is_lost_and_every_value_has_the_shape_of_its_field(blocks: list[Block]) -> None:
    laid = lay(blocks)
    kept = "\n".join([*(one.source for one in laid.placements), *laid.unplaced])

    assert all(block.text in kept or block.text.rstrip(".") in kept or ":" in block.text for block in blocks)
    for one in laid.placements:
        problems(FIELDS[one.code], one.value)
