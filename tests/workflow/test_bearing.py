"""Which changes can touch which criterion (after T31)."""

from copy import deepcopy

import pytest

from tests.criteria import RUBRIC_1_0
from workflow.application import FIELDS as QUESTIONS
from workflow.bearing import FIELDS, NEUTRAL, PARTS_OF, familiar, touched
from workflow.criteria import content_of, first_set, rubric

ALL = frozenset(RUBRIC_1_0.codes)


def test_every_question_of_the_form_has_its_place() -> None:
    placed = frozenset().union(*FIELDS.values())
    asked = {PARTS_OF.sub("", code) for code in QUESTIONS if not NEUTRAL.fullmatch(code)}

    assert asked | {f"M{number}" for number in range(3, 8)} == placed
    assert FIELDS.keys() == ALL


@pytest.mark.parametrize(
    ("changed", "criteria"),
    [
        ([], set()),
        (["A8", "B1", "N5", "M2", "A7e"], set()),
        (["L2a"], {"K8"}),
        (["F5t"], {"K4"}),
        (["M7"], {"K9"}),
        (["G3", "B2"], {"K6", "K8"}),
        (["X1", "L2a"], ALL),
    ],
)
def test_a_change_touches_the_criteria_that_it_can_bear_on(changed, criteria) -> None:
    assert touched(changed, RUBRIC_1_0.codes) == criteria


def test_for_a_criterion_of_another_set_every_change_counts() -> None:
    assert touched(["L2a"], ["K1", "K10"]) == {"K10"}
    assert touched(["A1"], ["K1", "K10"]) == frozenset()


def test_for_a_criterion_that_asks_something_else_under_the_same_code_every_change_counts() -> None:
    content = deepcopy(content_of(first_set()))
    content["criteria"][3]["anchors"][5]["hu"] = "Egészen más kell hozzá."
    known = familiar(rubric("1.1", content))

    assert [familiar(RUBRIC_1_0), known] == [ALL, ALL - {"K4"}]
    assert touched(["L2a"], ALL, known) == {"K4", "K8"}
