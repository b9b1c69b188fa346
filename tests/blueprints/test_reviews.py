"""The expert's workspace: what it shows and to whom, half a sheet, closing, two windows, questions to the applicant."""

import gzip
import re
from datetime import timedelta

import pytest

from models.db import db
from models.states import CaseState, Outcome
from tests import stages
from tests.blueprints.counting import queries_of_post
from tests.criteria import CODES, CRITERIA
from tests.factories import a_case, the_people
from workflow.acts import releasing, reviewing
from workflow.clock import now, today
from workflow.declarations import declared

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
    }
    for criterion, grade in zip(CRITERIA, grades, strict=True):
        sheet[f"{criterion.code}_score"] = grade if grade != "-" else ""
        sheet[f"{criterion.code}_reason"] = f"{criterion.code}: {LONG}"
        sheet[f"{criterion.code}_evidence"] = "E1, M4"
    return {**sheet, **more}


def closes(browser, review, sheet=None, **signed):
    """Save the sheet and close it."""
    browser.post(f"/reviews/{review.id}", data=sheet or a_sheet())
    return browser.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y", **signed})


def kept(review):
    db.session.refresh(review)
    return [review.grades(CODES), review.recommendation, review.is_closed]


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
    half = {"K1_score": "0", "K2_score": "", "K1_reason": "Még írom.", "recommendation": ""}

    answer = author.post(f"/reviews/{review.id}", data=half)

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/reviews/{review.id}#sheet"]
    assert kept(review) == [[0, None, None, None, None, None, None, None, None], None, False]
    assert "Még írom." in author.get(f"/reviews/{review.id}").text


def a_part(code, score="", reason="", **more):
    return {f"{code}_score": score, f"{code}_reason": reason, f"{code}_evidence": "", f"{code}_to_raise": "", **more}


def test_one_criterion_is_saved_by_itself_with_the_time_the_sum_and_what_is_missing(author, review):
    author.post(f"/reviews/{review.id}", data=a_sheet("4--------"))

    answer = author.post(f"/reviews/{review.id}/parts/K2", data=a_part("K2", "4", **{"seen-K2": "1"}), headers=HTMX)

    text = " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
    assert [answer.status_code, len(gzip.compress(answer.data)) < 2048] == [200, True]
    assert text.startswith("Mentve 10:00 24 pont eddig Pontozott szempont: 2 / 9 Hiányzik: K2 K3 K4")
    assert 'data-seen="2"' in answer.text
    assert [f'href="#{code}-part"' in answer.text for code in ("K1", "K2", "K3", "recommendation")] == [
        False,
        True,
        True,
        False,
    ]
    assert kept(review)[0] == [4, 4, *[None] * 7]


def test_saving_one_criterion_asks_the_database_little(author, review):
    author.post(f"/reviews/{review.id}", data=a_sheet("4--------"))
    data = a_part("K2", "4", **{"seen-K2": "1"})

    assert queries_of_post(author, f"/reviews/{review.id}/parts/K2", data, HTMX) <= 6


@pytest.mark.parametrize("score", ["6", "-1", "2.5", "x"])
def test_a_wrong_score_is_not_saved_by_itself_either(author, review, score):
    answer = author.post(f"/reviews/{review.id}/parts/K1", data=a_part("K1", score), headers=HTMX)

    assert [answer.status_code, kept(review)[0][0]] == [422, None]


def test_an_unknown_part_of_the_sheet_is_not_there(author, review):
    assert author.post(f"/reviews/{review.id}/parts/K10", data={}).status_code == 404


@pytest.mark.parametrize("score", ["6", "-1", "2.5", "x"])
def test_a_score_outside_the_scale_is_never_kept(author, review, score):
    answer = author.post(f"/reviews/{review.id}", data=a_sheet(K1_score=score))

    assert [answer.status_code, kept(review)] == [422, [[None] * 9, None, False]]
    assert "K2: A programleírás" in answer.text


def test_a_complete_sheet_is_kept_and_closed_at_once(author, review):
    answer = closes(author, review)

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/reviews/{review.id}"]
    assert kept(review) == [[4, 4, 3, 3, 4, 4, 3, 4, 3], Outcome.ACCREDITED_WITH_CONDITIONS, True]


def test_on_closing_the_conflict_declaration_is_signed_again_and_kept_word_for_word(author, review, case, tuesday):
    tuesday.shift(3 * 24 * 3600)
    circumstance = "A szomszéd településen élek."

    unsigned = closes(author, review, conflict_of_interest="", circumstance=circumstance)
    assert [unsigned.status_code, kept(review)[2], 'href="#conflict_of_interest"' in unsigned.text] == [
        422,
        False,
        True,
    ]
    assert circumstance in unsigned.text
    closes(author, review, circumstance=circumstance)

    signed = review.assignment.declarations[-1]
    assert [signed.kind, signed.circumstance, signed.version_number, signed.signed_at] == [
        "conflict_of_interest_at_closing",
        circumstance,
        case.version.number,
        now(),
    ]
    assert signed.text == declared(case.number, signed.circumstance)["conflict_of_interest"].hu
    assert f"<q>{signed.text}</q>" in author.get(f"/reviews/{review.id}").text


def test_htmx_is_sent_to_the_closed_review(author, review):
    author.post(f"/reviews/{review.id}", data=a_sheet())
    answer = author.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"}, headers=HTMX)

    assert [answer.status_code, answer.headers["HX-Redirect"]] == [204, f"/reviews/{review.id}"]


def test_the_last_review_to_be_closed_brings_the_case_to_consolidation(author, review, people, case, sign_in):
    closes(author, review)
    other = stages.assignment_of(case, people.expert_b).review

    closes(sign_in(people.expert_b.user), other, a_sheet("434334344"))

    db.session.refresh(case)
    assert case.state == CaseState.CONSOLIDATION


def test_what_keeps_it_from_closing_is_told_with_its_place_and_everything_is_kept(author, review):
    sheet = a_sheet("2-3344343", K3_reason="Rövid.", K4_evidence="")

    author.post(f"/reviews/{review.id}", data=sheet)
    page = author.get(f"/reviews/{review.id}/check")
    answer = author.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"})

    assert kept(review) == [[2, None, 3, 3, 4, 4, 3, 4, 3], Outcome.ACCREDITED_WITH_CONDITIONS, False]
    told = {
        "K1_to_raise": "K1: írja le, mit kellene tenni.",
        "K2-part": "K2: adjon pontot 0 és 5 között.",
        "K3_reason": "K3: az indokolás legalább 100 karakter legyen, most 6.",
        "K4_evidence": "K4: írja be a bizonyíték helyét.",
    }
    links = [f'<a href="/reviews/{review.id}#{place}">{said}</a>' for place, said in told.items()]
    sheet = author.get(f"/reviews/{review.id}").text
    assert [page.status_code, answer.status_code, "Az értékelés lezárása" in page.text] == [200, 422, False]
    assert [[link in one.text for link in links] for one in (page, answer)] == [[True] * 4] * 2
    assert [f'id="{place}"' in sheet for place in told] == [True] * 4


def test_the_button_leads_to_the_check_or_to_the_next_criterion(author, review):
    leads = [
        author.post(f"/reviews/{review.id}", data={**a_sheet("4--------"), "next": place}).headers["Location"]
        for place in ("check", "K2", "https://elsewhere.example")
    ]

    assert leads == [f"/reviews/{review.id}/check", f"/reviews/{review.id}#K2-part", f"/reviews/{review.id}#sheet"]


def test_a_recommendation_that_differs_from_the_score_is_explained(author, review):
    answer = closes(author, review, a_sheet(recommendation="refused"))

    assert [answer.status_code, kept(review)[2], "A javaslat eltér a pontszámtól (72 pont)" in answer.text] == [
        422,
        False,
        True,
    ]


def test_a_second_window_does_not_overwrite_the_first_and_sees_both_texts(author, review):
    author.post(f"/reviews/{review.id}", data=a_sheet(K1_reason="Az első ablak szövege.", window="one"))
    second = a_sheet("5--------", K1_reason="A második ablak szövege.", window="two")
    second |= {f"seen-{part}": "1" for part in reviewing.parts_of(review) if part != "K1"}

    answer = author.post(f"/reviews/{review.id}", data=second)

    both = [said in answer.text for said in ("Az első ablak szövege.", "A második ablak szövege.")]
    assert [answer.status_code, both, kept(review)[0][0]] == [409, [True, True], 4]
    mine = author.post(f"/reviews/{review.id}", data={**second, "seen-K1": "1", "keep": "K1:mine"})
    assert [mine.status_code, kept(review)[0][0]] == [303, 5]
    theirs = author.post(
        f"/reviews/{review.id}", data={**second, "K1_reason": "Harmadik.", "window": "three", "keep": "K1:theirs"}
    )
    assert [theirs.status_code, "A második ablak szövege." in theirs.text, "Harmadik." in theirs.text] == [
        200,
        True,
        False,
    ]


def test_a_second_window_that_saves_by_itself_is_shown_both(author, review):
    first = author.post(f"/reviews/{review.id}/parts/K1", data=a_part("K1", "4", "Az elsőé.", window="one"))
    second = a_part("K1", "5", "A másodiké.", window="two")

    late = author.post(f"/reviews/{review.id}/parts/K1", data=second, headers=HTMX)
    apart = author.post(f"/reviews/{review.id}/parts/K2", data=a_part("K2", "3", window="two"), headers=HTMX)

    assert [first.status_code, late.status_code, apart.status_code] == [200, 409, 200]
    assert [said in late.text for said in ("Az elsőé.", "A másodiké.", 'data-seen="1"', "másik ablakban")] == [True] * 4
    assert kept(review)[0][:2] == [4, 3]


def test_private_notes_are_read_by_their_author_alone(author, review, people, case, sign_in):
    author.post(f"/reviews/{review.id}/parts/notes", data={"notes": "TITKOS-JEGYZET"}, headers=HTMX)
    assert "TITKOS-JEGYZET" in author.get(f"/reviews/{review.id}").text
    closes(author, review, a_sheet(notes="TITKOS-JEGYZET", **{"seen-notes": "1"}))
    stages.close(case, people.expert_b, "434334344")
    stages.send_assessment(case, people)
    db.session.commit()

    assert "TITKOS-JEGYZET" in author.get(f"/reviews/{review.id}").text
    pages = [
        sign_in(person).get(address)
        for person in (people.head, people.president, people.officer, people.representative, people.expert_b.user)
        for address in (f"/reviews/{review.id}", f"/cases/{case.id}", f"/cases/{case.id}/assessment")
    ]
    assert [page.status_code for page in pages].count(200) >= 8
    papers = str([document.facts for document in case.documents]) + str([row.opinions for row in case.assessments])
    assert not any("TITKOS" in text for text in (papers, *(page.text for page in pages)))


def test_after_the_appointment_has_ended_one_reads_and_is_told_why_nothing_is_closed(author, review, people):
    author.post(f"/reviews/{review.id}", data=a_sheet())
    people.expert_a.appointed_to = today() - timedelta(days=1)
    db.session.commit()

    page = author.get(f"/reviews/{review.id}")
    answer = author.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"})

    said = "Szakértői megbízása véget ért"
    assert [page.status_code, said in page.text, "K1: A programleírás" in page.text] == [200, True, True]
    assert [answer.status_code, said in answer.text, kept(review)[2]] == [409, True, False]


def test_a_closed_review_is_read_only(author, review):
    closes(author, review)

    late = author.post(f"/reviews/{review.id}", data=a_sheet("111111111"))
    by_itself = author.post(f"/reviews/{review.id}/parts/K1", data=a_part("K1", "1"), headers=HTMX)
    assert by_itself.status_code == 409

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
    assert [
        head.post(f"/reviews/{review.id}{act}", data=a_sheet()).status_code for act in ("", "/closing", "/parts/K1")
    ] == [
        403,
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
    releasing.release_expert(case, by=people.head, assignment=late, reason_code="conflict", reason="Rokon (KO4).")
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
