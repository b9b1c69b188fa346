"""A case right before each step of the table, and the act that takes the step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.states import CaseState, Finding, ItemState, Outcome
from models.user import User
from tests import stages
from tests.cast import Cast, the_people
from tests.factories import (
    ACCEPTED,
    CALLED,
    CHECKED,
    COMPLETED,
    CONSOLIDATED,
    INVITED,
    ISSUED,
    LISTED,
    REQUESTED,
    RESOLVED,
    REVIEWED,
    SENT,
    SUBMITTED,
    WAITING,
    Stage,
    play,
)
from workflow.acts import (
    agenda_keeping,
    checking,
    clarifying,
    completing,
    consolidating,
    deciding,
    drafting,
    excusing,
    inviting,
    releasing,
    requesting,
    reviewing,
    submitting,
    voting,
)
from workflow.parties import SYSTEM


@dataclass
class Ready:
    """A case that stands right before a step; `act(by)` takes it, `right` is whose step it is."""

    case: Case | None
    right: Any
    act: Callable[[Any], Any]
    #: The same for another session: `step(case, cast, who(cast))`.
    step: Callable[[Any, Any, Any], Any]
    who: Callable[[Any], Any]


def a_case_ready_for(name: str, *, cast: Cast | None = None) -> Ready:
    """The case, and the act that takes the step `name` of the table once it is called with who acts."""
    return READY[name](cast or the_people())


def _ready(
    right: Callable[[Cast], Any], way: tuple[Stage, ...], act: Callable[[Case, Cast, Any], Any], **more: Any
) -> Callable[[Cast], Ready]:
    def ready(cast: Cast) -> Ready:
        case = play(way, cast=cast, outcome=more.get("outcome", Outcome.ACCREDITED_WITH_CONDITIONS))
        return Ready(case, right(cast), lambda by: act(case, cast, by), act, right)

    return ready


def _beginning(
    right: Callable[[Cast], Any], act: Callable[[Case | None, Cast, Any, str], Any]
) -> Callable[[Cast], Ready]:
    def ready(cast: Cast) -> Ready:
        mark = stages.token()
        return Ready(
            None,
            right(cast),
            lambda by: act(None, cast, by, mark),
            lambda case, cast, by: act(case, cast, by, mark),
            right,
        )

    return ready


def _open(case: Case | None, cast: Cast, by: Any, mark: str) -> Any:
    return drafting.open_draft("Új program", cast.organisation, by=by, token=mark)


def _record(case: Case | None, cast: Cast, by: Any, mark: str) -> Any:
    return stages.record(cast, by=by, token=mark)


def _representative(cast: Cast) -> User:
    return cast.representative


def _head(cast: Cast) -> User:
    return cast.head


def _officer(cast: Cast) -> User:
    return cast.officer


def _chair(cast: Cast) -> User:
    return cast.chair


def _president(cast: Cast) -> User:
    return cast.president


def _ask_extension(case: Case, cast: Cast) -> None:
    completing.ask_extension(case, by=cast.representative, reason="Két munkatársunk beteg lett.")


def _end(case: Case, cast: Cast) -> None:
    checking.terminate_unanswered(case, by=cast.head)


def _ask_excuse(case: Case, cast: Cast) -> None:
    stages.ask_excuse(case, cast.representative)


def _new_gap(case: Case, cast: Cast) -> None:
    stages.judge(case, cast)
    stages.item(case, cast, fields="C6")


def _check(case: Case, cast: Cast) -> None:
    stages.check(case, cast)


def _failing_check(case: Case, cast: Cast) -> None:
    stages.check(case, cast, sign=False, J2=Finding.NOT_MET)


def _items(case: Case, cast: Cast) -> None:
    stages.item(case, cast)


def _judged(case: Case, cast: Cast) -> None:
    stages.judge(case, cast)
    stages.check(case, cast)


def _unsupplied(case: Case, cast: Cast) -> None:
    stages.judge(case, cast, ItemState.NOT_SUPPLIED)


def _one_accepts(case: Case, cast: Cast) -> None:
    stages.accept_invitation(case, cast.expert_a)


def _question(case: Case, cast: Cast) -> None:
    review = stages.assignment_of(case, cast.expert_a).review
    clarifying.propose_clarification(review, by=cast.expert_a.user, question="Hányan vettek részt az alkalmakon?")


def _one_closes(case: Case, cast: Cast) -> None:
    stages.close(case, cast.expert_a, stages.GRADES[Outcome.ACCREDITED][0])
    stages.write(stages.assignment_of(case, cast.expert_b).review, stages.GRADES[Outcome.ACCREDITED][1])


def _control_writes(case: Case, cast: Cast) -> None:
    stages.write(stages.assignment_of(case, cast.control).review, stages.DIVERGING[2])


def _voted(case: Case, cast: Cast) -> None:
    stages.open_meeting(case, cast)
    proposal = stages.propose(case, cast, Outcome.ACCREDITED_WITH_CONDITIONS)
    stages.cast_votes(proposal, cast, "Y" * 9)


def _nothing(case: Case, cast: Cast) -> None:
    """The days pass."""


def _issuing(outcome: Outcome) -> Callable[[Cast], Ready]:
    way = (*RESOLVED, (1, stages.certify))
    return _ready(_president, way, lambda case, cast, by: issue_by(case, by), outcome=outcome)


def issue_by(case: Case, by: User) -> Any:
    """T26–T29 by somebody."""
    return deciding.issue(case, by=by, verify_at=lambda code: f"https://merce.example/verify/{code}")


def _answer(case: Case, expert: Any, by: Any) -> Any:
    assignment = stages.assignment_of(case, expert)
    return inviting.accept_invitation(assignment, by=by, declarations=stages.SIGNED, circumstance="")


def _decline(case: Case, cast: Cast, by: Any) -> Any:
    code = "no_answer" if by is SYSTEM else "declined"
    return inviting.decline_invitation(stages.assignment_of(case, cast.expert_a), by=by, code=code, reason="Elfoglalt.")


def _close_review(case: Case, expert: Any, by: Any) -> Any:
    words = stages.SIGNED["conflict_of_interest"]
    return reviewing.close_review(stages.assignment_of(case, expert).review, by=by, declaration=words)


def _ask(case: Case, cast: Cast, by: Any) -> Any:
    question = "Hányan vettek részt az alkalmakon?"
    return clarifying.ask_clarification(stages.clarifications(case)[-1], by=by, question=question)


def _release(case: Case, cast: Cast, by: Any) -> Any:
    late = cast.control if case.state == CaseState.UNDER_THIRD_REVIEW else cast.expert_a
    assignment = stages.assignment_of(case, late)
    return releasing.release_expert(
        case, by=by, assignment=assignment, reason_code="conflict", reason="Később derült ki."
    )


def _invite(case: Case, cast: Cast, by: Any) -> Any:
    return inviting.invite_experts(case, by=by, expert_a=cast.expert_a, expert_b=cast.expert_b, reserve=cast.reserve)


def _remark(case: Case, cast: Cast, by: Any) -> Any:
    return consolidating.close_remarks(case, by=by, waived=by is not SYSTEM)


def _list(case: Case, cast: Cast, by: Any) -> Any:
    meeting = stages.meeting_in(cast)
    return agenda_keeping.put_on_agenda(case, by=by, meeting=meeting, rapporteur=cast.members[-1])


def _send_back(case: Case, cast: Cast, by: Any) -> Any:
    reason = "A meghívót nem kapta meg mindenki."
    return deciding.send_back(case, by=by, reason=reason, meeting=stages.meeting_in(cast))


REASON = "Nem felel meg a feltételeknek."
READY: dict[str, Callable[[Cast], Ready]] = {
    "open_draft": _beginning(lambda cast: cast.staff, _open),
    "submit": _ready(
        _representative, (),
        lambda case, cast, by: submitting.submit(case, by=by, declarations=stages.DECLARED, signatory="Minta Anna"),
    ),
    "record": _beginning(lambda cast: cast.officer, _record),
    "discard": _ready(lambda cast: cast.staff, (), lambda case, cast, by: drafting.discard(case, by=by)),
    "assign_officer": _ready(
        _head, SUBMITTED, lambda case, cast, by: checking.assign_officer(case, by=by, officer=cast.officer)
    ),
    "accept": _ready(_head, (*CHECKED, (1, _check)), lambda case, cast, by: checking.accept(case, by=by)),
    "request_completion": _ready(
        _officer, (*CHECKED, (1, _items)), lambda case, cast, by: requesting.request_completion(case, by=by)
    ),
    "request_completion_again": _ready(
        _officer, (*REQUESTED, (1, stages.write_an_address), (1, stages.complete), (1, _new_gap)),
        lambda case, cast, by: requesting.request_completion_again(case, by=by),
    ),
    "ask_excuse": _ready(
        _representative, (*REQUESTED, (20, _nothing)), lambda case, cast, by: stages.ask_excuse(case, by)
    ),
    "grant_excuse": _ready(
        _head, (*REQUESTED, (20, _ask_excuse)), lambda case, cast, by: excusing.grant_excuse(case, by=by)
    ),
    "refuse_excuse": _ready(
        _head, (*REQUESTED, (20, _ask_excuse)),
        lambda case, cast, by: excusing.refuse_excuse(case, by=by, reason=REASON),
    ),
    "ask_excuse_after": _ready(
        _representative, (*REQUESTED, (20, _end)), lambda case, cast, by: stages.ask_excuse(case, by)
    ),
    "grant_excuse_after": _ready(
        _head, (*REQUESTED, (20, _end), (1, _ask_excuse)),
        lambda case, cast, by: excusing.grant_excuse(case, by=by),
    ),
    "refuse_excuse_after": _ready(
        _head, (*REQUESTED, (20, _end), (1, _ask_excuse)),
        lambda case, cast, by: excusing.refuse_excuse(case, by=by, reason=REASON),
    ),
    "reject": _ready(
        _head, (*CHECKED, (1, _failing_check)), lambda case, cast, by: checking.reject(case, by=by, reason=REASON)
    ),
    "extend_completion": _ready(
        _head, (*REQUESTED, (1, _ask_extension)), lambda case, cast, by: completing.extend(case, by=by)
    ),
    "complete": _ready(
        _representative, REQUESTED,
        lambda case, cast, by: completing.complete(
            case, by=by, answers=stages.answers_to(case), declarations=stages.DECLARED
        ),
    ),
    "terminate_unanswered": _ready(
        _head, (*REQUESTED, (60, _nothing)), lambda case, cast, by: checking.terminate_unanswered(case, by=by)
    ),
    "accept_completed": _ready(
        _head, (*COMPLETED, (1, _judged)), lambda case, cast, by: checking.accept_completed(case, by=by)
    ),
    "reject_uncompleted": _ready(
        _head, (*COMPLETED, (1, _unsupplied)),
        lambda case, cast, by: checking.reject_uncompleted(case, by=by, reason=REASON),
    ),
    "invite_experts": _ready(_head, ACCEPTED, _invite),
    "decline_invitation": _ready(lambda cast: cast.expert_a.user, INVITED, _decline),
    "begin_review": _ready(
        lambda cast: cast.expert_b.user, (*INVITED, (1, _one_accepts)),
        lambda case, cast, by: _answer(case, cast.expert_b, by),
    ),
    "ask_clarification": _ready(_officer, (*REVIEWED, (1, _question)), _ask),
    "reopen_review": _ready(
        _head, (*REVIEWED, (5, _one_closes)),
        lambda case, cast, by: reviewing.reopen_review(
            case, by=by, assignment=stages.assignment_of(case, cast.expert_a), reason=REASON
        ),
    ),
    "release_expert": _ready(_head, REVIEWED, _release),
    "release_control": _ready(_head, (*CALLED, (1, stages.accept_control)), _release),
    "call_control": _ready(
        _head, (*REVIEWED, (5, stages.diverge)),
        lambda case, cast, by: inviting.call_control(case, by=by, expert=cast.control),
    ),
    "begin_consolidation": _ready(
        lambda cast: cast.expert_b.user, (*REVIEWED, (5, _one_closes)),
        lambda case, cast, by: _close_review(case, cast.expert_b, by),
    ),
    "consolidate_after_control": _ready(
        lambda cast: cast.control.user, (*CALLED, (1, stages.accept_control), (4, _control_writes)),
        lambda case, cast, by: _close_review(case, cast.control, by),
    ),
    "send_assessment": _ready(
        _officer, CONSOLIDATED,
        lambda case, cast, by: consolidating.send_assessment(
            case, by=by, strengths="A lakosok részvétele erős.", weaknesses="A nyilvánosság gyenge."
        ),
    ),
    "close_remarks": _ready(_representative, SENT, _remark),
    "put_on_agenda": _ready(_head, WAITING, _list),
    "take_off_agenda": _ready(
        _chair, LISTED,
        lambda case, cast, by: agenda_keeping.take_off_agenda(case, by=by, reason="Az előadó beteg lett."),
    ),
    "resolve": _ready(
        _chair, (*LISTED, (30, _voted)),
        lambda case, cast, by: voting.close_vote(case.agenda_item.proposals[-1], by=by),
    ),
    "accredit": _issuing(Outcome.ACCREDITED),
    "accredit_with_conditions": _issuing(Outcome.ACCREDITED_WITH_CONDITIONS),
    "return_for_revision": _issuing(Outcome.RETURNED_FOR_REVISION),
    "refuse": _issuing(Outcome.REFUSED),
    "send_back": _ready(_president, (*RESOLVED, (1, stages.certify)), _send_back),
    "resubmit": _ready(
        _representative, (*ISSUED, (1, stages.write_changes)),
        lambda case, cast, by: submitting.resubmit(case, by=by, answers=stages.tasks_of(case)),
        outcome=Outcome.RETURNED_FOR_REVISION,
    ),
    "terminate_unrevised": _ready(
        _head, (*ISSUED, (200, _nothing)), lambda case, cast, by: checking.terminate_unrevised(case, by=by),
        outcome=Outcome.RETURNED_FOR_REVISION,
    ),
    "withdraw": _ready(
        _representative, SUBMITTED,
        lambda case, cast, by: submitting.withdraw(case, by=by, statement="Visszalépünk a kérelemtől."),
    ),
}  # fmt: skip
