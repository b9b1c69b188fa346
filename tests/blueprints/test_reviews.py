"""The expert's workspace: what it shows and to whom, half a sheet, closing, two windows, questions to the applicant."""

import re

import pytest

from models.db import db
from models.states import CaseState, Outcome
from tests import stages
from tests.factories import a_case, the_people
from workflow.acts import inviting, reviewing
from workflow.clock import now
from workflow.declarations import declared
from workflow.rubric import CRITERIA

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true"}
LONG = "A programleírás E1 pontja és a jelenléti ívek szerint a lakosok minden szakaszban részt vettek a munkában. "
QUESTION = "Hányan vettek részt az alkalmakon?"


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


@pytest.fixture
def author(people, sign_in):
    return sign_in(people.expert_a.user)


def a_sheet(grades="443344343", **more):
    """A sheet that may be closed."""
    sheet = {
        "recommendation": "accredited_with_conditions",
        "strengths": "Erős.",
        "to_improve": "Van mit.",
        "edit": "1",
        "conflict_of_interest": "y",
    }
    for criterion, grade in zip(CRITERIA, grades, strict=True):
        sheet[f"{criterion.code}_score"] = grade if grade != "-" else ""
        sheet[f"{criterion.code}_reason"] = f"{criterion.code}: {LONG}"
        sheet[f"{criterion.code}_evidence"] = "E1, M4"
    return {**sheet, **more}


def kept(review):
    db.session.refresh(review)
    return [review.grades, review.recommendation, review.is_closed]


def test_the_programme_stands_beside_the_sheet(author, review, case):
    page = author.get(f"/reviews/{review.id}")
    programme = f"/reviews/{review.id}/programme"
    by_itself, beside = author.get(programme), author.get(programme, headers=HTMX)

    sentences = [sentence.hu in page.text for criterion in CRITERIA for sentence in criterion.anchors]
    assert [page.status_code, sentences, "Kertek alatt" in page.text] == [200, [True] * 54, True]
    assert [f'hx-get="{programme}"' in page.text, f'href="{programme}"' in page.text] == [True, True]
    assert [f'id="version-{case.version_id}-answers"' in one.text for one in (by_itself, beside)] == [True, True]
    assert ["<html" in by_itself.text, "<html" in beside.text] == [True, False]
    kept = 'id="K1_score-none" name="K1_score" value="" checked'
    assert [page.text.count('name="K1_score"'), kept in page.text] == [7, True]


def test_half_a_sheet_is_kept_and_empty_is_not_zero(author, review):
    half = {"edit": "1", "K1_score": "0", "K2_score": "", "K1_reason": "Még írom.", "recommendation": ""}

    answer = author.post(f"/reviews/{review.id}", data=half)

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/reviews/{review.id}#sheet"]
    assert kept(review) == [[0, None, None, None, None, None, None, None, None], None, False]
    assert "Még írom." in author.get(f"/reviews/{review.id}").text


def test_htmx_gets_the_sum_and_the_time_of_saving(author, review):
    answer = author.post(f"/reviews/{review.id}", data=a_sheet("44-------"), headers=HTMX)

    text = re.sub(r"<[^>]+>|\s+", " ", answer.text)
    assert [
        answer.status_code,
        answer.text.lstrip().startswith(f'<div class="standing" id="review-{review.id}-standing">'),
    ] == [200, True]
    assert [said in " ".join(text.split()) for said in ("24", "10:00")] == [True, True]
    assert 'name="edit" value="2"' in answer.text


@pytest.mark.parametrize("score", ["6", "-1", "2.5", "x"])
def test_a_score_outside_the_scale_is_never_kept(author, review, score):
    answer = author.post(f"/reviews/{review.id}", data=a_sheet(K1_score=score))

    assert [answer.status_code, kept(review)] == [422, [[None] * 9, None, False]]
    assert "K2: A programleírás" in answer.text


def test_a_complete_sheet_is_kept_and_closed_at_once(author, review):
    answer = author.post(f"/reviews/{review.id}/closing", data=a_sheet())

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/reviews/{review.id}"]
    assert kept(review) == [[4, 4, 3, 3, 4, 4, 3, 4, 3], Outcome.ACCREDITED_WITH_CONDITIONS, True]


def test_on_closing_the_conflict_declaration_is_signed_again_and_kept_word_for_word(author, review, case, tuesday):
    tuesday.shift(3 * 24 * 3600)
    sheet = a_sheet(circumstance="A szomszéd településen élek.")

    unsigned = author.post(f"/reviews/{review.id}/closing", data={**sheet, "conflict_of_interest": ""})
    assert [unsigned.status_code, kept(review)[2], 'href="#conflict_of_interest"' in unsigned.text] == [
        422,
        False,
        True,
    ]
    author.post(f"/reviews/{review.id}/closing", data={**sheet, "edit": "2"})

    signed = review.assignment.declarations[-1]
    assert [signed.kind, signed.circumstance, signed.version_number, signed.signed_at] == [
        "conflict_of_interest_at_closing",
        "A szomszéd településen élek.",
        case.version.number,
        now(),
    ]
    assert signed.text == declared(case.number, signed.circumstance)["conflict_of_interest"].hu
    assert f"<q>{signed.text}</q>" in author.get(f"/reviews/{review.id}").text


def test_htmx_is_sent_to_the_closed_review(author, review):
    answer = author.post(f"/reviews/{review.id}/closing", data=a_sheet(), headers=HTMX)

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [204, f"/reviews/{review.id}"]


def test_the_last_review_to_be_closed_brings_the_case_to_consolidation(author, review, people, case, sign_in):
    author.post(f"/reviews/{review.id}/closing", data=a_sheet())
    other = stages.assignment_of(case, people.expert_b).review

    sign_in(people.expert_b.user).post(f"/reviews/{other.id}/closing", data=a_sheet("434334344"))

    db.session.refresh(case)
    assert case.state == CaseState.CONSOLIDATION


def test_what_keeps_it_from_closing_is_told_at_the_field_and_everything_is_kept(author, review):
    sheet = a_sheet("2-3344343", K3_reason="Rövid.", K4_evidence="")

    answer = author.post(f"/reviews/{review.id}/closing", data=sheet)

    assert kept(review) == [[2, None, 3, 3, 4, 4, 3, 4, 3], Outcome.ACCREDITED_WITH_CONDITIONS, False]
    told = [
        "K1: írja le, mit kellene tenni.",
        "K2: adjon pontot 0 és 5 között.",
        "K3: az indokolás legalább 100 karakter legyen, most 6.",
        "K4: írja be a bizonyíték helyét.",
    ]
    assert [answer.status_code, [answer.text.count(said) for said in told]] == [422, [2, 2, 2, 2]]
    assert 'name="edit" value="2"' in answer.text


def test_a_recommendation_that_differs_from_the_score_is_explained(author, review):
    answer = author.post(f"/reviews/{review.id}/closing", data=a_sheet(recommendation="refused"))

    assert [answer.status_code, kept(review)[2], "A javaslat eltér a pontszámtól (72 pont)" in answer.text] == [
        422,
        False,
        True,
    ]


def test_a_second_window_does_not_overwrite_the_first_and_sees_both_texts(author, review):
    author.post(f"/reviews/{review.id}", data=a_sheet(K1_reason="Az első ablak szövege."))

    answer = author.post(f"/reviews/{review.id}", data=a_sheet("5--------", K1_reason="A második ablak szövege."))

    both = [said in answer.text for said in ("Az első ablak szövege.", "A második ablak szövege.")]
    assert [answer.status_code, both, kept(review)[0][0]] == [409, [True, True], 4]
    edit = re.search(r'name="edit" value="(\d+)"', answer.text).group(1)
    again = author.post(f"/reviews/{review.id}", data=a_sheet("5--------", edit=edit))
    assert [again.status_code, kept(review)[0][0]] == [303, 5]


def test_a_second_window_that_saves_by_itself_stays_behind(author, review):
    author.post(f"/reviews/{review.id}", data=a_sheet())

    late = [author.post(f"/reviews/{review.id}", data=a_sheet("5--------"), headers=HTMX) for _ in range(2)]

    assert [[answer.status_code for answer in late], kept(review)[0][0]] == [[409, 409], 4]


def test_a_closed_review_is_read_only(author, review):
    author.post(f"/reviews/{review.id}/closing", data=a_sheet())

    late = author.post(f"/reviews/{review.id}", data=a_sheet("111111111", edit=str(review.edit)))

    assert [late.status_code, kept(review)[0], "<textarea" in author.get(f"/reviews/{review.id}").text] == [
        409,
        [4, 4, 3, 3, 4, 4, 3, 4, 3],
        False,
    ]


def test_an_expert_learns_nothing_of_the_other(author, review, people, case):
    name = "Csillagszemű Barnabás"
    people.expert_b.user.family_name, people.expert_b.user.given_name = name.split()
    other = stages.assignment_of(case, people.expert_b).review
    stages.write(other, "555555555")
    for row in other.scores:
        row.reason = "ZEBRA-INDOKOLÁS " * 10
    words = stages.SIGNED["conflict_of_interest"]
    reviewing.close_review(other, by=people.expert_b.user, declaration=words)
    db.session.commit()

    pages = [
        author.get(address)
        for address in (
            f"/reviews/{review.id}",
            f"/assignments/{review.assignment_id}",
            f"/reviews/{other.id}",
            f"/assignments/{other.assignment_id}",
            f"/cases/{case.id}",
            f"/cases/{case.id}/assessment",
            f"/cases/{case.id}/experts",
        )
    ]

    told = [word in page.text for page in pages for word in ("Csillagszemű", "Barnabás", "ZEBRA")]
    assert [[page.status_code for page in pages], any(told)] == [[200, 200, 404, 404, 404, 404, 404], False]


def test_after_the_assessment_was_sent_its_author_reads_all_opinions_without_names(author, review, people, case):
    stages.review(case, people)
    db.session.commit()
    before = author.get(f"/reviews/{review.id}").text
    stages.send_assessment(case, people)
    db.session.commit()

    after = author.get(f"/reviews/{review.id}").text

    shown = [f'id="case-{case.id}-opinions"' in page for page in (before, after)]
    assert [shown, people.expert_b.user.display_name in after] == [[False, True], False]


def test_the_head_of_office_reads_and_does_not_write(people, review, sign_in):
    head = sign_in(people.head)

    assert [head.get(f"/reviews/{review.id}").status_code, "<textarea" in head.get(f"/reviews/{review.id}").text] == [
        200,
        False,
    ]
    assert [head.post(f"/reviews/{review.id}{act}", data=a_sheet()).status_code for act in ("", "/closing")] == [
        403,
        403,
    ]


def test_a_review_is_nobody_elses(people, review, sign_in):
    others = (
        people.officer,
        people.representative,
        people.stranger,
        people.administrator,
        people.expert_b.user,
        people.chair,
    )

    assert [sign_in(person).get(f"/reviews/{review.id}").status_code for person in others] == [404] * 6
    assert [sign_in(person).post(f"/reviews/{review.id}", data=a_sheet()).status_code for person in others] == [404] * 6


def test_whoever_has_accepted_reads_and_writes_before_the_other_expert_accepts(people, sign_in):
    case = a_case(CaseState.EXPERTS_BEING_INVITED, cast=people)
    stages.accept_invitation(case, people.expert_a)
    db.session.commit()
    review = stages.assignment_of(case, people.expert_a).review
    author = sign_in(people.expert_a.user)

    page = author.get(f"/reviews/{review.id}")

    assert [
        page.status_code,
        'name="K1_score"' in page.text,
        f'id="version-{case.version_id}-answers"' in author.get(f"/reviews/{review.id}/programme").text,
    ] == [200, True, True]
    assert author.post(f"/reviews/{review.id}", data=a_sheet()).status_code == 303


def test_while_the_other_expert_is_replaced_one_goes_on_writing(people, case, sign_in):
    late, staying = (stages.assignment_of(case, expert) for expert in (people.expert_a, people.expert_b))
    inviting.release_expert(case, by=people.head, assignment=late, reason_code="conflict", reason="Rokon (KO4).")
    db.session.commit()
    browser = sign_in(people.expert_b.user)

    page = browser.get(f"/reviews/{staying.review.id}").text
    saved = browser.post(f"/reviews/{staying.review.id}", data=a_sheet())
    relieved = sign_in(people.expert_a.user).post(f"/reviews/{late.review.id}", data=a_sheet())

    assert ['name="K1_score"' in page, saved.status_code, relieved.status_code] == [True, 303, 409]


def the_question(case):
    return stages.clarifications(case)[-1]


def test_a_question_goes_through_the_office_and_its_answer_to_both_experts(author, review, people, case, sign_in):
    author.post(f"/reviews/{review.id}/clarifications", data={"question": QUESTION})
    asked = the_question(case)
    officer, applicant = sign_in(people.officer), sign_in(people.staff)
    early = applicant.get(f"/clarifications/{asked.id}/answer")
    sent = officer.post(f"/clarifications/{asked.id}/sending", data={"question": QUESTION})
    answered = applicant.post(f"/clarifications/{asked.id}/answer", data={"answer": "Alkalmanként huszonketten."})

    assert [early.status_code, sent.status_code, answered.status_code] == [404, 303, 303]
    other = stages.assignment_of(case, people.expert_b).review
    pages = [author.get(f"/reviews/{review.id}").text, sign_in(people.expert_b.user).get(f"/reviews/{other.id}").text]
    assert ["Alkalmanként huszonketten." in page for page in pages] == [True, True]


def test_htmx_gets_the_questions_back(author, review):
    answer = author.post(f"/reviews/{review.id}/clarifications", data={"question": QUESTION}, headers=HTMX)

    root = f'<section class="clarifications" id="review-{review.id}-clarifications">'
    assert [answer.status_code, answer.text.lstrip().startswith(root), QUESTION in answer.text] == [200, True, True]


def test_a_question_that_the_office_has_not_sent_is_unknown_to_the_other_expert(author, review, people, case, sign_in):
    author.post(f"/reviews/{review.id}/clarifications", data={"question": QUESTION})
    other = stages.assignment_of(case, people.expert_b).review

    assert QUESTION not in sign_in(people.expert_b.user).get(f"/reviews/{other.id}").text


@pytest.mark.parametrize("text", ["", "Rövid?"])
def test_a_question_needs_words(author, review, case, text):
    answer = author.post(f"/reviews/{review.id}/clarifications", data={"question": text})

    assert [answer.status_code, stages.clarifications(case)] == [422, []]


def test_a_question_is_sent_once_and_answered_once(author, review, people, case, sign_in):
    author.post(f"/reviews/{review.id}/clarifications", data={"question": QUESTION})
    asked = the_question(case)
    officer, applicant = sign_in(people.officer), sign_in(people.representative)
    office, answer = f"/clarifications/{asked.id}/sending", f"/clarifications/{asked.id}/answer"

    first = [officer.post(office, data={"question": QUESTION}), applicant.post(answer, data={"answer": "Húszan."})]
    again = [officer.post(office, data={"question": QUESTION}), applicant.post(answer, data={"answer": "Mégsem."})]

    assert [[one.status_code for one in answers] for answers in (first, again)] == [[303, 303], [409, 409]]
    assert ["Mégsem." in again[1].text, the_question(case).answer] == [True, "Húszan."]


def test_questions_are_sent_by_the_office_and_answered_by_the_applicant_alone(author, review, people, case, sign_in):
    author.post(f"/reviews/{review.id}/clarifications", data={"question": QUESTION})
    asked = the_question(case)
    sign_in(people.officer).post(f"/clarifications/{asked.id}/sending", data={"question": QUESTION})

    answers = [
        [sign_in(person).get(f"/clarifications/{asked.id}/{act}").status_code for act in ("sending", "answer")]
        for person in (people.representative, people.president, people.stranger, people.expert_a.user)
    ]

    assert answers == [[403, 200], [403, 403], [404, 404], [404, 404]]
