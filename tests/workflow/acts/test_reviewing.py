"""Writing and closing a review; questions to the applicant."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from models.case import Case
from models.db import db
from models.review import Review
from models.states import CaseState, DeadlineState, Outcome
from tests import stages
from tests.cast import Cast
from tests.criteria import CODES
from tests.factories import a_case
from workflow.acts import clarifying, reviewing
from workflow.acts.marking import Window, WrittenMeanwhile
from workflow.acts.reviewing import Judgement
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadlines import add_working_days
from workflow.engine import NotYours, is_possible
from workflow.events import (
    ClarificationAnswered,
    ClarificationAsked,
    ClarificationProposed,
    ConsolidationBegun,
    DivergenceFound,
    ReviewClosed,
    ReviewReopened,
)
from workflow.guards.sheet import gaps
from workflow.permissions import may_see_review
from workflow.queries.reviews import late_since
from workflow.transitions import TRANSITIONS

S = CaseState
QUESTION = "Hányan vettek részt az alkalmakon?"


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(S.UNDER_EXPERT_REVIEW, cast=cast)


@pytest.fixture
def review(case: Case, cast: Cast) -> Review:
    return stages.assignment_of(case, cast.expert_a).review


def about(case: Case, by: int | None) -> dict:
    return {"case_id": case.id, "by_id": by, "title": case.title, "case_number": case.number}


def closes(review: Review) -> list:
    words = stages.SIGNED["conflict_of_interest"]
    return reviewing.close_review(review, by=review.assignment.expert.user, declaration=words)


def test_half_a_review_is_kept_and_counts_for_nothing(cast: Cast, case: Case, review: Review) -> None:
    reviewing.write_review(
        review, by=cast.expert_a.user, parts={"K1": Judgement(4, "Jó.", "E1"), "K2": Judgement(None, "Még nem.")}
    )

    assert review.grades(CODES) == [4, *[None] * 8]
    assert review.score("K2").reason == "Még nem."
    assert not review.is_closed


def test_an_empty_score_is_no_zero(cast: Cast, review: Review, refused) -> None:
    stages.write(review, "444444444")
    reviewing.write_review(
        review,
        by=cast.expert_a.user,
        parts={"K5": Judgement(None, stages.LONG, "I1")},
    )

    with refused("score_missing", field="K5_score"):
        closes(review)


@pytest.mark.parametrize("score", [6, -1])
def test_a_score_lies_between_0_and_5(cast: Cast, review: Review, score: int) -> None:
    reviewing.write_review(review, by=cast.expert_a.user, parts={"K1": Judgement(score)})

    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize(
    ("judgement", "code", "field"),
    [
        (Judgement(4, "a" * 99, "E1"), "reason_short", "K3_reason"),
        (Judgement(4, " " * 60 + "a" * 60, "E1"), "reason_short", "K3_reason"),
        (Judgement(4, stages.LONG, "  "), "evidence_missing", "K3_evidence"),
        (Judgement(2, stages.LONG, "E1", ""), "to_raise_missing", "K3_to_raise"),
    ],
)
def test_every_score_needs_reason_evidence_and_a_low_one_what_would_raise_it(
    cast: Cast, review: Review, refused, judgement: Judgement, code: str, field: str
) -> None:
    stages.write(review, "444444444")
    reviewing.write_review(review, by=cast.expert_a.user, parts={"K3": judgement})

    with refused(code, field=field):
        closes(review)


def test_a_reason_of_exactly_100_characters_will_do_and_a_three_needs_no_more(cast: Cast, review: Review) -> None:
    stages.write(review, "444444444")
    reviewing.write_review(
        review,
        by=cast.expert_a.user,
        parts={"K3": Judgement(3, "á" * 100, "E1", "")},
    )

    assert gaps(review) == []


def test_the_recommendation_is_given_apart_from_the_scores_and_explained_if_it_differs(
    cast: Cast, review: Review, refused
) -> None:
    stages.write(review, "444444444")
    own = cast.expert_a.user

    reviewing.write_review(review, by=own, parts={"recommendation": None})
    with refused("recommendation_missing", field="recommendation"):
        closes(review)
    reviewing.write_review(review, by=own, parts={"recommendation": Outcome.REFUSED, "mismatch_reason": "á" * 99})
    with refused("mismatch_unexplained", field="mismatch_reason"):
        closes(review)
    reviewing.write_review(review, by=own, parts={"recommendation": Outcome.REFUSED, "mismatch_reason": "á" * 100})

    assert [type(event) for event in closes(review)] == [ReviewClosed]


def test_the_first_closed_review_starts_nothing(cast: Cast, case: Case, review: Review) -> None:
    stages.write(review, "444444444")

    events = closes(review)

    assert events == [ReviewClosed(**about(case, cast.expert_a.user_id), expert_id=cast.expert_a.user_id)]
    assert (case.state, review.closed_at) == (S.UNDER_EXPERT_REVIEW, now())
    h07 = {d.assignment_id: d.state for d in case.deadlines if d.code == "H07"}
    assert h07[review.assignment_id] == DeadlineState.MET
    assert sorted(h07.values()) == [DeadlineState.MET, DeadlineState.RUNNING]


def test_a_closed_review_is_read_only(cast: Cast, case: Case, review: Review, refused) -> None:
    stages.close(case, cast.expert_a, "444444444")

    with refused("wrong_state"):
        stages.write(review, "111111111")
    with refused("wrong_state"):
        closes(review)

    assert review.grades(CODES) == [4] * 9


def test_two_reviews_that_agree_go_on_to_consolidation(cast: Cast, case: Case) -> None:
    events = stages.review(case, cast)

    assert events[-1] == ConsolidationBegun(**about(case, None), due_on="2026-09-22")
    assert (case.state, case.deadline("H11").due_on) == (S.CONSOLIDATION, date(2026, 9, 22))
    assert [d.sender for d in case.documents[-2:]] == [
        cast.expert_a.user.display_name,
        cast.expert_b.user.display_name,
    ]


@pytest.mark.parametrize(
    ("a", "b", "codes"),
    [
        ("554444344", "333333332", ["ELT1", "ELT2"]),  # 84 and 58
        ("433333333", "332222333", ["ELT2"]),  # 63 and 52
        ("514444444", "544444444", ["ELT3"]),  # 74 and 83
        ("555555555", "444444444", ["ELT1"]),  # 100 and 80
    ],
)
def test_two_reviews_that_diverge_wait_for_a_control_expert(cast: Cast, case: Case, a: str, b: str, codes) -> None:
    stages.close(case, cast.expert_a, a)

    events = stages.close(case, cast.expert_b, b)

    assert events[-1] == DivergenceFound(**about(case, None), codes=codes, due_on="2026-09-18")
    assert case.state == S.UNDER_EXPERT_REVIEW
    assert case.deadline("H09").due_on == date(2026, 9, 18)


def test_two_reviews_that_both_fail_need_no_control_expert(cast: Cast, case: Case) -> None:
    stages.close(case, cast.expert_a, "222222222")

    stages.close(case, cast.expert_b, "101112111")

    assert case.state == S.CONSOLIDATION


def test_the_control_review_is_the_last(cast: Cast, case: Case, refused) -> None:
    stages.diverge(case, cast)
    stages.call_control(case, cast)
    stages.accept_control(case, cast)

    events = stages.close_control(case, cast)

    assert [type(event) for event in events] == [ReviewClosed, ConsolidationBegun]
    assert case.deadline("H10").state == DeadlineState.MET
    assert [d.sender for d in case.documents if d.kind == "reviews"] == [cast.control.user.display_name]


def test_two_windows_do_not_overwrite_each_other_and_different_parts_merge(cast: Cast, review: Review) -> None:
    one, other = Window("one", 1), Window("other", 1)
    own = cast.expert_a.user
    first = {"K1": Judgement(4, "Az egyik ablakban."), "strengths": "Erős."}
    reviewing.write_review(review, by=own, parts=first, seen={}, window=one)
    reviewing.write_review(review, by=own, parts={"K2": Judgement(3)}, seen={}, window=other)

    with pytest.raises(WrittenMeanwhile) as told:
        reviewing.write_review(review, by=own, parts={"K1": Judgement(1)}, seen={}, window=other)

    assert {part: found.value for part, found in told.value.others.items()} == {"K1": first["K1"]}
    assert (review.grades(CODES)[:2], review.strengths) == ([4, 3], "Erős.")
    reviewing.write_review(review, by=own, parts={"K1": Judgement(1)}, seen={"K1": 1}, window=other)
    assert review.grades(CODES)[0] == 1


def test_of_two_savings_of_one_window_that_cross_the_later_stays(cast: Cast, review: Review) -> None:
    for turn, score in ((1, 2), (3, 5), (2, 4)):
        reviewing.write_review(
            review, by=cast.expert_a.user, parts={"K1": Judgement(score)}, seen={}, window=Window("one", turn)
        )

    assert review.grades(CODES)[0] == 5


def test_after_the_appointment_has_ended_it_is_kept_but_not_closed(cast: Cast, review: Review, refused) -> None:
    stages.write(review, "444444444")
    cast.expert_a.appointed_to = today() - timedelta(days=1)

    with refused("appointment_ended"):
        closes(review)
    reviewing.write_review(review, by=cast.expert_a.user, parts={"notes": "Megvan."})

    assert (review.notes, may_see_review(cast.expert_a.user, review)) == ("Megvan.", True)
    cast.expert_a.appointed_to = today()
    assert [type(event) for event in closes(review)] == [ReviewClosed]


@pytest.mark.parametrize("part", ["expert_b", "reserve", "officer", "head", "president", "administrator", "staff"])
def test_nobody_writes_or_closes_another_s_review(cast: Cast, review: Review, part: str) -> None:
    with pytest.raises(NotYours):
        reviewing.write_review(review, by=cast.by_part[part], parts={"K1": Judgement(0)})
    with pytest.raises(NotYours):
        reviewing.close_review(review, by=cast.by_part[part], declaration=stages.SIGNED["conflict_of_interest"])


def test_an_open_review_is_read_by_its_author_the_head_of_office_and_the_president(cast: Cast, review: Review) -> None:
    readers = {part for part, person in cast.by_part.items() if may_see_review(person, review)}

    assert readers == {"expert_a", "head", "president"}


# Reopening, late reviews


REASON = "Elírt pontszám a második szempontnál."


def reopens(case: Case, cast: Cast, expert=None, reason: str = REASON) -> list:
    assignment = stages.assignment_of(case, expert or cast.expert_a)
    return reviewing.reopen_review(case, by=cast.head, assignment=assignment, reason=reason)


def test_before_the_consolidation_a_closed_review_is_reopened_with_a_reason_and_closed_again(
    cast: Cast, case: Case, review: Review
) -> None:
    stages.close(case, cast.expert_a, "414444444")
    closed_at, signed = review.closed_at, review.assignment.declarations[-1].text
    due = next(d for d in case.deadlines if d.assignment_id == review.assignment_id and d.code == "H07")
    last = due.due_on

    events = reopens(case, cast)

    assert events == [
        ReviewReopened(
            **about(case, cast.head.id), expert_id=cast.expert_a.user_id, reason=REASON, due_on=last.isoformat()
        )
    ]
    step = case.steps[-1]
    assert (step.transition, step.reason, case.state) == ("T16b", REASON, S.UNDER_EXPERT_REVIEW)
    assert step.facts["closed_at"] == closed_at.isoformat()
    assert [words for words, *_ in step.facts["declared"]] == [signed]
    assert (review.is_closed, review.grades(CODES)[1], due.state, due.ended_at) == (
        False,
        1,
        DeadlineState.RUNNING,
        None,
    )
    assert [type(event) for event in stages.close(case, cast.expert_a, "444444444")] == [ReviewClosed]
    assert [type(e) for e in stages.close(case, cast.expert_b, "434444444")] == [ReviewClosed, ConsolidationBegun]


def test_a_reopened_review_has_five_working_days_at_least(cast: Cast, case: Case, review: Review) -> None:
    stages.close(case, cast.expert_a, "444444444")

    with time_machine.travel(now() + timedelta(days=40), tick=False):
        (event,) = reopens(case, cast)
        reopened_on = today()

    expected = add_working_days(reopened_on, 5, calendar=stored_calendar(db.session))
    assert event.due_on == expected.isoformat()


def test_reopening_takes_back_the_call_for_a_control_expert(cast: Cast, case: Case) -> None:
    stages.diverge(case, cast)

    reopens(case, cast)

    assert [d.state for d in case.deadlines if d.code == "H09"] == [DeadlineState.CANCELLED]
    assert not is_possible(TRANSITIONS["call_control"], case)


def test_a_review_is_reopened_only_while_it_is_closed_and_nothing_is_summed_up(
    cast: Cast, case: Case, review: Review, refused
) -> None:
    with refused("no_closed_review"):
        reopens(case, cast)
    stages.close(case, cast.expert_a, "444444444")
    with refused("review_not_closed", field="assignment"):
        reopens(case, cast, cast.expert_b)
    with refused("reason_missing", field="reason"):
        reopens(case, cast, reason="Csak.")
    for part in ("officer", "president", "expert_a", "expert_b", "administrator", "representative"):
        with pytest.raises(NotYours):
            reviewing.reopen_review(case, by=cast.by_part[part], assignment=review.assignment, reason=REASON)
    stages.close(case, cast.expert_b, "434444444")
    with refused("wrong_state"):
        reopens(case, cast)


# Questions to the applicant


def test_a_question_goes_through_the_office_and_its_answer_to_both_experts(cast: Cast, case: Case, review) -> None:
    proposed = clarifying.propose_clarification(review, by=cast.expert_a.user, question=QUESTION)
    (clarification,) = stages.clarifications(case)
    asked = clarifying.ask_clarification(clarification, by=cast.officer, question=f"Kérjük, írják meg: {QUESTION}")
    answered = clarifying.answer_clarification(clarification, by=cast.staff, answer="Huszonheten.")

    assert proposed == ClarificationProposed(**about(case, cast.expert_a.user_id), clarification_id=clarification.id)
    assert asked == ClarificationAsked(
        **about(case, cast.officer.id), clarification_id=clarification.id, due_on="2026-09-22"
    )
    assert answered == ClarificationAnswered(
        **about(case, cast.staff.id),
        clarification_id=clarification.id,
        expert_ids=[cast.expert_a.user_id, cast.expert_b.user_id],
    )
    assert (clarification.question, clarification.due_on) == (f"Kérjük, írják meg: {QUESTION}", date(2026, 9, 22))
    assert (case.state, case.steps[-1].transition, case.documents[-1].kind) == (
        S.UNDER_EXPERT_REVIEW,
        "T16",
        "clarification",
    )
    assert cast.expert_a.user.family_name not in str(case.documents[-1].facts)


def test_the_applicant_hears_nothing_of_a_question_before_the_office_sends_it(
    cast: Cast, case: Case, review, refused
) -> None:
    clarifying.propose_clarification(review, by=cast.expert_a.user, question=QUESTION)
    (clarification,) = stages.clarifications(case)

    with refused("wrong_state"):
        clarifying.answer_clarification(clarification, by=cast.staff, answer="Huszonheten.")


def test_a_question_is_sent_and_answered_once(cast: Cast, case: Case, review, refused) -> None:
    clarifying.propose_clarification(review, by=cast.expert_a.user, question=QUESTION)
    (clarification,) = stages.clarifications(case)
    clarifying.ask_clarification(clarification, by=cast.officer, question=QUESTION)

    with refused("asked_already"):
        clarifying.ask_clarification(clarification, by=cast.officer, question=QUESTION)
    clarifying.answer_clarification(clarification, by=cast.staff, answer="Huszonheten.")
    with refused("wrong_state"):
        clarifying.answer_clarification(clarification, by=cast.staff, answer="Harmincan.")
    for person in (cast.stranger, cast.officer, cast.expert_a.user):
        with pytest.raises(NotYours):
            clarifying.answer_clarification(clarification, by=person, answer="Harmincan.")


def test_a_question_has_words(cast: Cast, case: Case, review, refused) -> None:
    clarifying.propose_clarification(review, by=cast.expert_a.user, question=QUESTION)

    with refused("question_missing", field="question"):
        clarifying.ask_clarification(stages.clarifications(case)[0], by=cast.officer, question="Miért?")


def test_a_control_expert_asks_nothing(cast: Cast, case: Case, refused) -> None:
    stages.diverge(case, cast)
    stages.call_control(case, cast)
    stages.accept_control(case, cast)
    control = stages.assignment_of(case, cast.control).review

    with refused("wrong_state"):
        clarifying.propose_clarification(control, by=cast.control.user, question=QUESTION)


def test_a_review_may_still_be_closed_after_its_last_day(cast: Cast, case: Case, review: Review) -> None:
    stages.write(review, "444444444")

    with time_machine.travel(now() + timedelta(days=40), tick=False):
        closes(review)

    late = next(d for d in case.deadlines if d.assignment_id == review.assignment_id and d.code == "H07")
    assert late.state == DeadlineState.MISSED
    assert late_since(review) == late.due_on


def test_a_review_that_was_closed_in_time_is_not_late(cast: Cast, case: Case, review: Review) -> None:
    stages.close(case, cast.expert_a, "444444444")

    assert late_since(review) is None
