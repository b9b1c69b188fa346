"""Experts: invitation, declarations, the reserve, replacement, release, the control expert."""

from datetime import date, timedelta

import pytest
import time_machine

from models.case import Case
from models.db import db
from models.expert import Consultation
from models.states import AssignmentPart, AssignmentState, CaseState, DeadlineState
from tests import stages
from tests.cast import Cast, a_relation, an_expert
from tests.factories import a_case
from workflow.acts import inviting, releasing
from workflow.clock import now, today
from workflow.engine import NotYours
from workflow.events import (
    ControlExpertInvited,
    ExpertReleased,
    ExpertsInvited,
    InvitationAccepted,
    InvitationDeclined,
    ReplacementInvited,
    ReviewBegun,
)
from workflow.parties import SYSTEM
from workflow.permissions import may_read_application, may_see_assignment, may_write_review

S = CaseState


def about(case: Case, by: int | None) -> dict:
    return {"case_id": case.id, "by_id": by, "title": case.title, "case_number": case.number}


def states(case: Case) -> list[tuple[int, AssignmentPart, AssignmentState]]:
    return [(row.expert_id, row.part, row.state) for row in case.current_assignments]


def letters_to(case: Case, person_id: int) -> list[str]:
    return [d.facts["letter"] for d in case.documents if d.addressee_id == person_id]


def decline(case: Case, expert, code: str = "declined"):
    by = SYSTEM if code == "no_answer" else expert.user
    return inviting.decline_invitation(
        stages.assignment_of(case, expert), by=by, code=code, reason="Nem tudom vállalni."
    )


# The invitation


def test_two_experts_are_asked_by_letter_and_the_reserve_is_not_told(cast: Cast) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)

    event = stages.invite(case, cast)

    pair = [cast.expert_a.user_id, cast.expert_b.user_id]
    assert event == ExpertsInvited(**about(case, cast.head.id), expert_ids=pair, due_on="2026-09-18")
    assert states(case) == [
        (cast.expert_a.id, AssignmentPart.REVIEWER, AssignmentState.INVITED),
        (cast.expert_b.id, AssignmentPart.REVIEWER, AssignmentState.INVITED),
        (cast.reserve.id, AssignmentPart.RESERVE, AssignmentState.STANDBY),
    ]
    asked = [letters_to(case, expert.user_id) for expert in (cast.expert_a, cast.expert_b, cast.reserve)]
    assert asked == [["expert_request"], ["expert_request"], []]
    assert not may_see_assignment(cast.reserve.user, case.current_assignments[2])
    assert [(d.code, d.due_on) for d in case.deadlines if d.code == "H06"] == [("H06", date(2026, 9, 18))] * 2
    assert case.deadline("H05").state == DeadlineState.MET


def test_all_three_are_named_and_differ(cast: Cast, refused) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)

    with refused("expert_missing", "expert_missing", "expert_missing"):
        inviting.invite_experts(case, by=cast.head, expert_a=None, expert_b=None, reserve=None)
    with refused("expert_twice", field="reserve"):
        inviting.invite_experts(
            case, by=cast.head, expert_a=cast.expert_a, expert_b=cast.expert_b, reserve=cast.expert_a
        )
    with refused("expert_twice", "composition_twice"):
        inviting.invite_experts(
            case, by=cast.head, expert_a=cast.expert_a, expert_b=cast.expert_a, reserve=cast.reserve
        )


def test_the_office_cannot_override_the_screen(cast: Cast, refused) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)
    a_relation(cast.expert_a.user, cast.organisation)
    db.session.add(Consultation(adviser_id=cast.reserve.user_id, programme_id=case.programme_id, on=today()))

    with refused("expert_ko1", "expert_ko3"):
        stages.invite(case, cast)

    assert case.state == S.ACCEPTED_FOR_REVIEW


def test_the_two_reviewers_do_not_both_come_from_the_applicant_s_county(cast: Cast, refused) -> None:
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast)
    cast.expert_a = an_expert(county="20")

    with refused("composition_county", field="expert_b"):
        stages.invite(case, cast)


# Answers


def test_no_expert_reads_the_application_before_signing_both_declarations(cast: Cast, refused) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    assignment = stages.assignment_of(case, cast.expert_a)
    only_one = {"confidentiality": stages.SIGNED["confidentiality"]}

    with refused("declaration_missing", field="conflict_of_interest"):
        inviting.accept_invitation(assignment, by=cast.expert_a.user, declarations=only_one, circumstance="")
    assert not may_read_application(cast.expert_a.user, case)
    inviting.accept_invitation(
        assignment, by=cast.expert_a.user, declarations=stages.SIGNED, circumstance="Ismerem a települést."
    )

    db.session.flush()
    assert may_read_application(cast.expert_a.user, case)
    assert [(d.kind, d.text, d.circumstance, d.signed_at) for d in assignment.declarations] == [
        (kind, stages.SIGNED[kind].hu, "Ismerem a települést.", now()) for kind in stages.SIGNED
    ]


def test_the_review_begins_with_the_second_acceptance(cast: Cast) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)

    first = stages.accept_invitation(case, cast.expert_a)
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        second = stages.accept_invitation(case, cast.expert_b)

    one, other = cast.expert_a.user_id, cast.expert_b.user_id
    assert first == [InvitationAccepted(**about(case, one), expert_id=one, due_on="2026-10-06")]
    assert second == [
        InvitationAccepted(**about(case, other), expert_id=other, due_on="2026-10-07"),
        ReviewBegun(**about(case, None), expert_ids=[one, other], due_on="2026-10-07"),
    ]
    own = {d.assignment_id: d.due_on for d in case.deadlines if d.code == "H07"}
    assert own == {
        stages.assignment_of(case, cast.expert_a).id: date(2026, 10, 6),
        stages.assignment_of(case, cast.expert_b).id: date(2026, 10, 7),
    }
    assert {d.state for d in case.deadlines if d.code == "H06"} == {DeadlineState.MET}
    assert [d.kind for d in case.documents[-2:]] == ["declarations", "declarations"]


def test_nobody_answers_for_somebody_else(cast: Cast) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    assignment = stages.assignment_of(case, cast.expert_a)

    for person in (cast.expert_b.user, cast.reserve.user, cast.head, cast.administrator):
        with pytest.raises(NotYours):
            inviting.accept_invitation(assignment, by=person, declarations=stages.SIGNED, circumstance="")
        with pytest.raises(NotYours):
            inviting.decline_invitation(assignment, by=person, code="declined")


def test_an_invitation_is_answered_once(cast: Cast, refused) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    assignment = stages.assignment_of(case, cast.expert_a)
    stages.accept_invitation(case, cast.expert_a)

    with refused("wrong_state"):
        stages.accept_invitation(case, cast.expert_a)
    with refused("wrong_state"):
        inviting.decline_invitation(assignment, by=cast.expert_a.user, code="declined")
    assert len(assignment.declarations) == 2


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("declined", AssignmentState.DECLINED),
        ("conflict", AssignmentState.CONFLICTED),
        ("no_answer", AssignmentState.UNANSWERED),
    ],
)
def test_the_reserve_steps_in_for_whoever_does_not_come(cast: Cast, code: str, state: AssignmentState) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)

    declined, stepped_in = decline(case, cast.expert_a, code)

    by = None if code == "no_answer" else cast.expert_a.user_id
    assert declined == InvitationDeclined(**about(case, by), expert_id=cast.expert_a.user_id, reason_code=code)
    assert stepped_in == ReplacementInvited(**about(case, None), expert_ids=[cast.reserve.user_id], due_on="2026-09-18")
    assert states(case) == [
        (cast.expert_a.id, AssignmentPart.REVIEWER, state),
        (cast.expert_b.id, AssignmentPart.REVIEWER, AssignmentState.INVITED),
        (cast.reserve.id, AssignmentPart.REVIEWER, AssignmentState.INVITED),
    ]
    assert letters_to(case, cast.reserve.user_id) == ["expert_request"]
    assert (case.state, case.steps[-1].transition) == (S.EXPERTS_BEING_INVITED, "T14")
    assert not may_read_application(cast.expert_a.user, case)


def test_a_reserve_who_has_become_unfit_does_not_step_in(cast: Cast) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    a_relation(cast.reserve.user, cast.organisation)

    events = decline(case, cast.expert_a)

    assert [type(event) for event in events] == [InvitationDeclined]
    assert states(case)[2][1:] == (AssignmentPart.RESERVE, AssignmentState.STANDBY)


def test_without_a_reserve_the_head_of_office_asks_somebody_else(cast: Cast, refused) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    with refused("wrong_state"):  # nobody is missing yet
        inviting.invite_replacement(case, by=cast.head, expert=cast.spare)
    decline(case, cast.expert_a)
    decline(case, cast.reserve)

    with refused("expert_missing", field="expert"):
        inviting.invite_replacement(case, by=cast.head, expert=None)
    with refused("expert_already", field="expert"):
        inviting.invite_replacement(case, by=cast.head, expert=cast.expert_a)
    with refused("composition_county", field="expert"):
        inviting.invite_replacement(case, by=cast.head, expert=an_expert(county="20"))
    with pytest.raises(NotYours):
        inviting.invite_replacement(case, by=cast.officer, expert=cast.spare)
    event = inviting.invite_replacement(case, by=cast.head, expert=cast.spare)

    assert event == ReplacementInvited(
        **about(case, cast.head.id), expert_ids=[cast.spare.user_id], due_on="2026-09-18"
    )
    assert letters_to(case, cast.spare.user_id) == ["expert_request"]
    stages.accept_all(case, cast)
    assert case.state == S.UNDER_EXPERT_REVIEW


# Relieving an expert


def test_an_expert_who_finds_a_conflict_late_is_relieved_and_the_review_is_void(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    assignment = stages.assignment_of(case, cast.expert_a)
    stages.write(assignment.review, "555555555")

    released, stepped_in = releasing.release_expert(
        case, by=cast.head, assignment=assignment, reason_code="conflict", reason="Tanácsot adott a programhoz (KO3)."
    )

    assert released == ExpertReleased(
        **about(case, cast.head.id), expert_id=cast.expert_a.user_id, reason_code="conflict"
    )
    assert stepped_in.expert_ids == [cast.reserve.user_id]
    assert case.state == S.EXPERTS_BEING_INVITED
    assert (assignment.state, assignment.review.voided_at) == (AssignmentState.RELEASED, now())
    assert not may_read_application(cast.expert_a.user, case)
    assert letters_to(case, cast.expert_a.user_id) == ["expert_request", "expert_release"]
    stages.accept_invitation(case, cast.reserve)
    assert case.state == S.UNDER_EXPERT_REVIEW
    assert [expert.id for expert in stages.at_work(case)] == [cast.expert_b.id, cast.reserve.id]


def test_lateness_is_a_ground_only_after_five_working_days(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    late = stages.assignment_of(case, cast.expert_a)
    facts = {"by": cast.head, "assignment": late, "reason_code": "overdue", "reason": "Nem készült el."}
    assert case.deadline("H07").due_on == date(2026, 10, 6)

    with time_machine.travel(now() + timedelta(days=28), tick=False), refused("not_late_enough", field="reason_code"):
        releasing.release_expert(case, **facts)  # 13 October, the fifth working day
    with time_machine.travel(now() + timedelta(days=29), tick=False):
        releasing.release_expert(case, **facts)

    assert case.state == S.EXPERTS_BEING_INVITED
    assert next(d.state for d in case.deadlines if d.assignment_id == late.id and d.code == "H07") == "missed"


def test_whoever_has_closed_the_review_is_not_late(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.close(case, cast.expert_a, "444444444")
    done = stages.assignment_of(case, cast.expert_a)

    with time_machine.travel(now() + timedelta(days=60), tick=False), refused("review_is_closed"):
        releasing.release_expert(case, by=cast.head, assignment=done, reason_code="overdue", reason="Késik.")


def test_only_somebody_at_work_in_this_case_is_relieved(cast: Cast, refused) -> None:
    case, other = a_case(S.UNDER_EXPERT_REVIEW, cast=cast), a_case(S.UNDER_EXPERT_REVIEW, cast=cast)

    for assignment in (
        None,
        stages.assignment_of(case, cast.reserve),
        stages.assignment_of(other, cast.expert_a),
    ):
        with refused("nobody_to_release"):
            releasing.release_expert(case, by=cast.head, assignment=assignment, reason_code="conflict", reason="Későn.")


def test_a_void_review_does_not_count(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.diverge(case, cast)
    assert case.deadline("H09").state == DeadlineState.RUNNING

    releasing.release_expert(
        case,
        by=cast.head,
        assignment=stages.assignment_of(case, cast.expert_b),
        reason_code="conflict",
        reason="Rokona a szervezet tagja (KO4).",
    )

    assert case.deadline("H09") is None  # cancelled: the divergence went with the void review
    stages.accept_invitation(case, cast.reserve)
    stages.close(case, cast.reserve, "554444344")
    assert case.state == S.CONSOLIDATION


# The control expert


def test_the_control_expert_is_asked_blind_and_the_reserve_may_be_the_one(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.diverge(case, cast)

    event = inviting.call_control(case, by=cast.head, expert=cast.reserve)

    assert event == ControlExpertInvited(
        **about(case, cast.head.id), expert_ids=[cast.reserve.user_id], due_on="2026-09-18"
    )
    assert states(case)[2] == (cast.reserve.id, AssignmentPart.CONTROL, AssignmentState.INVITED)
    assert (case.state, len(case.current_assignments)) == (S.UNDER_THIRD_REVIEW, 3)
    assert letters_to(case, cast.reserve.user_id) == ["control_request"]
    assert stages.accept_invitation(case, cast.reserve) == [
        InvitationAccepted(**about(case, cast.reserve.user_id), expert_id=cast.reserve.user_id, due_on="2026-09-29")
    ]
    assert case.deadline("H10").due_on == date(2026, 9, 29)


@pytest.mark.parametrize("county", ["18", "20"])
def test_the_control_expert_comes_from_a_third_county(cast: Cast, refused, county: str) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.diverge(case, cast)
    codes = ["composition_third_county"] + (["composition_county"] if county == "20" else [])

    with refused(*codes, field="expert"):
        inviting.call_control(case, by=cast.head, expert=an_expert(county=county))
    with refused("expert_missing", field="expert"):
        inviting.call_control(case, by=cast.head, expert=None)


def test_no_control_expert_is_called_where_the_reviews_agree_or_are_open(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.close(case, cast.expert_a, "444444444")

    with refused("reviews_open", "no_divergence"):
        inviting.call_control(case, by=cast.head, expert=cast.control)


def test_a_control_expert_who_declines_is_replaced_from_a_third_county_again(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    stages.diverge(case, cast)
    stages.call_control(case, cast)

    events = decline(case, cast.control)

    assert [type(event) for event in events] == [InvitationDeclined]
    assert case.state == S.UNDER_THIRD_REVIEW
    with refused("composition_third_county", field="expert"):
        inviting.invite_replacement(case, by=cast.head, expert=an_expert(county="18"))
    inviting.invite_replacement(case, by=cast.head, expert=cast.reserve)
    stages.accept_invitation(case, cast.reserve)
    stages.close(case, cast.reserve, stages.DIVERGING[2])
    assert case.state == S.CONSOLIDATION


def test_a_control_expert_who_goes_silent_is_relieved_and_another_one_asked(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_THIRD_REVIEW, cast=cast)
    silent = stages.assignment_of(case, cast.control)
    facts = {"by": cast.head, "assignment": silent, "reason_code": "overdue", "reason": "Nem készült el."}
    assert case.deadline("H10").due_on == date(2026, 9, 29)

    with time_machine.travel(now() + timedelta(days=21), tick=False), refused("not_late_enough", field="reason_code"):
        releasing.release_expert(case, **facts)  # 6 October, the fifth working day
    with time_machine.travel(now() + timedelta(days=22), tick=False):
        events = releasing.release_expert(case, **facts)

    assert events == [
        ExpertReleased(**about(case, cast.head.id), expert_id=cast.control.user_id, reason_code="overdue")
    ]
    assert (case.state, silent.state, silent.review.voided_at is None) == (
        S.UNDER_THIRD_REVIEW,
        AssignmentState.RELEASED,
        False,
    )
    assert next(d.state for d in case.deadlines if d.code == "H10") == DeadlineState.MISSED
    inviting.invite_replacement(case, by=cast.head, expert=cast.reserve)
    stages.accept_invitation(case, cast.reserve)
    stages.close(case, cast.reserve, stages.DIVERGING[2])
    assert case.state == S.CONSOLIDATION


def test_whoever_has_accepted_writes_and_closes_while_the_other_is_replaced(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    late = stages.assignment_of(case, cast.expert_a)
    releasing.release_expert(case, by=cast.head, assignment=late, reason_code="conflict", reason="Rokon (KO4).")
    assert case.state == S.EXPERTS_BEING_INVITED

    stages.close(case, cast.expert_b, "444444444")
    assert case.state == S.EXPERTS_BEING_INVITED
    stages.accept_invitation(case, cast.reserve)
    stages.close(case, cast.reserve, "544444344")

    assert case.state == S.CONSOLIDATION


def test_a_relieved_expert_writes_no_more(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    late = stages.assignment_of(case, cast.expert_a)
    releasing.release_expert(case, by=cast.head, assignment=late, reason_code="conflict", reason="Rokon (KO4).")

    assert not may_write_review(cast.expert_a.user, late.review)
    assert may_write_review(cast.expert_b.user, stages.assignment_of(case, cast.expert_b).review)
