"""Who may see what: the permission matrix (procedure rules, 4.2), BR-07, BR-16, BR-29, BR-35, BR-36."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask

from models.case import Case
from models.db import db
from models.organisation import Part
from models.states import CaseState, Role
from tests import stages
from tests.cast import Cast, a_membership, a_person, the_people
from tests.factories import a_case
from tests.stages import TUESDAY
from workflow import permissions
from workflow.permissions import demand, may_keep_people, steps_for

S = CaseState
APPLICANTS = {"representative", "staff"}
OFFICE = {"officer", "head", "president"}
WORKSHOP = {"chair", "member"}
EXPERTS = {"expert_a", "expert_b"}


@pytest.fixture(scope="module", autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture(scope="module")
def cast(application: Flask, still: None) -> Iterator[Cast]:
    with application.app_context():
        yield the_people()
        db.session.rollback()


@pytest.fixture(scope="module")
def cases(cast: Cast) -> dict[CaseState, Case]:
    """One case in each of these states, all of the same people; nobody changes them."""
    states = (
        S.DRAFT, S.SUBMITTED, S.UNDER_FORMAL_CHECK, S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW, S.CONSOLIDATION,
        S.WAITING_FOR_APPLICANTS_REMARKS, S.ON_THE_AGENDA, S.ACCREDITED,
    )  # fmt: skip
    return {state: a_case(state, cast=cast) for state in states}


def those_who(may: Callable[[object, object], bool], record: object, cast: Cast) -> set[str]:
    assert not may(None, record)
    assert not may(object(), record)
    return {part for part, person in cast.by_part.items() if may(person, record)}


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [
        (S.DRAFT, APPLICANTS),
        (S.SUBMITTED, APPLICANTS | OFFICE | {"other_officer"}),  # nobody's case yet: any officer
        (S.UNDER_FORMAL_CHECK, APPLICANTS | OFFICE),
        (S.UNDER_EXPERT_REVIEW, APPLICANTS | OFFICE),
        (S.ON_THE_AGENDA, APPLICANTS | OFFICE | WORKSHOP),
        (S.ACCREDITED, APPLICANTS | OFFICE | WORKSHOP),
    ],
)
def test_a_case_is_seen_by_its_own_sides_alone(cast: Cast, cases, state: CaseState, seen_by: set[str]) -> None:
    assert those_who(permissions.may_see_case, cases[state], cast) == seen_by


def test_a_line_of_it_is_seen_by_the_developer_of_the_county_and_by_observers(cast: Cast, cases) -> None:
    assert those_who(permissions.may_see_line, cases[S.DRAFT], cast) == set()
    for state in (S.SUBMITTED, S.UNDER_EXPERT_REVIEW, S.ACCREDITED):
        assert those_who(permissions.may_see_line, cases[state], cast) == {"developer", "observer"}


@pytest.mark.parametrize(
    ("state", "experts"),
    [(S.EXPERTS_BEING_INVITED, set()), (S.UNDER_EXPERT_REVIEW, EXPERTS), (S.CONSOLIDATION, EXPERTS)],
)
def test_an_application_is_read_by_experts_once_both_declarations_are_signed(cast, cases, state, experts) -> None:
    assert those_who(permissions.may_read_application, cases[state], cast) == APPLICANTS | OFFICE | experts


@pytest.mark.parametrize(
    ("state", "read_by"),
    [
        (S.CONSOLIDATION, set()),
        (S.WAITING_FOR_APPLICANTS_REMARKS, APPLICANTS | OFFICE),
        (S.ON_THE_AGENDA, APPLICANTS | OFFICE | WORKSHOP),
    ],
)
def test_opinions_are_read_after_the_consolidation(cast: Cast, cases, state, read_by) -> None:
    assert those_who(permissions.may_read_opinions, cases[state], cast) == read_by


@pytest.mark.parametrize("state", [S.UNDER_EXPERT_REVIEW, S.WAITING_FOR_APPLICANTS_REMARKS, S.ON_THE_AGENDA])
def test_the_names_of_reviewers_are_never_the_applicant_s(cast: Cast, cases, state: CaseState) -> None:
    workshop = WORKSHOP if state == S.ON_THE_AGENDA else set()

    assert those_who(permissions.may_see_experts, cases[state], cast) == OFFICE | workshop


def test_the_names_of_reviewers_are_hidden_from_an_applicant_who_also_works_in_the_office(cast: Cast) -> None:
    with db.session.begin_nested() as undone:
        both = a_person(Role.HEAD_OF_OFFICE)
        a_membership(both, cast.organisation, Part.STAFF)
        db.session.refresh(cast.organisation)
        case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
        review = stages.assignment_of(case, cast.expert_a).review
        papers = [document for document in case.documents if permissions.may_see_document(both, document)]

        assert not permissions.may_see_experts(both, case)
        assert not permissions.may_see_review(both, review)
        assert {document.kind for document in papers} == {"application", "acceptance"}
        undone.rollback()
    db.session.expire_all()


def test_the_administrator_reads_no_review_no_vote_and_no_case_and_takes_no_step(cast: Cast, cases) -> None:
    admin = cast.administrator
    review = stages.assignment_of(cases[S.UNDER_EXPERT_REVIEW], cast.expert_a).review
    item = cases[S.ON_THE_AGENDA].agenda_item

    assert not permissions.may_see_review(admin, review)
    assert not permissions.may_see_meeting(admin, item.meeting)
    assert not permissions.may_see_item(admin, item)
    assert [steps_for(admin, case) for case in cases.values()] == [[]] * len(cases)
    assert not any(permissions.may_see_document(admin, d) for case in cases.values() for d in case.documents)
    assert may_keep_people(admin)


def test_an_assignment_is_seen_by_its_expert_and_not_before_the_expert_is_asked(cast: Cast, cases) -> None:
    a, _, reserve = cases[S.UNDER_EXPERT_REVIEW].current_assignments

    assert those_who(permissions.may_see_assignment, a, cast) == {"expert_a"}
    assert those_who(permissions.may_see_assignment, reserve, cast) == set()


def test_a_request_to_an_expert_is_read_by_that_expert_and_the_office(cast: Cast, cases) -> None:
    request = next(d for d in cases[S.UNDER_EXPERT_REVIEW].documents if d.addressee_id == cast.expert_a.user_id)

    assert those_who(permissions.may_see_document, request, cast) == OFFICE | {"expert_a"}


def test_meetings_are_seen_by_the_workshop_and_the_office(cast: Cast, cases) -> None:
    meeting = cases[S.ON_THE_AGENDA].agenda_item.meeting
    insiders = WORKSHOP | OFFICE | {"other_officer", "secretary", "certifier"}

    assert those_who(permissions.may_see_meeting, meeting, cast) == insiders


def test_the_steps_that_are_offered_are_those_that_can_be_taken(cast: Cast, cases) -> None:
    offered = {
        (state, part): steps_for(person, case) for state, case in cases.items() for part, person in cast.by_part.items()
    }

    assert {key: names for key, names in offered.items() if names} == {
        (S.DRAFT, "representative"): ["submit", "discard"],
        (S.DRAFT, "staff"): ["discard"],
        (S.SUBMITTED, "representative"): ["withdraw"],
        (S.SUBMITTED, "head"): ["assign_officer"],
        # accepting and asking for completion wait for the check-list and for items
        (S.UNDER_FORMAL_CHECK, "representative"): ["withdraw"],
        (S.EXPERTS_BEING_INVITED, "representative"): ["withdraw"],
        (S.EXPERTS_BEING_INVITED, "expert_a"): ["decline_invitation"],
        (S.EXPERTS_BEING_INVITED, "expert_b"): ["decline_invitation"],
        (S.UNDER_EXPERT_REVIEW, "representative"): ["withdraw"],
        (S.UNDER_EXPERT_REVIEW, "officer"): ["ask_clarification"],
        (S.UNDER_EXPERT_REVIEW, "head"): ["ask_clarification", "release_expert"],
        (S.CONSOLIDATION, "representative"): ["withdraw"],
        (S.CONSOLIDATION, "officer"): ["send_assessment"],
        (S.CONSOLIDATION, "head"): ["release_expert", "send_assessment"],
        (S.WAITING_FOR_APPLICANTS_REMARKS, "head"): ["release_expert"],
        (S.WAITING_FOR_APPLICANTS_REMARKS, "representative"): ["close_remarks", "withdraw"],
        (S.ON_THE_AGENDA, "representative"): ["withdraw"],
        (S.ON_THE_AGENDA, "chair"): ["take_off_agenda"],
    }


def test_an_appointment_that_has_ended_gives_nothing(cast: Cast, cases) -> None:
    assert not permissions.may_see_case(cast.retired_head, cases[S.SUBMITTED])
    assert not permissions.may_record(cast.retired_head)


def test_a_closed_account_may_nothing(cast: Cast, cases) -> None:
    cast.head.active = False

    assert steps_for(cast.head, cases[S.SUBMITTED]) == []
    assert not permissions.may_see_case(cast.head, cases[S.SUBMITTED])
    cast.head.active = True


def test_somebody_else_s_step_is_refused_before_it_is_said_that_it_is_too_late(cast: Cast, cases) -> None:
    with pytest.raises(Exception, match="Case"):
        demand(permissions.may_assign_officer, cast.officer, cases[S.ACCREDITED])
    with pytest.raises(Exception, match="wrong_state"):
        demand(permissions.may_assign_officer, cast.head, cases[S.ACCREDITED])
