"""Whoever writes an application judges none of it: co-writers stand on the applicant's side for good."""

import pytest

from models.states import CaseState
from tests.factories import a_case, an_expert
from workflow.acts import checking, co_writing
from workflow.clock import today
from workflow.permissions import may_see_case, may_see_experts, may_write_application
from workflow.refusals import Refused
from workflow.screening import conflicts, is_conflicted


@pytest.fixture
def expert():
    return an_expert("Szakértő Fruzsina")


def writing(case, person, cast):
    row, _ = co_writing.invite(case, by=cast.staff, email=person.email, family_name=person.family_name)
    co_writing.accept(row, by=person)
    return row


def codes(person, case):
    return {obstacle.code for obstacle in conflicts([person], case, today()).get(person.id, [])}


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_co_writer_is_kept_off_the_case_even_after_the_removal(cast, expert, is_removed):
    case = a_case(CaseState.DRAFT, cast=cast)
    row = writing(case, expert.user, cast)
    if is_removed:
        co_writing.end(row, by=cast.staff)

    assert [codes(expert.user, case), is_conflicted(expert.user, case, today())] == [{"KO2"}, True]


def test_an_invitation_that_was_never_accepted_keeps_nobody_off(cast, expert):
    case = a_case(CaseState.DRAFT, cast=cast)
    row, _ = co_writing.invite(case, by=cast.staff, email=expert.user.email, family_name="x")
    co_writing.end(row, by=expert.user)

    assert codes(expert.user, case) == set()


def test_a_co_written_programme_is_one_of_ones_own_at_the_same_meeting(cast, expert):
    written = a_case(CaseState.COMPLETION_REQUESTED, cast=cast)
    writing(written, expert.user, cast)
    other = a_case(CaseState.SUBMITTED, cast=cast)

    assert codes(expert.user, other) == {"KO5"}


def test_a_co_writer_is_not_made_the_officer(cast):
    case = a_case(CaseState.DRAFT, cast=cast)
    row = writing(case, cast.other_officer, cast)
    co_writing.end(row, by=cast.staff)
    case.state = CaseState.SUBMITTED

    with pytest.raises(Refused, match="officer_conflicted"):
        checking.assign_officer(case, by=cast.head, officer=cast.other_officer)


@pytest.mark.parametrize("part", ["officer", "expert_a"])
def test_whoever_works_on_the_case_cannot_accept(cast, part):
    case = a_case(CaseState.RETURNED_FOR_REVISION, cast=cast)
    person = cast.by_part[part]
    row, _ = co_writing.invite(case, by=cast.staff, email=person.email, family_name=person.family_name)

    with pytest.raises(Refused, match="at_work"):
        co_writing.accept(row, by=person)

    assert row.accepted_at is None


def test_a_voter_who_had_the_papers_cannot_accept(cast):
    case = a_case(CaseState.RETURNED_FOR_REVISION, cast=cast)
    row, _ = co_writing.invite(case, by=cast.staff, email=cast.chair.email, family_name="x")

    with pytest.raises(Refused, match="at_work"):
        co_writing.accept(row, by=cast.chair)


def test_a_co_writer_of_another_role_learns_no_reviewers_name(cast):
    case = a_case(CaseState.DRAFT, cast=cast)
    member = cast.members[3]
    writing(case, member, cast)
    case.state = CaseState.WAITING_FOR_A_MEETING

    assert [may_see_case(member, case), may_see_experts(member, case), may_write_application(member, case)] == [
        True,
        False,
        False,
    ]
