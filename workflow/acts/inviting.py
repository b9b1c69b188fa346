"""Experts: invitation, answer with declarations, replacement, the control expert."""

from collections.abc import Sequence

from models.case import Case
from models.expert import Assignment, ExpertProfile
from models.review import Review
from models.states import ACTIVE_ASSIGNMENT, AssignmentPart, AssignmentState, CaseState
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.asking import request_paper, send_request
from workflow.acts.carrying import carry
from workflow.acts.declaring import reported, sign
from workflow.clock import now, today
from workflow.engine import lock, move
from workflow.events import (
    ControlExpertInvited,
    Event,
    ExpertsInvited,
    InvitationAccepted,
    InvitationDeclined,
    ReplacementInvited,
    ReviewBegun,
)
from workflow.guards.review import DECLARATIONS, replacement_is_fit, reviewers
from workflow.keeping import end, session_of, start
from workflow.parties import SYSTEM, Actor
from workflow.permissions import demand, may_answer_invitation, may_invite_replacement
from workflow.refusals import Given, Refusal, Refused
from workflow.screening import composition, conflicts, unavailable
from workflow.text import Text

#: Declined without an answer, or with these reasons; "conflict" is the expert's own finding (KO1–KO12).
DECLINED = {
    "declined": AssignmentState.DECLINED,
    "conflict": AssignmentState.CONFLICTED,
    "no_answer": AssignmentState.UNANSWERED,
}


def invite_experts(
    case: Case, *, by: User, expert_a: ExpertProfile | None, expert_b: ExpertProfile | None,
    reserve: ExpertProfile | None,
) -> Event:  # fmt: skip
    """T13: two experts are asked, the reserve stands by."""
    lock(case)
    pair = [expert for expert in (expert_a, expert_b) if expert is not None]
    move(
        case,
        "invite_experts",
        by=by,
        expert_a=expert_a,
        expert_b=expert_b,
        reserve=reserve,
        papers={"expert_request": [request_paper(case, expert, by=by) for expert in pair]},
    )
    for expert in pair:
        _invite(case, expert, AssignmentPart.REVIEWER)
    if reserve is not None:
        case.assignments.append(
            Assignment(
                expert=reserve, part=AssignmentPart.RESERVE, state=AssignmentState.STANDBY, round=case.review_round
            )
        )
    session_of(case).flush()
    last = max(_await_answer(case, assignment) for assignment in _invited(case))
    return ExpertsInvited(**about(case, by), expert_ids=[expert.user_id for expert in pair], due_on=last)


def accept_invitation(
    assignment: Assignment, *, by: User, declarations: dict[str, Text], circumstance: str
) -> list[Event]:
    """The expert accepts and signs both declarations; with the second acceptance the review begins (T15).

    `declarations` maps each kind to its very words; `circumstance` is what the expert reports (KO9–KO12), or "".
    """
    case = assignment.case
    lock(case)
    demand(may_answer_invitation, by, assignment)
    missing = [kind for kind in DECLARATIONS if kind not in declarations]
    if missing:
        raise Refused(
            [
                Refusal(
                    "declaration_missing",
                    Text(
                        hu="A felkérés elfogadásához mindkét nyilatkozat kell.", en="Accepting needs both declarations."
                    ),
                    kind,
                )
                for kind in missing
            ]
        )
    assignment.state, assignment.answered_at = AssignmentState.ACCEPTED, now()
    for kind in DECLARATIONS:
        sign(assignment, kind, declarations[kind], circumstance, by=by)
    assignment.review = assignment.review or Review()
    carry(assignment)
    _answered(case, assignment)
    session_of(case).flush()
    is_control = assignment.part == AssignmentPart.CONTROL
    due_on = _start_review(case, assignment, "H10" if is_control else "H07")
    told = [
        *reported(case, circumstance, by=by),
        InvitationAccepted(**about(case, by), expert_id=by.id, due_on=due_on),
    ]
    return told if is_control else [*told, *_begin_if_both(case)]


def decline_invitation(assignment: Assignment, *, by: Actor, code: str, reason: str = "") -> list[Event]:
    """T14: declined, conflicted, or (by the system) unanswered; the reserve steps in where the rules let it."""
    case = assignment.case
    lock(case)
    if by is not SYSTEM:
        demand(may_answer_invitation, by, assignment)
    if code not in DECLINED or assignment.state != AssignmentState.INVITED:
        raise Refused(
            [
                Refusal(
                    "wrong_answer",
                    Text(hu="Ez a felkérés már nem válaszolható meg.", en="This invitation can no longer be answered."),
                )
            ]
        )
    expert = assignment.expert
    if case.state == CaseState.EXPERTS_BEING_INVITED:
        paper = incoming(case, f"Nyilatkozat a felkérésről: {case.title}", sender=expert.user.display_name)
        move(case, "decline_invitation", by=by, reason=reason, papers={"refusal_of_request": paper})
    assignment.state, assignment.answered_at = DECLINED[code], now()
    assignment.reason_code, assignment.reason = code, reason
    _answered(case, assignment)
    declined = InvitationDeclined(**about(case, by), expert_id=expert.user_id, reason_code=code)
    return [declined, *step_in(case)]


def invite_replacement(case: Case, *, by: User, expert: ExpertProfile | None) -> Event:
    """The head of office asks somebody else after a refusal or a release, in either round of review."""
    lock(case)
    demand(may_invite_replacement, by, case)
    given = Given(by=by, today=today(), session=session_of(case), facts={"expert": expert})
    refusals = list(replacement_is_fit(case, given))
    if refusals or expert is None:
        raise Refused(refusals)
    part = AssignmentPart.CONTROL if case.state == CaseState.UNDER_THIRD_REVIEW else AssignmentPart.REVIEWER
    assignment = _invite(case, expert, part)
    send_request(case, assignment, by=by)
    session_of(case).flush()
    return ReplacementInvited(**about(case, by), expert_ids=[expert.user_id], due_on=_await_answer(case, assignment))


def call_control(case: Case, *, by: User, expert: ExpertProfile | None) -> Event:
    """T18: a control expert from a third county is asked, blind to both reviews."""
    lock(case)
    request = [request_paper(case, expert, by=by, kind="control_request")] if expert else []
    move(case, "call_control", by=by, expert=expert, papers={"expert_request": request})
    if expert is None:
        raise Refused([])
    assignment = _invite(case, expert, AssignmentPart.CONTROL)
    session_of(case).flush()
    return ControlExpertInvited(**about(case, by), expert_ids=[expert.user_id], due_on=_await_answer(case, assignment))


def _invite(case: Case, expert: ExpertProfile, part: AssignmentPart) -> Assignment:
    """Ask the expert; one who stood by as the reserve takes the new part."""
    standing_by = [a for a in case.current_assignments if a.expert_id == expert.id]
    assignment = standing_by[0] if standing_by else Assignment(expert=expert, round=case.review_round)
    assignment.part, assignment.state, assignment.invited_at = part, AssignmentState.INVITED, now()
    if not standing_by:
        case.assignments.append(assignment)
    return assignment


def _invited(case: Case) -> list[Assignment]:
    return [assignment for assignment in case.current_assignments if assignment.state == AssignmentState.INVITED]


def _await_answer(case: Case, assignment: Assignment) -> str:
    deadline = start(case, "H06", today(), _given(case), assignment_id=assignment.id)
    return deadline.due_on.isoformat()


def _start_review(case: Case, assignment: Assignment, code: str) -> str:
    return start(case, code, today(), _given(case), assignment_id=assignment.id).due_on.isoformat()


def _answered(case: Case, assignment: Assignment) -> None:
    for deadline in case.deadlines:
        if deadline.code == "H06" and deadline.assignment_id == assignment.id and deadline.ended_at is None:
            end(deadline, today())


def step_in(case: Case) -> list[Event]:
    """The reserve takes the free place if the rules still allow it; else the head of office has to choose."""
    if case.state != CaseState.EXPERTS_BEING_INVITED:
        return []
    reserve = next((a for a in case.current_assignments if a.state == AssignmentState.STANDBY), None)
    staying = [
        a.expert for a in case.current_assignments if a.state in ACTIVE_ASSIGNMENT and a.part == AssignmentPart.REVIEWER
    ]
    if reserve is None or len(staying) >= 2 or composition([*staying, reserve.expert], case):
        return []
    if conflicts([reserve.expert.user], case, today()) or unavailable([reserve.expert], case, today()):
        return []
    send_request(case, _invite(case, reserve.expert, AssignmentPart.REVIEWER), by=SYSTEM)
    return [
        ReplacementInvited(
            **about(case, SYSTEM), expert_ids=[reserve.expert.user_id], due_on=_await_answer(case, reserve)
        )
    ]


def _begin_if_both(case: Case) -> list[Event]:
    accepted: Sequence[Assignment] = [a for a in reviewers(case) if a.part == AssignmentPart.REVIEWER]
    if len(accepted) < 2:
        return []
    papers = [
        paper
        for a in accepted
        for paper in incoming(case, f"Szakértői nyilatkozatok: {case.title}", sender=a.expert.user.display_name)
    ]
    move(case, "begin_review", by=SYSTEM, papers={"declarations": papers})
    last = max((d.due_on for d in case.deadlines if d.code == "H07" and d.ended_at is None), default=today())
    return [
        ReviewBegun(**about(case, SYSTEM), expert_ids=[a.expert.user_id for a in accepted], due_on=last.isoformat())
    ]


def _given(case: Case) -> Given:
    return Given(by=SYSTEM, today=today(), session=session_of(case))
