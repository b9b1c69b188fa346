"""The head of office chooses experts: who is offered, who is left out and why, what is answered."""

import pytest
from sqlalchemy import event

from models.db import db
from models.states import AssignmentState, CaseState
from tests import stages
from tests.factories import a_case, a_relation, an_expert, the_people
from workflow.queries.experts import candidates, suggestion

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def accepted(people):
    case = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=people)
    db.session.commit()
    return case


def chosen(people):
    return {"expert_a": people.expert_a.id, "expert_b": people.expert_b.id, "reserve": people.reserve.id}


def asked(case):
    db.session.refresh(case)
    return [(row.expert.user.display_name, row.part.value, row.state.value) for row in case.assignments]


def test_the_form_opens_with_three_whom_the_rules_let_stand(people, accepted, sign_in):
    page = sign_in(people.head).get(f"/cases/{accepted.id}/experts")

    trio = suggestion([one for one in candidates(accepted) if one.is_eligible], accepted)
    marked = [f'<option selected value="{one.expert.id}">' in page.text for one in trio]
    assert [page.status_code, marked] == [200, [True, True, True]]


def test_who_is_tied_to_the_applicant_is_not_offered_and_the_page_says_why(people, accepted, sign_in):
    a_relation(people.spare.user, people.organisation)
    db.session.commit()

    page = sign_in(people.head).get(f"/cases/{accepted.id}/experts").text

    offered, excluded = page.split(f'id="case-{accepted.id}-excluded"')
    assert [people.spare.user.display_name in offered, people.spare.user.display_name in excluded] == [False, True]
    assert "Kapcsolatban áll vagy állt ezzel a szervezettel: Minta Közösségekért Egyesület (fiktív)." in excluded


def test_the_head_of_office_invites_two_and_a_reserve(people, accepted, sign_in):
    answer = sign_in(people.head).post(f"/cases/{accepted.id}/experts", data=chosen(people))

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{accepted.id}"]
    assert asked(accepted) == [
        ("Szakértő Aranka", "reviewer", "invited"),
        ("Szakértő Barna", "reviewer", "invited"),
        ("Szakértő Cecília", "reserve", "standby"),
    ]


def test_htmx_gets_the_form_and_then_the_progress_of_the_case(people, accepted, sign_in):
    head = sign_in(people.head)

    form = head.get(f"/cases/{accepted.id}/experts", headers=HTMX)
    answer = head.post(f"/cases/{accepted.id}/experts", data=chosen(people), headers=HTMX)

    root = f'<section id="case-{accepted.id}-progress">'
    assert [form.text.lstrip().startswith(root), answer.text.lstrip().startswith(root)] == [True, True]
    assert [form.status_code, answer.status_code, accepted.state] == [200, 200, CaseState.EXPERTS_BEING_INVITED]


def test_the_same_expert_twice_is_refused_at_the_field_and_the_choice_is_kept(people, accepted, sign_in):
    same = {**chosen(people), "reserve": people.expert_a.id}

    answer = sign_in(people.head).post(f"/cases/{accepted.id}/experts", data=same)

    assert [answer.status_code, asked(accepted)] == [422, []]
    assert "Három különböző szakértőt válasszon." in answer.text
    assert answer.text.count(f'<option selected value="{people.expert_a.id}">') == 2


def test_an_excluded_expert_who_is_sent_all_the_same_is_refused_with_the_fact(people, accepted, sign_in):
    a_relation(people.reserve.user, people.organisation)
    db.session.commit()

    answer = sign_in(people.head).post(f"/cases/{accepted.id}/experts", data=chosen(people))

    assert [answer.status_code, asked(accepted)] == [422, []]


def test_too_late_is_told_with_the_choice_kept(people, accepted, sign_in):
    stages.invite(accepted, people)
    db.session.commit()
    head = sign_in(people.head)

    late = [head.get(f"/cases/{accepted.id}/experts"), head.post(f"/cases/{accepted.id}/experts", data=chosen(people))]

    assert [answer.status_code for answer in late] == [409, 409]
    assert all("Az ügy közben más állapotba került" in answer.text for answer in late)


@pytest.mark.parametrize("step", ["experts", "replacement-expert", "expert-release", "control-expert"])
def test_nobody_but_the_head_of_office_chooses_experts(people, accepted, sign_in, step):
    answers = [
        sign_in(person).get(f"/cases/{accepted.id}/{step}").status_code
        for person in (
            people.officer,
            people.representative,
            people.stranger,
            people.administrator,
            people.expert_a.user,
        )
    ]

    assert answers == [403, 403, 404, 404, 404]


def queries_of(client, address):
    asked_for = []

    def heard(*given):
        asked_for.append(given[2])

    event.listen(db.engine, "before_cursor_execute", heard)
    client.get(address)
    event.remove(db.engine, "before_cursor_execute", heard)
    return len(asked_for)


def test_the_list_asks_as_many_questions_for_thirty_experts_as_for_five(people, accepted, sign_in):
    head = sign_in(people.head)
    a_relation(people.spare.user, people.organisation)
    db.session.commit()
    few = queries_of(head, f"/cases/{accepted.id}/experts")
    for nth in range(30):
        a_relation(an_expert(f"További {nth}").user, people.organisation)
    db.session.commit()

    many = queries_of(head, f"/cases/{accepted.id}/experts")

    assert [many, few > 0] == [few, True]


def test_after_a_refusal_somebody_else_is_invited(people, sign_in):
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=people)
    for expert in (people.expert_b, people.reserve):
        declined = stages.assignment_of(case, expert)
        declined.state = AssignmentState.DECLINED
    db.session.commit()

    answer = sign_in(people.head).post(f"/cases/{case.id}/replacement-expert", data={"expert": people.spare.id})

    assert [answer.status_code, asked(case)[-1]] == [303, ("Szakértő Emma", "reviewer", "invited")]


def test_an_expert_with_a_conflict_is_relieved(people, sign_in):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    db.session.commit()
    data = {"assignment": stages.assignment_of(case, people.expert_b).id, "reason_code": "conflict", "reason": "Rokon."}
    head = sign_in(people.head)

    groundless = head.post(f"/cases/{case.id}/expert-release", data=data)
    answer = head.post(f"/cases/{case.id}/expert-release", data={**data, "ground": "KO4"})

    assert [groundless.status_code, "Válassza ki az összeférhetetlenség okát." in groundless.text] == [422, True]
    assert [answer.status_code, case.assignments[1].reason] == [303, "KO4: Rokon."]
    assert asked(case)[1:] == [("Szakértő Barna", "reviewer", "released"), ("Szakértő Cecília", "reviewer", "invited")]


def test_lateness_of_a_day_is_no_ground_to_relieve(people, sign_in):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    db.session.commit()
    data = {"assignment": stages.assignment_of(case, people.expert_b).id, "reason_code": "overdue", "reason": "Késik."}

    answer = sign_in(people.head).post(f"/cases/{case.id}/expert-release", data=data)

    assert [
        answer.status_code,
        "csak 5 munkanap után" in answer.text,
        ">Késik.</textarea>" in answer.text.replace("\r\n", ""),
    ] == [422, True, True]


@pytest.fixture
def diverging(people):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    stages.diverge(case, people)
    db.session.commit()
    return case


def test_the_totals_and_the_tests_that_were_met_are_told_in_words(people, diverging, sign_in):
    page = sign_in(people.head).get(f"/cases/{diverging.id}/control-expert").text

    told = ("84", "58", "A két összpontszám legalább 20 ponttal eltér.")
    assert [[said in page for said in told], "ELT" in page] == [[True] * 3, False]


def test_only_experts_of_a_third_county_can_control(people, diverging, sign_in):
    neighbour = an_expert("Szomszéd Szilárd", county=people.expert_a.county_code)
    db.session.commit()

    page = sign_in(people.head).get(f"/cases/{diverging.id}/control-expert").text

    offered, excluded = page.split(f'id="case-{diverging.id}-excluded"')
    name = neighbour.user.display_name
    assert [name in offered, name in excluded, people.control.user.display_name in offered] == [False, True, True]
    assert "A kontrollszakértő harmadik megyéből jöjjön." in excluded


def test_a_control_expert_is_called(people, diverging, sign_in):
    answer = sign_in(people.head).post(f"/cases/{diverging.id}/control-expert", data={"expert": people.control.id})

    assert [answer.status_code, asked(diverging)[-1]] == [303, ("Szakértő Dénes", "control", "invited")]


def test_no_control_expert_while_the_reviews_are_open(people, sign_in):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    db.session.commit()

    assert sign_in(people.head).get(f"/cases/{case.id}/control-expert").status_code == 409


def test_a_silent_control_expert_is_offered_alone_and_relieved(people, sign_in, tuesday):
    case = a_case(CaseState.UNDER_THIRD_REVIEW, cast=people)
    db.session.commit()
    tuesday.shift(30 * 24 * 3600)
    address = f"/cases/{case.id}/control-release"
    data = {"assignment": stages.assignment_of(case, people.control).id, "reason_code": "overdue", "reason": "Néma."}
    head = sign_in(people.head)

    linked, form = address in head.get(f"/cases/{case.id}").text, head.get(address).text
    answer = head.post(address, data=data)
    page = head.get(f"/cases/{case.id}").text

    assert [linked, form.count('name="assignment"'), answer.status_code] == [True, 1, 303]
    assert asked(case)[-1] == (people.control.user.display_name, "control", "released")
    assert [address in page, f"/cases/{case.id}/replacement-expert" in page] == [False, True]
