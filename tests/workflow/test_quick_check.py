"""Ten questions before the form (eligibility J1-J11)."""

import pytest

from workflow.quick_check import QUESTIONS, Reply, judge

GOOD = {question.code: question.wanted for question in QUESTIONS}


def test_there_are_ten_questions_about_what_the_office_checks_first() -> None:
    assert len(QUESTIONS) == 10
    assert {question.item for question in QUESTIONS} == {"J1", "J2", "J3", "J6", "J7", "J8", "J9", "J10", "J11"}


def test_all_good_replies_mean_that_one_can_begin() -> None:
    found = judge(GOOD)

    assert (found.is_ready, found.can_qualify, found.in_the_way, found.to_do, found.to_ask) == (True, True, (), (), ())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
def test_one_wrong_reply_is_in_the_way_or_to_do(question) -> None:
    wrong = Reply.NO if question.wanted == Reply.YES else Reply.YES

    found = judge(GOOD | {question.code: wrong})

    # what 5.1 says of completing: J1, J2, J6 and J10 cannot be put right
    decides = question.item in {"J1", "J2", "J6", "J10"}
    assert (found.in_the_way, found.to_do) == (((question,), ()) if decides else ((), (question,)))
    assert found.can_qualify is not decides


def test_who_does_not_know_is_told_what_to_find_out_and_children_may_not_be_concerned() -> None:
    found = judge(GOOD | {"place": Reply.UNSURE, "minors": Reply.NOT_CONCERNED})

    assert ([question.code for question in found.to_ask], found.is_ready, found.can_qualify) == (["place"], False, True)


@pytest.mark.parametrize("replies", [{}, {**GOOD, "place": Reply.NOT_CONCERNED}])
def test_a_reply_that_is_missing_or_not_offered_is_no_reply(replies: dict[str, Reply]) -> None:
    with pytest.raises(ValueError, match="no reply to"):
        judge(replies)
