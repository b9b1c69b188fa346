"""Experts for every case that waits: what is proposed and why, what is confirmed, what the rules refuse."""

import re

import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.blueprints.counting import queries_of
from tests.cast import LONG_AGO
from tests.factories import a_case, a_relation, an_expert, the_people
from workflow.matching import apart
from workflow.queries import proposing
from workflow.queries.proposing import propose

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState


@pytest.fixture
def people(saved):
    people = the_people()
    saved.commit()
    return people


def waiting(people, *titles):
    cases = [a_case(S.ACCEPTED_FOR_REVIEW, cast=people, title=title) for title in titles]
    db.session.commit()
    return cases


def offered(page):
    """The proposals as they would be confirmed: by case the three profiles."""
    values = re.findall(r'name="chosen" value="([0-9-]+)"', page.text)
    return {int(value.split("-")[0]): value for value in values}


def asked(case):
    db.session.refresh(case)
    return sorted((row.part.value, row.state.value) for row in case.assignments)


INVITED = [("reserve", "standby"), ("reviewer", "invited"), ("reviewer", "invited")]


def test_every_waiting_case_gets_a_proposal_with_its_reasons(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")

    page = sign_in(people.head).get("/matching")

    assert list(offered(page)) == [one.id, other.id]
    assert ["Kertek köre" in page.text, "nyitott értékelés: 0, utána" in page.text.lower()] == [True, True]
    assert [asked(one), asked(other)] == [[], []]


def test_what_is_confirmed_is_asked_by_the_act_of_the_table_and_what_is_not_ticked_waits_on(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    head = sign_in(people.head)
    proposals = offered(head.get("/matching"))

    answer = head.post("/matching/invitations", data={"chosen": [proposals[one.id]]})

    assert [answer.status_code, answer.headers["Location"]] == [303, "/matching"]
    assert [asked(one), asked(other)] == [INVITED, []]
    assert [one.state, other.state] == [S.EXPERTS_BEING_INVITED, S.ACCEPTED_FOR_REVIEW]
    assert list(offered(head.get("/matching"))) == [other.id]


def test_several_are_confirmed_at_once(people, sign_in):
    cases = waiting(people, "Kertek köre", "Mesekör")
    head = sign_in(people.head)

    head.post("/matching/invitations", data={"chosen": list(offered(head.get("/matching")).values())})

    assert [asked(case) for case in cases] == [INVITED, INVITED]


def test_what_the_guards_refuse_is_told_with_the_case_and_the_others_are_asked(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    head = sign_in(people.head)
    proposals = offered(head.get("/matching"))
    twice = f"{one.id}-{people.expert_a.id}-{people.expert_a.id}-{people.reserve.id}"

    answer = head.post("/matching/invitations", data={"chosen": [twice, proposals[other.id]]})

    assert [answer.status_code, asked(one), asked(other)] == [409, [], INVITED]
    assert "Három különböző szakértőt válasszon." in answer.text


def test_a_conflict_that_came_in_meanwhile_is_refused(people, sign_in):
    (case,) = waiting(people, "Kertek köre")
    head = sign_in(people.head)
    proposal = offered(head.get("/matching"))[case.id]
    for expert in people.experts:
        a_relation(expert.user, people.organisation)
    db.session.commit()

    answer = head.post("/matching/invitations", data={"chosen": [proposal]})

    assert [answer.status_code, asked(case)] == [409, []]


@pytest.mark.parametrize("sent", [{}, {"chosen": "egy-kettő"}, {"chosen": "1-2-3"}], ids=["nothing", "words", "three"])
def test_nothing_ticked_or_something_else_is_told(people, sign_in, sent):
    waiting(people, "Kertek köre")

    answer = sign_in(people.head).post("/matching/invitations", data=sent)

    assert [answer.status_code, 'id="error-summary"' in answer.text] == [422, True]


def test_who_was_confirmed_by_somebody_else_meanwhile_is_told(people, sign_in):
    (case,) = waiting(people, "Kertek köre")
    head = sign_in(people.head)
    proposal = offered(head.get("/matching"))[case.id]
    stages.invite(case, people)
    db.session.commit()

    answer = head.post("/matching/invitations", data={"chosen": [proposal]})

    assert [answer.status_code, len(asked(case))] == [409, 3]


def test_what_is_short_is_said_in_one_plain_sentence(people, sign_in):
    (case,) = waiting(people, "Kertek köre")
    for expert in (people.reserve, people.control, people.spare):
        expert.paused_from = LONG_AGO
    people.expert_a.county_code = people.expert_b.county_code
    db.session.commit()

    page = sign_in(people.head).get("/matching").text

    assert "2 hely hiányzik" in page
    assert "A kérdezhető 2 szakértőből 2 e megyéből jön: Zala. Közülük csak egy választható." in page
    assert f'value="{case.id}-' not in page


def test_who_is_tied_to_the_applicant_is_proposed_for_no_case_of_theirs(people, sign_in):
    a_relation(people.expert_a.user, people.organisation)
    waiting(people, "Kertek köre")

    proposed = propose()

    assert [people.expert_a.id in [reason.expert.id for reason in row.three] for row in proposed.rows] == [False]


def test_who_is_at_home_in_the_field_comes_before_who_is_not(people):
    for expert in people.experts:
        expert.fields = ["K-F"]
    at_home = [an_expert(f"Otthonos {name}", county="04") for name in ("Anna", "Béla", "Cili")]
    for expert in at_home:
        expert.fields = ["K-A", "K-B", "K-C", "K-D", "K-E"]
    waiting(people, "Kertek köre")

    (row,) = propose().rows

    assert {reason.expert.id for reason in row.three} == {expert.id for expert in at_home}
    assert [reason.is_at_home for reason in row.three] == [True] * 3


def test_the_page_asks_the_database_as_often_for_three_cases_as_for_one(people, sign_in):
    waiting(people, "Első")
    head = sign_in(people.head)
    once = queries_of(head, "/matching")
    waiting(people, "Második", "Harmadik")

    assert queries_of(head, "/matching") == once <= 12


def test_a_solver_that_comes_to_no_end_is_told_in_words_with_the_way_by_hand(people, sign_in, monkeypatch):
    (case,) = waiting(people, "Kertek köre")
    monkeypatch.setattr(apart, "BREATH_SECONDS", 0.001)
    monkeypatch.setattr(proposing, "MOST_SECONDS", 0)

    answer = sign_in(people.head).get("/matching")

    assert [answer.status_code, asked(case)] == [503, []]
    assert "Most nem készült javaslat" in answer.text
    assert f'href="/cases/{case.id}/experts"' in answer.text


@pytest.mark.parametrize("address", ["/matching", "/matching/invitations"])
def test_nobody_but_the_head_of_office_matches(people, sign_in, address):
    others = (people.officer, people.president, people.administrator, people.expert_a.user, people.representative)

    send = [sign_in(person).post if "invitations" in address else sign_in(person).get for person in others]

    assert [one(address).status_code for one in send] == [403] * 5


def test_the_choice_by_hand_says_at_once_what_it_would_mean(people, sign_in):
    (case,) = waiting(people, "Kertek köre")
    people.reserve.county_code = people.expert_b.county_code
    db.session.commit()
    three = {"expert_a": people.expert_b.id, "expert_b": people.reserve.id, "reserve": people.control.id}
    head, address = sign_in(people.head), f"/cases/{case.id}/experts/what-if"

    fragment = head.post(address, data=three, headers={"HX-Request": "true"})
    page = head.post(address, data=three)

    assert [fragment.status_code, page.status_code, asked(case)] == [200, 200, []]
    assert fragment.text.lstrip().startswith(f'<div id="case-{case.id}-what-if"')
    assert "A benyújtó megyéjéből legfeljebb egy szakértő lehet." in fragment.text
    assert fragment.text.strip() in page.text
    assert f'<option selected value="{people.reserve.id}">' in page.text


def test_what_if_too_late_is_told(people, sign_in):
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=people)
    db.session.commit()

    assert sign_in(people.head).post(f"/cases/{case.id}/experts/what-if").status_code == 409
