"""What people do to a case: the next right step, and everything else, at random (for the test of the invariants)."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.expert import Assignment
from models.meeting import Meeting
from models.states import AssignmentState, CaseState, Choice, Finding, ItemState, MeetingState, Outcome
from tests import stages
from tests.cast import Cast
from tests.ready import issue_by
from workflow.acts import (
    agenda_keeping,
    checking,
    clarifying,
    communicating,
    completing,
    consolidating,
    convening,
    deciding,
    drafting,
    inviting,
    releasing,
    requesting,
    reviewing,
    submitting,
    voting,
)
from workflow.parties import SYSTEM

S = CaseState
Draw = Callable[[Any], Any]
WHY = "A Műhely a helyszíni tapasztalatok alapján eltér a szakértők eredményétől. " * 3


def outcome_of(case: Case) -> Outcome:
    """What the rule result leads to."""
    return list(Outcome)[int(case.assessments[-1].result[1]) - 1]


def go_on(case: Case, cast: Cast, draw: Draw) -> None:
    """The next step by the right people, whatever it is."""
    match case.state:
        case S.DRAFT:
            stages.submit(case, cast)
        case S.SUBMITTED:
            stages.assign(case, cast)
        case S.UNDER_FORMAL_CHECK if case.request_in_preparation or draw(st.booleans()):
            stages.request_completion(case, cast)
        case S.UNDER_FORMAL_CHECK | S.COMPLETION_RECEIVED:
            stages.accept(case, cast)
        case S.COMPLETION_REQUESTED:
            stages.complete(case, cast)
        case S.ACCEPTED_FOR_REVIEW:
            stages.invite(case, cast)
        case S.EXPERTS_BEING_INVITED:
            stages.accept_all(case, cast)
        case S.UNDER_EXPERT_REVIEW if all(row.review and row.review.is_closed for row in working(case)):
            stages.call_control(case, cast)
        case S.UNDER_EXPERT_REVIEW:
            open_ones = [row for row in working(case) if not row.review.is_closed]
            stages.close(case, open_ones[0].expert, draw(st.sampled_from(["444444444", "333333333", "222222222"])))
        case S.UNDER_THIRD_REVIEW:
            stages.accept_all(case, cast)
            control = working(case)[-1]
            stages.close(case, control.expert, "333333333")
        case S.CONSOLIDATION:
            stages.send_assessment(case, cast)
        case S.WAITING_FOR_APPLICANTS_REMARKS:
            stages.waive_remarks(case, cast)
        case S.WAITING_FOR_A_MEETING:
            stages.put_on_agenda(case, cast)
        case S.ON_THE_AGENDA:
            if case.agenda_item.meeting.state == MeetingState.PLANNED:
                stages.open_meeting(case, cast)
            proposal = stages.propose(case, cast, outcome_of(case))
            stages.cast_votes(proposal, cast, "YYYYYYYYY")
            voting.close_vote(proposal, by=cast.chair)
        case S.DECISION_BEING_ISSUED:
            if case.agenda_item.meeting.state == MeetingState.IN_SESSION:
                convening.close_meeting(case.agenda_item.meeting, by=cast.chair)
            if case.agenda_item.meeting.state == MeetingState.CLOSED:
                for certifier in cast.certifiers:
                    if case.agenda_item.meeting.certifier_id != certifier.id:
                        convening.certify(case.agenda_item.meeting, by=certifier, minutes={})
            stages.issue(case, cast)
        case S.RETURNED_FOR_REVISION:
            stages.resubmit(case, cast)


def working(case: Case) -> list[Assignment]:
    return [row for row in case.current_assignments if row.state == AssignmentState.ACCEPTED]


def an_assignment(case: Case, draw: Draw) -> Assignment | None:
    return draw(st.sampled_from(case.assignments)) if case.assignments else None


def _answer(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    row = an_assignment(case, draw)
    if row is None:
        return
    by = row.expert.user if draw(st.booleans()) else by
    if draw(st.booleans()):
        inviting.accept_invitation(row, by=by, declarations=stages.SIGNED, circumstance="")
    else:
        code = draw(st.sampled_from(["declined", "conflict"]))
        inviting.decline_invitation(row, by=by, code=code, reason="Nem vállalom.")


def _review(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    row = an_assignment(case, draw)
    if row is None or row.review is None:
        return
    grades = "".join(draw(st.lists(st.sampled_from("012345"), min_size=9, max_size=9)))
    stages.write(row.review, grades)
    if draw(st.booleans()):
        reviewing.close_review(row.review, by=row.expert.user, declaration=stages.SIGNED["conflict_of_interest"])


def _reopen(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    reviewing.reopen_review(case, by=by, assignment=an_assignment(case, draw), reason="Elírás a pontszámban.")


def _question(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    row = an_assignment(case, draw)
    if row is not None and row.review is not None:
        clarifying.propose_clarification(row.review, by=row.expert.user, question="Hányan vettek részt?")
    for asked in stages.clarifications(case):
        clarifying.ask_clarification(asked, by=by, question="Hányan vettek részt az alkalmakon?")


def _open(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    letters = [document for document in case.documents if document.to_applicant]
    if letters:
        communicating.open_letter(draw(st.sampled_from(letters)), by=by)


def _exclude(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if case.agenda_item:
        member = draw(st.sampled_from(cast.members))
        agenda_keeping.exclude(case.agenda_item, by=by, member_id=member.id, ground="KO10", note="")


def _propose(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    item = case.agenda_item
    if item is None:
        return
    if item.meeting.state == MeetingState.PLANNED:
        stages.open_meeting(case, cast, present=draw(st.integers(3, 9)))
    outcome = draw(st.sampled_from(list(Outcome)))
    points = stages.points_for(case, outcome)
    voting.propose(item, by=by, outcome=outcome, text="Javaslat.", departure_reason=WHY, points=points)


def _vote(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    item = case.agenda_item
    if item is None or not item.proposals:
        return
    voting.cast(item.proposals[-1], by=draw(st.sampled_from(cast.members)), choice=draw(st.sampled_from(list(Choice))))


def _close_vote(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if case.agenda_item and case.agenda_item.proposals:
        voting.close_vote(case.agenda_item.proposals[-1], by=by)


def _list(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    meetings = db.session.scalars(select(Meeting).order_by(Meeting.id)).all()
    meeting = draw(st.sampled_from([*meetings, None])) or stages.meeting_in(cast, days=draw(st.integers(1, 60)))
    rapporteur = draw(st.sampled_from([*cast.members, cast.expert_a.user]))
    if case.state == S.DECISION_BEING_ISSUED:
        deciding.send_back(case, by=by, reason="A meghívót nem kapta meg mindenki.", meeting=meeting)
    else:
        agenda_keeping.put_on_agenda(case, by=by, meeting=meeting, rapporteur=rapporteur)


def _take_off(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    reason = draw(st.sampled_from(["Az előadó beteg lett.", "Nincs határozatképesség."]))
    agenda_keeping.take_off_agenda(case, by=by, reason=reason)


def _meeting(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if case.agenda_item:
        convening.close_meeting(case.agenda_item.meeting, by=by)


def _certify(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if case.agenda_item:
        convening.certify(case.agenda_item.meeting, by=by, minutes={})
        convening.certify(case.agenda_item.meeting, by=cast.certifiers[1], minutes={})


def _check(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    code = draw(st.sampled_from(["J1", "J2", "J4", "J8"]))
    stages.check(case, cast, sign=False, **{code: draw(st.sampled_from(list(Finding)))})
    if draw(st.booleans()):
        checking.sign_check(case, by=by)
    else:
        checking.reject(case, by=by, reason="Nem pótolható hiány.")


def _judge(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    stages.judge(case, cast, draw(st.sampled_from(list(ItemState)))) if case.request else None
    if draw(st.booleans()):
        checking.reject_uncompleted(case, by=by, reason="Nem pótolták.")


def _extension(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if draw(st.booleans()):
        completing.ask_extension(case, by=by, reason="Két munkatársunk beteg lett.")
    else:
        completing.extend(case, by=by)


def _item(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if draw(st.booleans()):
        stages.item(case, cast)
    else:
        requesting.remove_item(case, by=by, ordinal=draw(st.integers(1, 3)))


def _write(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    drafting.write_answers(case, submitting.version_to_write(case), {"E1": f"Cél {draw(st.integers(0, 9))}"}, by=by)


def _experts(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    chosen = [draw(st.sampled_from(cast.experts)) for _ in range(3)]
    if case.state == S.ACCEPTED_FOR_REVIEW:
        inviting.invite_experts(case, by=by, expert_a=chosen[0], expert_b=chosen[1], reserve=chosen[2])
    elif case.state == S.UNDER_EXPERT_REVIEW:
        inviting.call_control(case, by=by, expert=chosen[0])
    else:
        inviting.invite_replacement(case, by=by, expert=chosen[0])


def _release(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    code = draw(st.sampled_from(["conflict", "overdue"]))
    releasing.release_expert(case, by=by, assignment=an_assignment(case, draw), reason_code=code, reason="Így kell.")


def _terminate(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    act = checking.terminate_unrevised if case.state == S.RETURNED_FOR_REVISION else checking.terminate_unanswered
    act(case, by=by)


def _remarks(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    consolidating.close_remarks(case, by=draw(st.sampled_from([by, SYSTEM])), remarks="Köszönjük.")


def _withdraw(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    if draw(st.integers(0, 3)) == 0:
        submitting.withdraw(case, by=by, statement="Visszalépünk.")


def _issue(case: Case, cast: Cast, by: Any, draw: Draw) -> None:
    issue_by(case, by)


MEDDLING = (
    _answer, _review, _question, _open, _exclude, _propose, _vote, _close_vote, _list, _take_off, _meeting, _certify,
    _check, _judge, _extension, _item, _write, _experts, _release, _reopen, _terminate, _remarks, _withdraw,
    _issue,
)  # fmt: skip
#: Whose act it is: half of the time they do it themselves.
RIGHT = {
    _open: ("representative",), _exclude: ("chair",), _propose: ("chair",), _close_vote: ("chair",),
    _list: ("head", "president"), _take_off: ("chair",), _meeting: ("chair",), _certify: ("certifier",),
    _check: ("officer", "head"), _judge: ("head",), _extension: ("representative", "head"), _item: ("officer",),
    _write: ("staff",), _experts: ("head",), _release: ("head",), _reopen: ("head",), _terminate: ("head",),
    _remarks: ("representative",), _withdraw: ("representative",), _issue: ("president",), _question: ("officer",),
}  # fmt: skip
