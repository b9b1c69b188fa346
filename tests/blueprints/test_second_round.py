"""After a revision: the same experts first; their scores are confirmed, given anew, or kept where nothing changed."""

from datetime import timedelta

import pytest

from models.db import db
from models.states import CaseState, Outcome
from tests import stages
from tests.factories import ACCEPTED_AGAIN, REVIEWED_AGAIN, play, the_people
from workflow.acts import reviewing
from workflow.clock import today
from workflow.refusals import Refused

pytestmark = pytest.mark.usefixtures("tuesday")
#: G3 was changed, which bears on these; the weak ones are named by tasks.
TOUCHED = {"K6", "K8"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def again(people):
    case = play(REVIEWED_AGAIN, cast=people, outcome=Outcome.RETURNED_FOR_REVISION)
    db.session.commit()
    return case


@pytest.fixture
def review(again, people):
    return stages.assignment_of(again, people.expert_a).review


def earlier(case, expert):
    return next(row.review for row in case.assignments if row.round == 1 and row.expert_id == expert.id)


def test_the_same_experts_are_proposed_first_and_asked_by_one_click(people, sign_in):
    case = play(ACCEPTED_AGAIN, cast=people, outcome=Outcome.RETURNED_FOR_REVISION)
    db.session.commit()
    head, address = sign_in(people.head), f"/cases/{case.id}/experts"
    pair = (people.expert_a, people.expert_b)

    assert case.title not in head.get("/matching").text
    page = head.get(address).text
    chosen = [f'<option selected value="{one.id}">' in page for one in pair]
    answer = head.post(address, data={"expert_a": pair[0].id, "expert_b": pair[1].id, "reserve": people.reserve.id})

    db.session.refresh(case)
    letters = [d.facts["told"]["again"] for d in case.documents if d.kind == "expert_request"]
    assert [chosen, answer.status_code, letters] == [[True, True], 303, [False, False, True, True]]
    invitation = stages.assignment_of(case, people.expert_a)
    said = sign_in(people.expert_a.user).get(f"/assignments/{invitation.id}").text
    assert "ott lesznek korábbi pontjai a változásokkal együtt" in said


def test_one_who_can_no_longer_be_asked_is_named_with_the_reason(people, sign_in):
    case = play(ACCEPTED_AGAIN, cast=people, outcome=Outcome.RETURNED_FOR_REVISION)
    people.expert_b.appointed_to = today() - timedelta(days=1)
    db.session.commit()

    page = sign_in(people.head).get(f"/cases/{case.id}/experts").text

    name = people.expert_b.user.display_name
    assert f"{name} most nem kérhető fel: Nincs hatályos megbízása." in " ".join(page.split())
    assert f'<option selected value="{people.expert_a.id}">' in page


def test_what_the_change_cannot_touch_keeps_its_score_and_the_rest_is_undecided(again, review, people):
    before = earlier(again, people.expert_a)
    tasks = {point.criterion for point in again.decision.points}
    kept = {row.criterion for row in review.scores if row.is_kept}

    assert kept == {row.criterion for row in review.scores} - TOUCHED - tasks
    assert [row.score for row in review.scores if not row.is_kept] == [None] * (9 - len(kept))
    assert {code: review.score(code).score for code in kept} == {code: before.score(code).score for code in kept}
    assert [row.reason for row in review.scores] == [row.reason for row in before.scores]


def test_a_digit_or_one_click_confirms_and_nothing_undecided_is_closed(again, review, people, sign_in):
    expert, address = sign_in(people.expert_a.user), f"/reviews/{review.id}"
    before = earlier(again, people.expert_a)
    grade = before.score("K6").score
    said = {"K8_score": "5", "K8_reason": stages.LONG, "K8_evidence": "G3", "window": "w", "turn": "1", "seen-K8": "0"}

    page = expert.get(address).text
    confirmed = expert.post(
        address, data={"confirm": "K6", "K6_reason": stages.LONG, "K6_evidence": "E1", "seen-K6": "0"}
    )
    anew = expert.post(f"{address}/parts/K8", data=said)
    check = expert.get(f"{address}/check").text
    closing = expert.post(f"{address}/closing", data={"conflict_of_interest": "y"})

    db.session.refresh(review)
    sheet = page[page.index('class="sheet-form"') :]
    assert sheet.index('name="enter"') < sheet.index('name="confirm"')  # Enter saves, and confirms nothing unseen
    assert [f"Megerősítem: {grade} pont marad" in page, "megtartva" in page] == [True, True]
    assert [confirmed.status_code, review.score("K6").score, review.score("K8").score] == [303, grade, 5]
    assert [anew.status_code, "újrapontozva" in anew.text] == [200, True]
    open_ones = [row.criterion for row in review.scores if row.is_undecided]
    assert [f"{code}: erősítse meg korábbi pontját" in check for code in open_ones] == [True] * len(open_ones)
    assert [closing.status_code, review.closed_at] == [422, None]


def test_the_change_stands_beside_its_criterion_with_the_answers_of_the_applicant(again, review, people, sign_in):
    expert = sign_in(people.expert_a.user)
    task = again.decision.points[0]

    sheet = expert.get(f"/reviews/{review.id}").text
    difference = expert.get(f"/reviews/{review.id}/differences/K6").text

    assert [task.answer in sheet, "G3 Módszertan" in sheet, "Átdolgozott" in difference] == [True, True, True]
    assert "Átdolgozott" not in expert.get(f"/reviews/{review.id}/differences/K1").text


def test_a_kept_score_is_opened_with_a_reason_and_cannot_be_written_before(again, review, people, sign_in):
    expert, address = sign_in(people.expert_a.user), f"/reviews/{review.id}/kept/K5"
    with pytest.raises(Refused, match="score_kept"):
        reviewing.write_review(review, by=people.expert_a.user, parts={"K5": reviewing.Judgement(5)})

    short = expert.post(address, data={"reason": "Csak."})
    opened = expert.post(address, data={"reason": "A két csoport azóta együtt működik."})

    db.session.refresh(review)
    row = review.score("K5")
    assert [short.status_code, "Csak.</textarea>" in short.text, opened.status_code] == [422, True, 303]
    assert [row.is_kept, row.is_undecided, row.reopened_why] == [False, True, "A két csoport azóta együtt működik."]


def test_the_first_review_stays_and_an_expert_who_is_new_begins_empty(again, people):
    first = [(row.criterion, row.score) for row in earlier(again, people.expert_a).scores]
    review = stages.assignment_of(again, people.expert_a).review
    stages.write(review, "544444444")

    assert [(row.criterion, row.score) for row in earlier(again, people.expert_a).scores] == first
    assert [len(first), [row.score for row in review.scores]] == [9, [5, *[4] * 8]]
    assert earlier(again, people.expert_a).closed_at is not None


def test_somebody_new_scores_from_the_beginning(people, sign_in):
    case = play(ACCEPTED_AGAIN, cast=people, outcome=Outcome.RETURNED_FOR_REVISION)
    stages.inviting.invite_experts(
        case, by=people.head, expert_a=people.expert_a, expert_b=people.reserve, reserve=people.expert_b
    )
    stages.accept_all(case, people)
    db.session.commit()
    new = stages.assignment_of(case, people.reserve).review

    page = sign_in(people.reserve.user).get(f"/reviews/{new.id}").text

    assert [case.state, new.scores, "megtartva" in page, "Korábbi pontja" in page] == [
        CaseState.UNDER_EXPERT_REVIEW,
        [],
        False,
        False,
    ]
