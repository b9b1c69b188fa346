import re
from datetime import date
from pathlib import Path

import pytest

from tests.criteria import CRITERIA, ELIGIBILITY, RUBRIC_1_0
from workflow.counties import COUNTIES
from workflow.hungarian import sort_key
from workflow.scoring import RULES_1_0

SOURCE = Path(__file__).parents[3] / "shared" / "domain" / "DOMAIN.md"


def test_the_criteria_and_the_sums_agree():
    assert tuple(criterion.code for criterion in CRITERIA) == RULES_1_0.codes
    assert tuple(criterion.points_per_grade for criterion in CRITERIA) == RULES_1_0.weights
    assert tuple(place for place, criterion in enumerate(CRITERIA) if criterion.is_core) == RULES_1_0.core
    assert sum(criterion.weight for criterion in CRITERIA) == 100
    assert RUBRIC_1_0.rules == RULES_1_0
    assert tuple(RUBRIC_1_0.results) == ("R1", "R2", "R3", "R4")


def test_every_score_of_every_criterion_is_described_in_both_languages():
    described = [anchor for criterion in CRITERIA for anchor in criterion.anchors]

    assert [len(criterion.anchors) for criterion in CRITERIA] == [6] * 9
    assert all(text.hu and text.en and text.hu != text.en for text in (*described, *RUBRIC_1_0.scale))
    assert len({text.hu for text in described}) == 54


def test_what_cannot_be_completed_is_rejected_on_formal_grounds():
    assert [one.code for one in ELIGIBILITY] == [f"J{number}" for number in range(1, 12)]
    assert [one.code for one in ELIGIBILITY if not one.can_be_completed] == ["J1", "J2", "J6", "J10"]
    assert [one.code for one in ELIGIBILITY if one.may_be_not_applicable] == ["J11"]


def test_criteria_and_requirements_are_found_by_their_codes():
    assert RUBRIC_1_0.criterion("K7").name.in_("hu") == "Fenntarthatóság"
    assert RUBRIC_1_0.requirement("J11").name.in_("en").startswith("If minors take part")
    assert RUBRIC_1_0.criterion("K1").weight == 15
    with pytest.raises(KeyError, match="K10"):
        RUBRIC_1_0.criterion("K10")


@pytest.mark.skipif(not SOURCE.exists(), reason="the description of the field is not beside this repository")
def test_the_wording_is_that_of_the_rules():
    rules = SOURCE.read_text(encoding="utf-8")
    cells = {cell.strip() for line in rules.splitlines() for cell in line.split("|")}

    for criterion in CRITERIA:
        assert f"**{criterion.code} {criterion.name.hu} / {criterion.name.en}**" in rules
        assert {text.hu for text in criterion.anchors} | {text.en for text in criterion.anchors} <= cells
    assert {text.hu for text in RUBRIC_1_0.scale} | {text.hu for text in RUBRIC_1_0.results.values()} <= cells
    assert {one.name.hu for one in ELIGIBILITY} <= cells


def test_the_counties_stand_in_hungarian_order_under_their_own_codes():
    names = [county.name for county in COUNTIES.values()]

    assert sorted(COUNTIES) == [f"{number:02}" for number in range(1, 21)]
    assert all(code == county.code for code, county in COUNTIES.items())
    assert names == sorted(names, key=sort_key)
    assert [names[0], names[4], names[-1]] == ["Bács-Kiskun", "Budapest", "Zala"]
    assert all(re.fullmatch(r"HU-[A-Z]{2}", county.iso) for county in COUNTIES.values())
    assert len({county.nuts3 for county in COUNTIES.values()}) == 20


def test_a_county_is_called_as_on_the_day():
    csongrad = COUNTIES["06"]

    assert csongrad.name_on(date(2020, 6, 3)) == "Csongrád"
    assert csongrad.name_on(date(2020, 6, 4)) == "Csongrád-Csanád"
    assert csongrad.in_full() == "Csongrád-Csanád vármegye"
    assert COUNTIES["01"].in_full() == "Budapest főváros"
    assert COUNTIES["20"].in_full("megye") == "Zala megye"


def test_the_priority_counties_of_2005_are_five():
    priority = [county.name for county in COUNTIES.values() if county.is_priority_of_2005]

    assert priority == ["Baranya", "Borsod-Abaúj-Zemplén", "Somogy", "Szabolcs-Szatmár-Bereg", "Zala"]
