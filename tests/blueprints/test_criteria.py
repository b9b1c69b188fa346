"""Anybody reads the criteria by which programmes are judged, or were; nobody reads a draft here."""

import gzip
from copy import deepcopy
from datetime import date

import pytest
from markupsafe import escape

from models.criteria_set import CriteriaSet
from models.db import db
from models.states import CriteriaSetState
from tests.criteria import RUBRIC_1_0
from workflow.clock import now
from workflow.criteria import content_of, first_set
from workflow.criteria.telling import divergence_told, results_told

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def visitor(sign_in):
    return sign_in(None)


def a_set(version, state, **facts):
    """A set that says what 1.0 says, but that its K9 is called K10."""
    content = deepcopy(content_of(first_set()))
    content["criteria"][8]["code"] = "K10"
    row = CriteriaSet(version=version, state=state, content=content, created_at=now(), **facts)
    db.session.add(row)
    db.session.flush()
    return row


@pytest.mark.parametrize("locale", ["hu", "en"])
def test_the_set_in_force_stands_there_whole_in_both_languages(visitor, saved, locale):
    visitor.post("/language", data={"locale": locale, "next": "/criteria/"})

    page = visitor.get("/criteria/1.0")

    words = [*RUBRIC_1_0.scale, RUBRIC_1_0.rule_of_proof, *(item.name for item in RUBRIC_1_0.eligibility)]
    words += [text for one in RUBRIC_1_0.criteria for text in (one.name, *one.anchors, *filter(None, [one.questions]))]
    words += [text for pair in results_told(RUBRIC_1_0) for text in pair] + divergence_told(RUBRIC_1_0)
    assert [text for text in words if str(escape(text.in_(locale))) not in page.text] == []
    assert len(gzip.compress(page.data)) < 15360


def test_the_numbers_of_the_rules_are_told_in_words():
    assert [asked.en for _, asked in results_told(RUBRIC_1_0)] == [
        "At least 75 points. Means of the core criteria: K1 at least 3; K2 at least 3. No mean of a criterion below 2.",
        "At least 60 points. Means of the core criteria: K1 at least 3; K2 at least 3. "
        "No mean of a criterion below 1. Every criterion with a mean below 3 needs a condition.",
        "At least 45 points. Every criterion with a mean below 3 needs a task.",
        "In every other case.",
    ]


def test_a_draft_is_not_there_and_an_adopted_set_only_from_its_day(visitor, saved, tuesday):
    a_set("1.1", CriteriaSetState.DRAFT)
    a_set("1.2", CriteriaSetState.ADOPTED, in_force_from=date(2026, 9, 16))
    saved.commit()

    before = [visitor.get(f"/criteria/{version}").status_code for version in ("1.0", "1.1", "1.2", "7.0")]
    tuesday.shift(24 * 3600)
    after = [visitor.get(f"/criteria/{version}").status_code for version in ("1.0", "1.1", "1.2", "7.0")]

    assert [before, after] == [[200, 404, 404, 404], [200, 404, 200, 404]]


def test_old_and_new_set_tell_what_became_of_each_criterion_both_ways(visitor, saved, count_queries):
    first = saved.scalars(db.select(CriteriaSet)).one()
    first.state = CriteriaSetState.REPLACED
    saved.flush()
    way = {code: {"to": [code]} for code in RUBRIC_1_0.codes if code != "K9"}
    way |= {"K8": {"to": ["K8", "K10"], "note": "A leírás külön pont lett."}, "K9": {"to": []}}
    facts = {"in_force_from": date(2026, 9, 1), "replaces": first, "resolution_number": "OFM/12/2026"}
    a_set("1.1", CriteriaSetState.IN_FORCE, crosswalk=way, change_log="K9 helyett K10.", **facts)
    saved.commit()

    with count_queries() as asked:
        old, new, listed = (visitor.get(f"/criteria/{version}").text for version in ("1.0", "1.1", ""))

    assert [fact in new for fact in ("OFM/12/2026", "K9 helyett K10.", "A leírás külön pont lett.")] == [True] * 3
    assert [old.count('href="/criteria/1.1#K10"'), new.count('href="/criteria/1.0#K8"')] == [1, 2]
    assert ["2026. augusztus 31." in page for page in (old, listed)] == [True, True]
    assert listed.index('href="/criteria/1.1"') < listed.index('href="/criteria/1.0"')
    assert len(asked) <= 3 * 10
