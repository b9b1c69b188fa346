"""Guards that the acts cannot run into, asked directly: the table holds even where an act would forget to ask."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from models.case import Case
from models.db import db
from models.states import CaseState, Outcome
from tests import stages
from tests.cast import Cast
from tests.factories import RESOLVED, a_case, play
from workflow.acts import inviting, voting
from workflow.clock import now
from workflow.engine import move
from workflow.parties import SYSTEM
from workflow.refusals import Refused

S = CaseState


@pytest.fixture(autouse=True)
def _still(tuesday: time_machine.Traveller) -> None:
    """It is 15 September 2026."""


def codes_of(case: Case, name: str, **facts: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        move(case, name, **facts)
    return [refusal.code for refusal in refused.value.refusals]


def test_no_review_begins_before_both_experts_have_signed(cast: Cast) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)
    assert codes_of(case, "begin_review", by=SYSTEM) == ["acceptances_missing"]

    stages.accept_invitation(case, cast.expert_a)

    assert codes_of(case, "begin_review", by=SYSTEM) == ["acceptances_missing"]


def test_a_version_is_not_asked_to_be_completed_twice(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    db.session.execute(update(Case).where(Case.id == case.id).values(state=S.UNDER_FORMAL_CHECK))
    db.session.refresh(case)

    assert codes_of(case, "request_completion", by=cast.officer) == ["already_requested", "items_missing"]


def test_nothing_is_consolidated_before_its_reviews_are_closed(cast: Cast) -> None:
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=cast)
    assert codes_of(case, "begin_consolidation", by=SYSTEM) == ["reviews_open", "divergence"]

    stages.diverge(case, cast)
    assert codes_of(case, "begin_consolidation", by=SYSTEM) == ["divergence"]
    stages.call_control(case, cast)
    stages.accept_control(case, cast)

    assert codes_of(case, "consolidate_after_control", by=SYSTEM) == ["third_review_open"]


def test_nothing_is_resolved_outside_a_meeting_without_a_quorum_or_without_a_majority(cast: Cast) -> None:
    case = a_case(S.ON_THE_AGENDA, cast=cast)
    facts = {"by": cast.chair, "outcome": Outcome.ACCREDITED_WITH_CONDITIONS, "proposal": None, "points": []}

    assert codes_of(case, "resolve", **facts) == ["not_in_session", "no_quorum", "points_missing", "not_carried"]
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.open_meeting(case, cast)
        facts["points"] = stages.points_for(case, Outcome.ACCREDITED_WITH_CONDITIONS)
        assert codes_of(case, "resolve", **facts) == ["not_carried"]


def test_the_president_cannot_issue_what_the_workshop_did_not_resolve(cast: Cast) -> None:
    case = play((*RESOLVED, (1, stages.certify)), cast=cast, outcome=Outcome.ACCREDITED_WITH_CONDITIONS)

    for name in ("accredit", "return_for_revision", "refuse"):
        assert codes_of(case, name, by=cast.president) == ["other_outcome"]


def test_no_case_is_decided_without_two_closed_reviews(cast: Cast) -> None:
    case = play((*RESOLVED, (1, stages.certify)), cast=cast, outcome=Outcome.ACCREDITED)
    stages.assignment_of(case, cast.expert_a).review.closed_at = None

    assert codes_of(case, "accredit", by=cast.president) == ["reviews_open"]


def test_a_vote_is_counted_once(cast: Cast) -> None:
    case = a_case(S.ON_THE_AGENDA, cast=cast)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.open_meeting(case, cast)
        proposal = stages.propose(case, cast, Outcome.ACCREDITED_WITH_CONDITIONS)
        voting.count(proposal, case.agenda_item)

        with pytest.raises(Refused, match="vote_closed"):
            voting.count(proposal, case.agenda_item)


def test_an_invitation_has_three_answers_beside_yes(cast: Cast) -> None:
    case = a_case(S.EXPERTS_BEING_INVITED, cast=cast)

    with pytest.raises(Refused, match="wrong_answer"):
        inviting.decline_invitation(stages.assignment_of(case, cast.expert_a), by=cast.expert_a.user, code="maybe")


@pytest.mark.parametrize(
    ("state", "name", "part", "fact", "most"),
    [
        (S.SUBMITTED, "withdraw", "representative", "statement", 5000),
        (S.UNDER_EXPERT_REVIEW, "ask_clarification", "officer", "question", 2000),
        (S.CONSOLIDATION, "send_assessment", "officer", "strengths", 5000),
        (S.CONSOLIDATION, "send_assessment", "officer", "weaknesses", 5000),
        (S.ON_THE_AGENDA, "take_off_agenda", "chair", "reason", 2000),
        (S.DECISION_BEING_ISSUED, "send_back", "president", "reason", 2000),
    ],
)
def test_texts_have_their_limits(cast: Cast, state: CaseState, name: str, part: str, fact: str, most: int) -> None:
    case = a_case(state, cast=cast)

    assert f"{fact}_too_long" in codes_of(case, name, by=cast.by_part[part], **{fact: "á" * (most + 1)})


def test_a_sender_has_at_most_200_characters(cast: Cast) -> None:
    with pytest.raises(Refused, match="sender_too_long"):
        stages.record(cast, sender="á" * 201)


def test_every_refusal_is_told_at_once(cast: Cast) -> None:
    case = a_case(S.WAITING_FOR_A_MEETING, cast=cast)

    codes = codes_of(case, "put_on_agenda", by=cast.head, meeting=None, rapporteur=cast.expert_a.user)

    assert codes == ["meeting_missing", "rapporteur_ko8"]
