"""The drawn sums of an assessment say what the opinions and the frozen figures say."""

import re
from html import unescape

import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.criteria import CRITERIA
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    people = the_people()
    saved.commit()
    return people


def chart(page, name):
    """What the picture says when it is heard, and the rows of the table beneath it."""
    figure = page.split(f'id="chart-{name}"')[1].split("</figure>")[0]
    told = unescape(re.search(r"<desc[^>]*>(.*?)</desc>", figure)[1])
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', figure, re.DOTALL)
    return told.split("; "), [(unescape(name), re.findall(r"<td>(.*?)</td>", cells)) for name, cells in rows]


def test_scores_and_totals_are_drawn_and_stand_in_a_table_beneath(people, sign_in):
    case = a_case(CaseState.WAITING_FOR_APPLICANTS_REMARKS, cast=people)
    db.session.commit()
    sent = case.assessments[-1]

    page = sign_in(people.representative).get(f"/cases/{case.id}/assessment").text
    told, rows = chart(page, "scores")
    totals_told, totals = chart(page, "totals")

    assert [(name, [int(cell) for cell in cells[:2]]) for name, cells in rows] == [
        (criterion.name.hu, [opinion["scores"][criterion.code] for opinion in sent.opinions]) for criterion in CRITERIA
    ]
    assert told == [f"{name}: {', '.join(cells)}" for name, cells in rows]
    assert [cells for _, cells in totals[:2]] == [[str(total)] for total in sent.figures["totals"]]
    assert totals_told == [f"{name}: {cells[0]}" for name, cells in totals]


def test_a_third_review_is_drawn_beside_the_others(people, sign_in):
    case = a_case(CaseState.UNDER_THIRD_REVIEW, cast=people)
    stages.close_control(case, people)
    stages.send_assessment(case, people)
    db.session.commit()

    page = sign_in(people.head).get(f"/cases/{case.id}/assessment").text

    assert [len(cells) for _, cells in chart(page, "scores")[1]] == [4] * 9
    assert [name.split(" ")[0] for name, _ in chart(page, "totals")[1]] == ["A", "B", "C", "Együtt"]


@pytest.mark.parametrize(("locale", "words"), [("hu", "Pontszámok szempontonként"), ("en", "Scores by criterion")])
def test_the_officer_sees_them_before_sending_in_both_languages(locale, words, people, sign_in):
    people.officer.locale = locale
    case = a_case(CaseState.CONSOLIDATION, cast=people)
    db.session.commit()

    page = sign_in(people.officer).get(f"/cases/{case.id}/assessment/sending").text

    assert [f">{words}</title>" in page, page.count('role="img"') >= 2] == [True, True]
