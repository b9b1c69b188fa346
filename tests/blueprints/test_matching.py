"""Experts for every case that waits: what is proposed and why, what is confirmed, what the rules refuse."""

import re
from dataclasses import replace

import pytest

from models.db import db
from models.expert import ExpertPause
from models.states import CaseState
from tests import stages
from tests.blueprints.counting import queries_of
from tests.cast import LONG_AGO, an_organisation
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


def too_many_from_the_county(people, case):
    for expert in (people.reserve, people.control, people.spare):
        expert.pauses = [ExpertPause(from_on=LONG_AGO)]
    people.expert_a.county_code = people.expert_b.county_code


def too_many_of_one_employer(people, case):
    employer = an_organisation()
    for expert in people.experts:
        expert.employer = employer
        expert.county_code = "04"


def conflicts(people, case):
    for expert in people.experts[1:]:
        a_relation(expert.user, people.organisation)


def old_training(people, case):
    for expert in people.experts[2:]:
        expert.trained_on = LONG_AGO


def full_years(people, case):
    for expert in people.experts[2:]:
        expert.yearly_limit = 0


def full_hands(people, case):
    for expert in people.experts[2:]:
        expert.parallel_limit = 0


@pytest.mark.parametrize(
    ("kind", "missing", "said"),
    [
        (
            too_many_from_the_county,
            2,
            "A kérdezhető 2 szakértőből 2 e megyéből jön: Zala. Közülük csak egy választható.",
        ),
        (too_many_of_one_employer, 2, "A kérdezhető 5 szakértő közt van, akinek azonos a munkáltatója."),
        (conflicts, 2, "4 szakértőt összeférhetetlenség vagy korábbi felkérés zár ki."),
        (old_training, 1, "most nem kérdezhető: felkészítése 24 hónapnál régebbi: 3."),
        (full_years, 1, "most nem kérdezhető: betelt az évi kerete: 3."),
        (full_hands, 1, "most nem kérdezhető: betelt a nyitott értékeléseinek kerete: 3."),
    ],
)
def test_what_is_short_is_said_in_one_plain_sentence(people, sign_in, kind, missing, said):
    (case,) = waiting(people, "Kertek köre")
    kind(people, case)
    db.session.commit()

    page = " ".join(sign_in(people.head).get("/matching").text.split())

    assert f"{missing} hely hiányzik" in page
    assert said in page
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


def plan_of(page, **more):
    """What the form of the page sends back, beside the pressed button."""
    found = {name: re.findall(rf'name="{name}" value="([0-9-]+)"', page.text) for name in ("row", "fixed", "best")}
    return {**found, **more}


def three(case, *experts):
    """The three of a case as its fields send them."""
    parts = ("expert_a", "expert_b", "reserve")
    return {f"case-{case.id}-{part}": expert.id for part, expert in zip(parts, experts, strict=True)}


def test_a_case_of_the_batch_is_opened_with_its_eligible_experts_and_the_proposal(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    a_relation(people.spare.user, people.organisation)
    db.session.commit()
    head = sign_in(people.head)
    page = head.get("/matching")

    opened = head.post("/matching/what-if", data=plan_of(page, case=one.id))

    proposed = offered(page)[one.id].split("-")[1:]
    chosen = re.findall(rf'name="case-{one.id}-.*?selected value="(\d+)"', opened.text, re.DOTALL)
    assert [opened.status_code, chosen] == [200, proposed]
    assert f'value="{people.spare.id}">' not in opened.text
    assert [f"case-{other.id}-expert_a" in opened.text, offered(opened) == offered(page)] == [False, True]
    assert "Ennél nincs jobb." in opened.text


def test_a_change_says_at_once_what_it_means_for_the_case_and_for_all_cases(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    for expert in (people.control, people.spare):
        stages.invite(a_case(S.ACCEPTED_FOR_REVIEW, cast=people), replace(people, expert_a=expert))
    db.session.commit()
    head = sign_in(people.head)
    sent = plan_of(head.get("/matching"), case=one.id, **three(one, people.spare, people.expert_a, people.control))

    fragment = head.post("/matching/what-if", data=sent, headers={"HX-Request": "true"})
    page = head.post("/matching/what-if", data=sent)

    assert [fragment.status_code, page.status_code, asked(one)] == [200, 200, []]
    assert fragment.text.lstrip().startswith(f'<div id="case-{one.id}-what-if-in-all"')
    assert re.search(r"Az összes ügyre együtt: terhelés \d+, .* üres hely 0\.\s+A legjobb elosztásban:", fragment.text)
    assert fragment.text.strip() in page.text


@pytest.mark.parametrize("kind", ["twice", "county", "room", "excluded"])
def test_what_cannot_be_is_told_and_not_fixed(people, sign_in, kind):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    chosen = [people.expert_a, people.expert_b, people.reserve]
    head = sign_in(people.head)
    if kind == "twice":
        chosen[2] = people.expert_a
    if kind == "county":
        people.expert_b.county_code = people.expert_a.county_code = one.programme.county_code
    if kind == "excluded":
        a_relation(people.expert_a.user, people.organisation)
    db.session.commit()
    sent = plan_of(head.get("/matching"), case=one.id, **three(one, *chosen))
    if kind == "room":
        taken = "-".join(str(expert.id) for expert in chosen)
        sent["fixed"] = [f"{other.id}-{taken}"]
        people.expert_a.parallel_limit = 1
        db.session.commit()

    answer = head.post("/matching/fixed", data=sent)

    assert [answer.status_code, "Ez nem lehet:" in answer.text] == [422, True]
    assert f'name="fixed" value="{one.id}-' not in answer.text


def test_a_fixed_choice_stays_and_the_others_are_matched_around_it(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    for expert in people.experts:
        expert.parallel_limit = 1
    extra = [an_expert(f"Új {name}", county="04") for name in ("Anna", "Béla", "Cili")]
    db.session.commit()
    head = sign_in(people.head)
    sent = plan_of(head.get("/matching"), case=other.id, **three(other, extra[0], extra[1], people.expert_a))

    page = head.post("/matching/fixed", data=sent)

    by_hand = f"{other.id}-{extra[0].id}-{extra[1].id}-{people.expert_a.id}"
    assert [page.status_code, offered(page)[other.id], plan_of(page)["fixed"]] == [200, by_hand, [by_hand]]
    around = set(offered(page)[one.id].split("-")[1:])
    assert str(people.expert_a.id) not in around
    assert ["kézzel rögzítve" in page.text, "Amit rögzített, megmarad." in page.text] == [True, True]

    released = head.post("/matching/fixed", data=plan_of(page, release=other.id))
    assert [released.status_code, plan_of(released)["fixed"]] == [200, []]

    head.post("/matching/invitations", data={**plan_of(page), "chosen": [by_hand]})
    assert [asked(one), sorted(row.expert_id for row in other.assignments)] == [
        [],
        sorted([extra[0].id, extra[1].id, people.expert_a.id]),
    ]


def test_what_is_fixed_stays_when_another_case_is_refused(people, sign_in):
    one, other = waiting(people, "Kertek köre", "Mesekör")
    head = sign_in(people.head)
    sent = plan_of(head.get("/matching"), case=other.id, **three(other, people.spare, people.control, people.reserve))
    page = head.post("/matching/fixed", data=sent)
    twice = f"{one.id}-{people.expert_a.id}-{people.expert_a.id}-{people.reserve.id}"

    answer = head.post("/matching/invitations", data={**plan_of(page), "chosen": [twice]})

    assert [answer.status_code, plan_of(answer)["fixed"]] == [409, plan_of(page)["fixed"]]


@pytest.mark.parametrize("address", ["/matching/what-if", "/matching/fixed"])
@pytest.mark.parametrize("case", ["999999", "kert", ""])
def test_a_case_that_waits_no_more_is_told_with_the_plan_as_it_stands(people, sign_in, address, case):
    (waits,) = waiting(people, "Kertek köre")
    head = sign_in(people.head)

    answer = head.post(address, data=plan_of(head.get("/matching"), case=case))

    assert [answer.status_code, list(offered(answer))] == [409, [waits.id]]
    assert "Ez az ügy már nem vár szakértőkre." in answer.text
