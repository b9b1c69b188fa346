"""An invitation: what an expert reads before the declarations, accepting, declining."""

import pytest

from models.db import db
from models.states import AssignmentState, CaseState
from tests import stages
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true"}
BOTH = {"conflict_of_interest": "y", "confidentiality": "y"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def invited(people):
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=people, title="Kertek alatt", E1="Titkos helyzetleírás " * 20)
    db.session.commit()
    return case


@pytest.fixture
def assignment(people, invited):
    return stages.assignment_of(invited, people.expert_a)


def test_the_invitation_names_the_programme_and_does_not_open_it(people, assignment, sign_in):
    page = sign_in(people.expert_a.user).get(f"/assignments/{assignment.id}")

    told = [said in page.text for said in ("Kertek alatt", "Zala", "2026. szeptember 18.", "KO1–KO8")]
    assert [page.status_code, told, "Titkos helyzetleírás" in page.text] == [200, [True] * 4, False]


def test_with_both_declarations_the_programme_opens(people, assignment, sign_in):
    expert = sign_in(people.expert_a.user)

    answer = expert.post(f"/assignments/{assignment.id}/acceptance", data=BOTH)

    db.session.refresh(assignment)
    address = f"/reviews/{assignment.review.id}"
    assert [answer.status_code, answer.headers["Location"], assignment.state] == [
        303,
        address,
        AssignmentState.ACCEPTED,
    ]
    assert "Titkos helyzetleírás" in expert.get(f"{address}/programme").text


def test_the_signed_words_carry_the_number_and_the_circumstance(people, assignment, sign_in):
    told = {**BOTH, "circumstance": "A településen dolgozom (KO9)."}

    sign_in(people.expert_a.user).post(f"/assignments/{assignment.id}/acceptance", data=told)

    db.session.refresh(assignment)
    signed = {row.kind: (row.text, row.circumstance) for row in assignment.declarations}
    assert signed == {
        "conflict_of_interest": (
            f"Kijelentem, hogy a(z) {assignment.case.number} számú ügyben velem szemben az eljárási szabályzat "
            "szerinti kizáró ok (KO1–KO8) nem áll fenn; az alábbi bejelentendő körülményről tudok: A településen "
            "dolgozom (KO9). Tudomásul veszem, hogy később felmerülő okot haladéktalanul be kell jelentenem.",
            "A településen dolgozom (KO9).",
        ),
        "confidentiality": (
            "Vállalom, hogy az ügyben megismert adatokat, értékeléseket és a tanácskozás tartalmát bizalmasan kezelem, "
            "a benyújtóval az ügyben nem lépek kapcsolatba, az anyagokat az ügy lezárása után törlöm.",
            "A településen dolgozom (KO9).",
        ),
    }


@pytest.mark.parametrize("kind", sorted(BOTH))
def test_one_declaration_is_not_enough_and_what_was_typed_is_kept(people, assignment, sign_in, kind):
    answer = sign_in(people.expert_a.user).post(
        f"/assignments/{assignment.id}/acceptance", data={kind: "y", "circumstance": "Ismerem a helyet."}
    )

    db.session.refresh(assignment)
    assert [answer.status_code, assignment.state] == [422, AssignmentState.INVITED]
    assert [answer.text.count("error-summary-title") >= 1, "Ismerem a helyet." in answer.text] == [True, True]


def test_htmx_is_sent_on_to_the_review(people, assignment, sign_in):
    answer = sign_in(people.expert_a.user).post(f"/assignments/{assignment.id}/acceptance", data=BOTH, headers=HTMX)

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [204, f"/reviews/{assignment.review.id}"]


def test_a_conflict_is_declined_with_its_ground_and_the_reserve_steps_in(people, assignment, sign_in, mails):
    before = len(mails())
    data = {"code": "conflict", "ground": "KO4", "reason": "A vezető a testvérem."}

    answer = sign_in(people.expert_a.user).post(f"/assignments/{assignment.id}/refusal", data=data, headers=HTMX)

    db.session.refresh(assignment)
    reserve = stages.assignment_of(assignment.case, people.reserve)
    assert [answer.status_code, assignment.state, assignment.reason] == [
        200,
        AssignmentState.CONFLICTED,
        "KO4: A vezető a testvérem.",
    ]
    assert reserve.state == AssignmentState.INVITED
    assert {address for address, _ in mails()[before:]} == {people.head.email, people.reserve.user.email}


def test_a_conflict_without_its_ground_is_asked_again(people, assignment, sign_in):
    data = {"code": "conflict", "reason": "Ismerem őket."}

    answer = sign_in(people.expert_a.user).post(f"/assignments/{assignment.id}/refusal", data=data)

    db.session.refresh(assignment)
    assert [answer.status_code, assignment.state, "Ismerem őket." in answer.text] == [
        422,
        AssignmentState.INVITED,
        True,
    ]


def test_an_answer_after_the_answer_comes_too_late(people, assignment, sign_in):
    stages.accept_invitation(assignment.case, people.expert_a)
    db.session.commit()

    answer = sign_in(people.expert_a.user).post(f"/assignments/{assignment.id}/acceptance", data=BOTH)

    assert answer.status_code == 409


def test_an_invitation_is_nobody_elses(people, assignment, sign_in):
    others = (people.expert_b.user, people.reserve.user, people.head, people.representative, people.administrator)

    assert [sign_in(person).get(f"/assignments/{assignment.id}").status_code for person in others] == [404] * 5
    assert [
        sign_in(person).post(f"/assignments/{assignment.id}/acceptance", data=BOTH).status_code for person in others
    ] == [404] * 5


def test_the_reserve_does_not_know_of_the_case(people, invited, sign_in):
    standby = stages.assignment_of(invited, people.reserve)

    assert sign_in(people.reserve.user).get(f"/assignments/{standby.id}").status_code == 404
