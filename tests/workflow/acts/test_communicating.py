"""Communication: a letter's deadlines count from its opening, or from the fifth working day."""

from datetime import date, timedelta

import pytest
import time_machine

from models.states import CaseState, DeadlineState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import communicating
from workflow.clock import now, today
from workflow.engine import NotYours

S = CaseState


def letter(case, kind):
    return next(document for document in case.documents if document.kind == kind)


def test_the_deadline_counts_from_the_day_the_letter_is_opened(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    assert case.deadline("H03").due_on == date(2026, 9, 29)

    with time_machine.travel(now() + timedelta(days=2), tick=False):
        document = communicating.open_letter(letter(case, "completion_request"), by=cast.staff)

    assert (document.communicated_on, document.opened_by_id) == (date(2026, 9, 17), cast.staff.id)
    assert (case.deadline("H03").starts_on, case.deadline("H03").due_on) == (date(2026, 9, 17), date(2026, 10, 1))


def test_opening_it_again_changes_nothing(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    document = communicating.open_letter(letter(case, "completion_request"), by=cast.staff)
    first = (document.opened_at, document.opened_by_id, case.deadline("H03").due_on)

    with time_machine.travel(now() + timedelta(days=3), tick=False):
        communicating.open_letter(document, by=cast.representative)

    assert (document.opened_at, document.opened_by_id, case.deadline("H03").due_on) == first


@pytest.mark.parametrize("part", ["stranger", "officer", "head", "president", "expert_a", "administrator"])
def test_nobody_else_opens_the_applicant_s_letters(cast: Cast, part: str) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)

    with pytest.raises(NotYours):
        communicating.open_letter(letter(case, "completion_request"), by=cast.by_part[part])

    assert letter(case, "completion_request").opened_at is None


def test_an_unopened_letter_counts_from_the_fifth_working_day_and_opening_it_later_moves_nothing(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    document = letter(case, "completion_request")
    assert communicating.deemed_on(document) == date(2026, 9, 22)

    with time_machine.travel(now() + timedelta(days=7), tick=False):
        communicating.communicate(document, communicating.deemed_on(document))
    assert case.deadline("H03").due_on == date(2026, 10, 6)

    with time_machine.travel(now() + timedelta(days=9), tick=False):
        communicating.open_letter(document, by=cast.staff)
    assert (document.communicated_on, case.deadline("H03").due_on) == (date(2026, 9, 22), date(2026, 10, 6))
    assert document.opened_at is not None


def test_a_deadline_that_was_extended_is_not_shortened_by_a_late_opening(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    case.deadline("H03").due_on = date(2026, 11, 30)

    communicating.open_letter(letter(case, "completion_request"), by=cast.staff)

    assert case.deadline("H03").due_on == date(2026, 11, 30)


def test_opening_a_letter_whose_deadline_was_met_wakes_nothing(cast: Cast) -> None:
    case = a_case(S.COMPLETION_RECEIVED, cast=cast)

    communicating.open_letter(letter(case, "completion_request"), by=cast.staff)

    assert case.deadline("H03").state == DeadlineState.MET


def test_the_conditions_count_from_the_opening_of_the_decision(cast: Cast) -> None:
    case = a_case(S.ACCREDITED_WITH_CONDITIONS, cast=cast)
    case.decision.points[0].due_days = 30
    issued = {d.code: d.due_on for d in case.deadlines if d.ended_at is None}
    assert (issued["H17"], issued["H20"]) == (date(2026, 9, 30), date(2026, 12, 14))

    with time_machine.travel(now() + timedelta(days=2), tick=False):
        communicating.open_letter(letter(case, "decision"), by=cast.representative)

    assert case.deadline("H17").due_on == date(2026, 10, 2)
    assert case.decision.points[0].due_on == date(2026, 12, 14)  # never earlier than what the letter said
    assert case.deadline("H19").state == DeadlineState.MET


def test_the_revision_counts_from_the_opening_of_the_decision(cast: Cast) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)

    with time_machine.travel(now() + timedelta(days=3), tick=False):
        communicating.open_letter(letter(case, "decision"), by=cast.representative)
        opened = today()

    assert case.deadline("H22").starts_on == opened
    assert case.deadline("H22").due_on == date(2027, 3, 17)


def test_the_acceptance_starts_nothing_of_the_applicant_s(cast: Cast) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)
    before = {d.code: d.due_on for d in case.deadlines}

    communicating.open_letter(letter(case, "acceptance"), by=cast.staff)

    assert {d.code: d.due_on for d in case.deadlines} == before


def test_a_letter_that_is_opened_reads_the_same_in_the_register(cast: Cast) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    stages.request_completion(case, cast)

    document = letter(case, "completion_request")

    assert document.number == "AKR/1-2/2026"
    assert (document.addressee, document.to_applicant, document.communicated_on) == (
        f"Minta Anna, elnök, {cast.organisation.name}, {cast.organisation.seat}",
        True,
        None,
    )
