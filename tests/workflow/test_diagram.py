"""The drawing holds the whole table, is well-formed, and asks for nothing that the content security policy forbids."""

from xml.etree import ElementTree as ET

import pytest

from models.states import CaseState
from workflow.diagram import draw
from workflow.diagram.marks import HEIGHT, WIDTH
from workflow.diagram.plan import arranged, shortest_way
from workflow.labels import label
from workflow.transitions import ROWS

SVG = "{http://www.w3.org/2000/svg}"
LOCALES = pytest.mark.parametrize("locale", ["hu", "en"])
S = CaseState


def drawn(locale):
    return ET.fromstring(draw(locale))  # noqa: S314  our own drawing


@LOCALES
def test_every_state_is_drawn_with_its_name(locale):
    groups = [group for group in drawn(locale).iter(f"{SVG}g") if group.get("class") == "state"]

    names = {group.get("data-state"): " ".join(span.text for span in group.iter(f"{SVG}tspan")) for group in groups}

    assert {state.value: name.startswith(label(state).in_(locale)) for state in S for name in [names[state.value]]} == {
        state.value: True for state in S
    }


@LOCALES
def test_every_step_of_the_table_is_drawn_with_its_number_and_named(locale):
    steps = {
        group.get("id").removeprefix("machine-"): (group.find(f"{SVG}title").text, group.find(f"{SVG}text").text)
        for group in drawn(locale).iter(f"{SVG}g")
        if group.get("class") == "step"
    }

    assert steps == {row.code: (f"{row.number}. {row.label.in_(locale)}", row.number) for row in ROWS}


@LOCALES
def test_every_step_ends_in_an_arrow(locale):
    arrows = {
        group.get("id"): [path.get("marker-end") for path in group.iter(f"{SVG}path") if path.get("marker-end")]
        for group in drawn(locale).iter(f"{SVG}g")
        if group.get("class") == "step"
    }

    assert arrows == {f"machine-{row.code}": ["url(#machine-tip)"] for row in ROWS}


@LOCALES
def test_the_drawing_is_named_and_told_in_words(locale):
    picture = drawn(locale)

    told = picture.find(f"{SVG}desc").text

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == picture.find(f"{SVG}title").get("id")
    assert [row.code for row in ROWS if f"{row.number}. {row.label.in_(locale)} (" not in told] == []


@LOCALES
def test_the_drawing_holds_no_style_no_script_and_no_colour_of_its_own(locale):
    elements = list(drawn(locale).iter())

    tags = {element.tag.removeprefix(SVG) for element in elements}
    attributes = {name for element in elements for name, _ in element.items()}
    paints = {element.get(paint) for element in elements for paint in ("fill", "stroke")}

    assert tags == {"svg", "title", "desc", "defs", "marker", "path", "circle", "g", "rect", "text", "tspan"}
    assert {name for name in attributes if name == "style" or name.startswith("on")} == set()
    assert paints == {None, "none", "currentColor"}


def test_the_ordinary_way_is_the_shortest_from_draft_to_accreditation():
    assert shortest_way(S.DRAFT, S.ACCREDITED) == [
        S.DRAFT,
        S.SUBMITTED,
        S.UNDER_FORMAL_CHECK,
        S.ACCEPTED_FOR_REVIEW,
        S.EXPERTS_BEING_INVITED,
        S.UNDER_EXPERT_REVIEW,
        S.CONSOLIDATION,
        S.WAITING_FOR_APPLICANTS_REMARKS,
        S.WAITING_FOR_A_MEETING,
        S.ON_THE_AGENDA,
        S.DECISION_BEING_ISSUED,
        S.ACCREDITED,
    ]


def test_no_two_boxes_stand_in_one_place():
    plan = arranged()
    cells = [*plan.cells.values(), *(cell for _, cell in plan.copies)]

    assert len(cells) == len(set(cells))


@LOCALES
def test_no_name_is_wider_or_higher_than_its_box(locale):
    lines = {
        group.get("data-state"): [span.text for span in group.iter(f"{SVG}tspan")]
        for group in drawn(locale).iter(f"{SVG}g")
        if group.get("class") == "state"
    }

    too_large = {
        state: text for state, text in lines.items() if len(text) * 18 > HEIGHT or max(map(len, text)) * 8 > WIDTH
    }

    assert too_large == {}
