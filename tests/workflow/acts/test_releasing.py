"""A conflict that is found later: the review is void, closed or not, and somebody else takes the place."""

import pytest
import time_machine

from models.document import Document
from models.states import AssignmentState, CaseState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow import permissions
from workflow.acts import consolidating, inviting, releasing
from workflow.clock import now, today
from workflow.events import AssessmentVoided, ConflictReported, ExpertReleased, InvitationAccepted, ReplacementInvited
from workflow.screening import conflicts, workshop_conflicts

S = CaseState
WHY = "A testvére a program vezetője."


@pytest.fixture(autouse=True)
def _still(tuesday: time_machine.Traveller) -> None:
    """It is 15 September 2026."""


def parts(case) -> dict[str, str]:
    return {row.expert.user.given_name: row.state.value for row in case.current_assignments}


@pytest.mark.parametrize("state", [S.CONSOLIDATION, S.WAITING_FOR_APPLICANTS_REMARKS, S.WAITING_FOR_A_MEETING])
def test_a_closed_review_turns_void_and_the_case_comes_back_to_the_same_point(cast: Cast, state: CaseState) -> None:
    case = a_case(state, cast=cast)
    sent = list(case.assessments)
    first = stages.assignment_of(case, cast.expert_a)

    events = releasing.release_expert(
        case, by=cast.head, assignment=first, reason_code="conflict", reason=f"KO4: {WHY}"
    )

    told = [AssessmentVoided] if sent else []
    assert [type(event) for event in events] == [ExpertReleased, *told, ReplacementInvited]
    assert [case.state, first.review.voided_at] == [S.EXPERTS_BEING_INVITED, now()]
    assert parts(case) == {"Aranka": "released", "Barna": "accepted", "Cecília": "invited"}
    assert {d.code for d in case.deadlines if d.ended_at is None} == {"H06", "H33"}
    assert all(d.stopped_on is None for d in case.deadlines if d.code == "H33")
    # what was sent decides nothing any more, and the applicant reads so without a name
    letters = [document for document in case.documents if document.kind == "assessment_void"]
    assert [row.voided_at for row in sent] == [now()] * len(letters) == [now()] * len(told)
    assert [name for letter in letters for name in ("Aranka", "Barna") if name in str(letter.facts)] == []
    assert not permissions.may_read_opinions(cast.representative, case)
    other = stages.assignment_of(case, cast.expert_b).review
    assert not permissions.may_read_other_opinions(cast.expert_b.user, other)

    stages.accept_invitation(case, cast.reserve)
    stages.close(case, cast.reserve, "443344343")
    stages.send_assessment(case, cast)

    assert [case.state, len(case.standing_assessments), len(case.assessments)] == [
        S.WAITING_FOR_APPLICANTS_REMARKS,
        1,
        len(sent) + 1,
    ]
    assert consolidating.sums(case).totals == (
        stages.assess([[4, 3, 4, 3, 3, 4, 3, 4, 4]] * 2).totals[0],
        stages.assess([[4, 4, 3, 3, 4, 4, 3, 4, 3]] * 2).totals[0],
    )
    assert permissions.may_read_other_opinions(cast.expert_b.user, other)
    stages.waive_remarks(case, cast)
    stages.put_on_agenda(case, cast)
    assert case.state == S.ON_THE_AGENDA


@pytest.mark.parametrize("state", [S.CONSOLIDATION, S.UNDER_THIRD_REVIEW])
def test_without_one_of_the_two_nobody_knows_whether_a_third_is_needed(cast: Cast, state: CaseState) -> None:
    case = a_case(S.UNDER_THIRD_REVIEW, cast=cast)
    if state == S.CONSOLIDATION:
        stages.close_control(case, cast)
    first = stages.assignment_of(case, cast.expert_a)

    releasing.release_expert(case, by=cast.head, assignment=first, reason_code="conflict", reason=f"KO4: {WHY}")

    control = stages.assignment_of(case, cast.control)
    assert [control.state, control.reason_code, control.review.voided_at] == [
        AssignmentState.RELEASED,
        releasing.NO_LONGER_NEEDED,
        now(),
    ]
    assert [WHY in str(document.facts) for document in papers_to(case, cast.control.user_id)][-1] is False
    # nobody finds the control expert at fault
    assert conflicts([cast.control.user], case, today()) == {}
    stages.accept_invitation(case, cast.reserve)
    stages.close(case, cast.reserve, "333333332")
    assert case.state == S.CONSOLIDATION


def test_a_control_expert_in_conflict_is_replaced_after_the_sums_too(cast: Cast) -> None:
    case = a_case(S.UNDER_THIRD_REVIEW, cast=cast)
    stages.close_control(case, cast)
    stages.send_assessment(case, cast)
    control = stages.assignment_of(case, cast.control)

    releasing.release_expert(case, by=cast.head, assignment=control, reason_code="conflict", reason=f"KO6: {WHY}")

    assert [case.state, len(case.standing_assessments)] == [S.UNDER_THIRD_REVIEW, 0]
    assert parts(case)["Aranka"] == parts(case)["Barna"] == "accepted"
    assert permissions.may_invite_replacement(cast.head, case)
    inviting.invite_replacement(case, by=cast.head, expert=cast.spare)
    stages.accept_invitation(case, cast.spare)
    stages.close(case, cast.spare, stages.DIVERGING[2])
    assert case.state == S.CONSOLIDATION


def test_an_expert_who_reports_an_absolute_ground_leaves_at_once_and_for_good(cast: Cast) -> None:
    case = a_case(S.WAITING_FOR_A_MEETING, cast=cast)
    own = stages.assignment_of(case, cast.expert_a)

    told, *_ = releasing.report_conflict(own, by=cast.expert_a.user, ground="KO4", reason=WHY)

    assert told == ConflictReported(
        case_id=case.id, by_id=cast.expert_a.user_id, title=case.title, case_number=case.number, ground="KO4"
    )
    assert [own.state, own.reason, case.steps[-1].by_id] == [AssignmentState.RELEASED, f"KO4: {WHY}", None]
    # a person in conflict has no part in the case, whatever part it is
    for screen in (conflicts, workshop_conflicts):
        found = screen([cast.expert_a.user], case, today())[cast.expert_a.user_id]
        assert "KO4" in [obstacle.code for obstacle in found]


def test_what_may_bias_is_decided_in_writing_before_the_assessment_goes_out(cast: Cast, refused) -> None:
    case = a_case(S.CONSOLIDATION, cast=cast)
    own = stages.assignment_of(case, cast.expert_a)
    assert releasing.report_conflict(own, by=cast.expert_a.user, ground="KO9", reason=WHY) == [
        ConflictReported(
            case_id=case.id, by_id=cast.expert_a.user_id, title=case.title, case_number=case.number, ground="KO9"
        )
    ]
    (row,) = case.circumstances
    assert [row.ground, row.text, row.stays, own.state] == ["KO9", WHY, None, AssignmentState.ACCEPTED]
    with refused("circumstance_undecided"):
        stages.send_assessment(case, cast)
    with refused("ruling_missing", "reason_missing"):
        releasing.decide_circumstance(row, by=cast.head, stays=None, reason="Jó.")

    releasing.decide_circumstance(row, by=cast.head, stays=True, reason="Nagy város, nem ismerik egymást.")

    assert [row.stays, row.decided_by_id, row.decided_at] == [True, cast.head.id, now()]
    stages.send_assessment(case, cast)
    assert case.state == S.WAITING_FOR_APPLICANTS_REMARKS


def test_who_is_found_biased_on_accepting_is_relieved_before_the_other_has_answered(cast: Cast, refused) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    own = stages.assignment_of(case, cast.expert_a)
    signed = {"by": cast.expert_a.user, "declarations": stages.SIGNED, "circumstance": "A városban élek."}
    told = [type(event) for event in inviting.accept_invitation(own, **signed)]
    assert told == [ConflictReported, InvitationAccepted]
    (row,) = case.circumstances

    events = releasing.decide_circumstance(row, by=cast.head, stays=False, reason="Kis település, elfogult lehet.")

    assert [type(event) for event in events] == [ExpertReleased, ReplacementInvited]
    assert [case.state, parts(case)["Aranka"], parts(case)["Cecília"]] == [
        S.EXPERTS_BEING_INVITED,
        "released",
        "invited",
    ]
    with refused("wrong_state"):
        releasing.decide_circumstance(row, by=cast.head, stays=True, reason="Mégis maradhat.")


@pytest.mark.parametrize("state", [S.ON_THE_AGENDA, S.DECISION_BEING_ISSUED])
def test_once_the_case_is_on_an_agenda_a_review_stands(cast: Cast, refused, state: CaseState) -> None:
    case = a_case(state, cast=cast)
    own = stages.assignment_of(case, cast.expert_a)

    with refused("wrong_state"):
        releasing.report_conflict(own, by=cast.expert_a.user, ground="KO4", reason=WHY)
    with refused("wrong_state"):
        releasing.release_expert(case, by=cast.head, assignment=own, reason_code="conflict", reason=WHY)


def papers_to(case, user_id: int) -> list[Document]:
    return [document for document in case.documents if document.addressee_id == user_id]
