"""The way to the sheet and its ends: from the letter, after the last day, after the appointment of its author."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from flask_security.utils import hash_password
from sqlalchemy import select

from models.db import db
from models.outbox import Mail, Notice
from models.states import CaseState
from tests import stages
from tests.criteria import CODES, CRITERIA
from tests.factories import a_case, the_people
from workflow.clock import now, today
from workflow.notices import announce
from workflow.notices.mail import letter_of

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true"}
PASSWORD = "kertek-alatt-2026"
TYPED = (
    "Ezt éppen írta, amikor a megbízása véget ért: a lakosok minden szakaszban részt vettek a tervezésben, ahogy az E1."
)
SAID = "Szakértői megbízása véget ért"


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


@pytest.fixture
def review(people, case):
    return stages.assignment_of(case, people.expert_a).review


def a_part(code, score, reason="Röviden."):
    return {f"{code}_score": score, f"{code}_reason": reason, f"{code}_evidence": "E1", f"{code}_to_raise": ""}


def kept(review):
    db.session.refresh(review)
    row = review.score("K2")
    return [row.score, row.reason, review.is_closed]


def test_from_the_letter_one_click_and_the_sign_in_lead_to_the_rubric(people, app, saved):
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=people)
    person = people.expert_a.user
    person.password = hash_password(PASSWORD)
    announce(*stages.accept_all(case, people))
    letter = db.session.scalar(select(Mail).join(Notice).where(Notice.code == "ERT-11", Mail.address == person.email))
    (link,) = set(re.findall(r"https?://\S+/reviews/\d+", letter_of(letter).text))
    browser = app.test_client()

    door = browser.get(urlsplit(link).path)
    entered = browser.post(door.headers["Location"], data={"email": person.email, "password": PASSWORD})
    page = browser.get(entered.headers["Location"])

    assert [door.status_code, entered.status_code, page.status_code] == [302, 302, 200]
    assert [page.request.path, 'id="K1_score-4"' in page.text] == [urlsplit(link).path, True]


def test_a_late_review_is_closed_and_marked_and_nothing_of_it_is_lost(people, case, review, sign_in):
    stages.write(review, "443344343")
    db.session.commit()

    with time_machine.travel(now() + timedelta(days=60), tick=False):
        author = sign_in(people.expert_a.user)
        answer = author.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"})
        pages = [author.get(f"/reviews/{review.id}").text, sign_in(people.head).get(f"/reviews/{review.id}").text]

    due = next(row.due_on for row in case.deadlines if row.assignment_id == review.assignment_id and row.code == "H07")
    assert [answer.status_code, review.is_closed, review.grades(CODES)] == [303, True, [4, 4, 3, 3, 4, 4, 3, 4, 3]]
    assert [f"késve, határideje {due.year}" in " ".join(page.split()) for page in pages] == [True, True]


@pytest.mark.parametrize("ended", ["profile", "role", "both"])
def test_an_appointment_that_ends_in_the_middle_loses_no_word_and_closes_nothing(people, review, sign_in, ended):
    stages.write(review, "443344343")
    db.session.commit()
    author = sign_in(people.expert_a.user)
    page = author.get(f"/reviews/{review.id}").text
    seen = {name: re.search(f'name="{name}" value="([^"]*)"', page)[1] for name in ("window", "seen-K2")}
    if ended != "role":
        people.expert_a.appointed_to = today() - timedelta(days=1)
    if ended != "profile":
        for appointment in people.expert_a.user.appointments:
            appointment.to_on = today() - timedelta(days=1)
    db.session.commit()

    typed = {**seen, "turn": "1", **a_part("K2", "4", TYPED)}
    by_itself = author.post(f"/reviews/{review.id}/parts/K2", data=typed, headers=HTMX)
    sheet, check = author.get(f"/reviews/{review.id}"), author.get(f"/reviews/{review.id}/check")
    closing = author.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"})

    assert [by_itself.status_code, sheet.status_code, check.status_code, closing.status_code] == [200, 200, 200, 409]
    assert kept(review) == [4, TYPED, False]
    assert [SAID in page.text and "irodavezetőnek" in page.text for page in (sheet, check, closing)] == [True] * 3
    assert 'name="conflict_of_interest"' not in check.text


def test_a_review_with_gaps_says_each_with_a_link_to_its_place(people, review, sign_in):
    stages.write(review, "443344343")
    for criterion in CRITERIA[2:4]:
        review.score(criterion.code).score = None
    review.score("K5").reason = "Rövid."
    review.score("K6").evidence = ""
    review.recommendation = None
    db.session.commit()
    author = sign_in(people.expert_a.user)

    answer = author.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"})

    db.session.refresh(review)
    places = re.findall(rf'href="/reviews/{review.id}#([\w-]+)">[^<]*[.:]', answer.text)
    assert [answer.status_code, review.is_closed] == [422, False]
    assert {"K3-part", "K4-part", "K5_reason", "K6_evidence", "recommendation"} <= set(places)
    assert [row.score for row in review.scores if row.criterion in ("K3", "K4")] == [None, None]
