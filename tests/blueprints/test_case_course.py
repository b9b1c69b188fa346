"""The course of a case stands above its history, as a picture with its numbers beneath, for whoever sees the case."""

import re
from datetime import timedelta

import pytest

from models.db import db
from models.states import CaseState
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    people = the_people()
    saved.commit()
    return people


def figure(page):
    return page.split('class="chart course"')[1].split("</figure>")[0]


def numbers(page):
    """The rows of the table: stage, and from when, how many days, how many of them stopped."""
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', figure(page))
    return {name: re.findall(r"<td>(.*?)</td>", cells) for name, cells in rows}


def drawn(page):
    """The letters of the picture, in their order."""
    return re.findall(r"<text[^>]*>(.*?)</text>", figure(page))


def test_the_picture_says_what_the_table_beneath_says(people, sign_in, tuesday):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    tuesday.shift(timedelta(days=12))

    page = sign_in(people.head).get(f"/cases/{case.id}").text

    found = numbers(page)
    assert found["Formai ellenőrzés"][1:] == ["14", "12"]
    assert found["Határozat"] == ["hátravan", "–", "–"]
    assert drawn(page)[2:] == [
        words for name, cells in found.items() for words in (name, f"{cells[1]} nap" if cells[1] != "–" else "hátravan")
    ]
    assert "12 napig állt az óra" in figure(page)
    assert page.index('class="chart course"') < page.index('class="timeline"')


@pytest.mark.parametrize(("locale", "words"), [("hu", "Az ügy útja az időben"), ("en", "Its way in time")])
def test_the_applicant_sees_it_in_the_own_language(locale, words, people, sign_in):
    people.representative.locale = locale
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    db.session.commit()

    page = sign_in(people.representative).get(f"/cases/{case.id}").text

    assert [words in figure(page), 'aria-hidden="true"' in figure(page)] == [True, True]


def test_a_draft_has_no_course_and_a_closed_case_no_today(people, sign_in):
    draft = a_case(CaseState.DRAFT, cast=people)
    closed = a_case(CaseState.REJECTED_ON_FORMAL_GROUNDS, cast=people)
    db.session.commit()
    browser = sign_in(people.representative)

    assert 'class="chart course"' not in browser.get(f"/cases/{draft.id}").text
    ended = figure(browser.get(f"/cases/{closed.id}").text)
    assert ['class="today"' in ended, "hátravan" in ended] == [False, False]
