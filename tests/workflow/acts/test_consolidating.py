"""The consolidated assessment and the applicant's remarks."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
import time_machine

from models.states import CaseState, DeadlineState, Outcome
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import consolidating
from workflow.acts.papers import composed
from workflow.clock import now
from workflow.events import AssessmentSent, RemarksReceived
from workflow.parties import SYSTEM
from workflow.permissions import may_read_opinions, may_see_document, may_see_experts

S = CaseState


def about(case, by) -> dict:
    return {"case_id": case.id, "by_id": by, "title": case.title, "case_number": case.number}


def test_the_sums_are_frozen_exactly_when_the_assessment_is_sent(cast: Cast) -> None:
    case = a_case(S.CONSOLIDATION, cast=cast)

    event = stages.send_assessment(case, cast)

    assert event == AssessmentSent(
        **about(case, cast.officer.id), document_id=case.documents[-1].id, due_on="2026-09-22"
    )
    assessment = case.assessments[-1]
    assert (assessment.result, assessment.figures["total"], assessment.figures["core"]) == ("R2", "143/2", "7/2")
    assert assessment.figures["means"]["K2"] == "7/2"
    assert (assessment.version_id, assessment.sent_at) == (case.version_id, now())
    assert (case.state, case.deadline("H12").due_on) == (S.WAITING_FOR_APPLICANTS_REMARKS, date(2026, 9, 22))


def test_the_clock_of_the_ninety_days_stands_still_while_the_applicant_may_remark(cast: Cast) -> None:
    case = a_case(S.WAITING_FOR_APPLICANTS_REMARKS, cast=cast)
    h33 = case.deadline("H33")
    assert h33.state == DeadlineState.STOPPED

    with time_machine.travel(now() + timedelta(days=4), tick=False):
        stages.waive_remarks(case, cast)

    assert (h33.state, h33.stopped_days) == (DeadlineState.RUNNING, 4)
    assert h33.due_on == h33.starts_on + timedelta(days=94) == date(2026, 12, 10)


def test_where_the_control_review_was_needed_the_two_closest_are_retained(cast: Cast) -> None:
    case = a_case(S.UNDER_THIRD_REVIEW, cast=cast)
    stages.close_control(case, cast)

    stages.send_assessment(case, cast)

    figures = case.assessments[-1].figures
    assert (figures["totals"], figures["divergence"], figures["retained"]) == ([84, 58, 78], ["ELT1", "ELT2"], [0, 2])
    assert (Fraction(figures["total"]), case.assessments[-1].result) == (Fraction(81), "R1")
    assert [(o["letter"], o["retained"]) for o in case.assessments[-1].opinions] == [
        ("A", True),
        ("B", False),
        ("C", True),
    ]


def test_where_only_a_core_criterion_differed_all_three_are_retained(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.close(case, cast.expert_a, "514444444")
    stages.close(case, cast.expert_b, "544444444")
    stages.call_control(case, cast)
    stages.accept_control(case, cast)
    stages.close(case, cast.control, "534444444")

    stages.send_assessment(case, cast)

    assert case.assessments[-1].figures["divergence"] == ["ELT3"]
    assert case.assessments[-1].figures["retained"] == [0, 1, 2]
    assert case.assessments[-1].result == "R3"  # the mean of K2 is 8/3


def test_large_differences_that_call_for_nobody_are_listed(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.close(case, cast.expert_a, "444444454")
    stages.close(case, cast.expert_b, "444444424")
    stages.send_assessment(case, cast)

    assert case.assessments[-1].figures["large_differences"] == ["K8"]
    words = {locale: str(composed(case.documents[-1], locale)) for locale in ("hu", "en")}
    assert "K8 Átadhatóság: A 5, B 2 – A és B között 3 fokozat az eltérés." in words["hu"]
    assert "K8 Transferability: A 5, B 2 – A and B are 3 grades apart." in words["en"]


def test_the_letter_tells_every_opinion_whole_and_why_one_does_not_count(cast: Cast) -> None:
    case = a_case(S.UNDER_THIRD_REVIEW, cast=cast)
    stages.close_control(case, cast)
    stages.send_assessment(case, cast)

    told = composed(case.documents[-1], "hu")
    rows = told["annex"]["rows"]

    assert [len(rows), [row[1] for row in rows[9:]]] == [
        12,
        ["A – összegzés", "B (nem számít bele) – összegzés", "C – összegzés"],
    ]
    assert ["B (nem számít bele): 3 – megfelelő" in rows[0][3], stages.LONG.strip() in rows[0][3]] == [True, True]
    assert ["Javaslat: " in rows[9][3], "Erősségek: Erős." in rows[9][3]] == [True, True]
    assert "A két legközelebbi értékelés számít: A és C, 6 pont a különbségük." in str(told["paragraphs"])


def test_the_applicant_reads_the_opinions_without_a_name(cast: Cast) -> None:
    case = a_case(S.CONSOLIDATION, cast=cast)
    assert not may_read_opinions(cast.representative, case)
    stages.send_assessment(case, cast)

    letter = case.documents[-1]
    everything = str(case.assessments[-1].opinions) + str(letter.facts) + str(composed(letter, "hu"))
    for expert in cast.experts:
        assert expert.user.given_name not in everything
        assert expert.user.email not in everything
    assert may_read_opinions(cast.representative, case)
    assert may_read_opinions(cast.staff, case)
    assert not may_see_experts(cast.representative, case)


def test_the_applicant_sees_in_the_register_only_the_own_papers_and_letters(cast: Cast) -> None:
    case = a_case(S.ACCREDITED_WITH_CONDITIONS, cast=cast)

    seen = [document.kind for document in case.documents if may_see_document(cast.representative, document)]

    hidden = {document.kind for document in case.documents} - set(seen)
    assert seen == ["application", "acceptance", "assessment", "remarks", "decision"]
    assert hidden == {"expert_request", "declarations", "reviews", "agenda_paper", "certificate"}


@pytest.mark.parametrize(
    ("strengths", "weaknesses", "code"),
    [("rövid", "A nyilvánosság gyenge.", "strengths_missing"), ("A részvétel erős benne.", "", "weaknesses_missing")],
)
def test_the_office_sums_up_strengths_and_weaknesses(cast: Cast, refused, strengths, weaknesses, code) -> None:
    case = a_case(S.CONSOLIDATION, cast=cast)

    with refused(code):
        consolidating.send_assessment(case, by=cast.officer, strengths=strengths, weaknesses=weaknesses)

    assert case.assessments == []


def test_no_assessment_is_sent_before_every_review_is_closed(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)

    with refused("reviews_open"):
        stages.send_assessment(case, cast)


# Remarks


def test_remarks_of_5000_characters_are_taken_and_5001_are_not(cast: Cast, refused) -> None:
    case = a_case(S.WAITING_FOR_APPLICANTS_REMARKS, cast=cast)

    with refused("remarks_too_long", field="remarks"):
        consolidating.close_remarks(case, by=cast.representative, remarks="á" * 5001)
    event = consolidating.close_remarks(case, by=cast.representative, remarks="á" * 5000)

    assert event == RemarksReceived(**about(case, cast.representative.id), how="remarks")
    assert (case.remarks[-1].text, case.remarks[-1].waived) == ("á" * 5000, False)
    assert case.documents[-1].kind == "remarks"


def test_the_representative_may_waive_the_remarks_in_words_or_not_at_all(cast: Cast, refused) -> None:
    case = a_case(S.WAITING_FOR_APPLICANTS_REMARKS, cast=cast)

    with refused("remarks_missing", field="remarks"):
        consolidating.close_remarks(case, by=cast.representative, remarks="  ")
    event = consolidating.close_remarks(case, by=cast.representative, waived=True)

    assert event.how == "waived"
    assert (case.remarks[-1].text, case.remarks[-1].waived) == ("", True)


def test_after_the_last_day_the_case_goes_on_by_itself_and_not_before(cast: Cast, refused) -> None:
    case = a_case(S.WAITING_FOR_APPLICANTS_REMARKS, cast=cast)

    with time_machine.travel(now() + timedelta(days=7), tick=False), refused("remarks_not_late"):
        consolidating.close_remarks(case, by=SYSTEM)
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        with refused("remarks_late"):
            consolidating.close_remarks(case, by=cast.representative, remarks="Elkéstünk.")
        event = consolidating.close_remarks(case, by=SYSTEM)

    assert event == RemarksReceived(**about(case, None), how="none")
    assert (case.state, case.remarks[-1].waived, case.deadline("H12").state) == (
        S.WAITING_FOR_A_MEETING,
        True,
        DeadlineState.MISSED,
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_letter_says_the_rule_result_in_both_languages(cast: Cast, outcome: Outcome) -> None:
    case = a_case(S.WAITING_FOR_APPLICANTS_REMARKS, cast=cast, outcome=outcome)

    words = {locale: str(composed(case.documents[-1], locale)) for locale in ("hu", "en")}

    said = {
        Outcome.ACCREDITED: ("akkreditálásra javasolt", "recommended for accreditation"),
        Outcome.ACCREDITED_WITH_CONDITIONS: ("feltételekkel akkreditálásra javasolt", "recommended with conditions"),
        Outcome.RETURNED_FOR_REVISION: ("átdolgozásra javasolt", "recommended for revision"),
        Outcome.REFUSED: ("elutasításra javasolt", "recommended for refusal"),
    }[outcome]
    assert (said[0] in words["hu"], said[1] in words["en"]) == (True, True)
