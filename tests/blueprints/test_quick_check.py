"""The quick check as a visitor meets it: ten questions, a result, a sample; nothing is kept."""

import re

import pytest

from workflow.application.samples import a_complete_application
from workflow.quick_check import QUESTIONS

GOOD = {question.code: question.wanted.value for question in QUESTIONS}


@pytest.fixture
def visitor(sign_in, saved):
    return sign_in(None)


def test_the_front_door_leads_to_the_ten_questions(visitor) -> None:
    assert 'href="/quick-check/"' in visitor.get("/").text
    assert visitor.get("/quick-check/").text.count("<fieldset") == 10


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ({}, "Igen, akkreditálható. Kezdheti írni a kérelmet."),
        ({"place": "no"}, "Akkreditálható, de van még tennivaló."),
        ({"place": "unsure"}, "Akkreditálható, de van még tennivaló."),
        ({"participation": "no"}, "Így még nem akkreditálható."),
    ],
)
def test_the_replies_come_to_a_result_in_words(visitor, changed: dict[str, str], title: str) -> None:
    page = visitor.post("/quick-check/", data=GOOD | changed)

    assert (page.status_code, title in page.text) == (200, True)
    assert ('href="/cases/new"' in page.text) is ("participation" not in changed)


def test_htmx_gets_the_questions_alone(visitor) -> None:
    answer = visitor.post("/quick-check/", data=GOOD, headers={"HX-Request": "true"})

    assert answer.text.lstrip().startswith('<div id="quick-check">')


def test_a_question_left_out_is_named_and_what_was_chosen_stays(visitor) -> None:
    page = visitor.post("/quick-check/", data={"place": "no"})

    assert page.status_code == 422
    assert page.text.count("Válasszon egyet.") >= 9
    checked = re.findall(r"<input [^>]*checked[^>]*>", page.text)
    assert [re.search(r'value="([^"]*)"', tag)[1] for tag in checked] == ["no"]


def test_a_reply_that_nobody_offered_is_refused(visitor) -> None:
    assert visitor.post("/quick-check/", data=GOOD | {"place": "not_concerned"}).status_code == 422


def test_the_sample_is_a_whole_application(visitor) -> None:
    page = visitor.get("/quick-check/sample").text
    answers = a_complete_application()

    assert all(str(answers[code])[:60] in page for code in ("A1", "B1", "D1", "G3", "L1"))
