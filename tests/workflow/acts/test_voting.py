"""Proposal, ballots and the closing of a vote."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from models.case import Case
from models.states import CaseState, Choice, DeadlineState, ItemStage, Outcome, Role
from tests import stages
from tests.cast import Cast, a_person, a_relation
from tests.factories import a_case
from workflow.acts import agenda_keeping, voting
from workflow.clock import now
from workflow.engine import NotYours
from workflow.events import Resolved
from workflow.queries.proposals import choices

S = CaseState
CONDITIONS, ACCREDITED, REVISION = (
    Outcome.ACCREDITED_WITH_CONDITIONS,
    Outcome.ACCREDITED,
    Outcome.RETURNED_FOR_REVISION,
)
WHY = "A Műhely a helyszíni tapasztalatok alapján eltér a szakértők eredményétől. " * 3


@pytest.fixture
def case(cast: Cast) -> Iterator[Case]:
    """On the agenda with rule result R2, and the day has come."""
    case = a_case(S.ON_THE_AGENDA, cast=cast)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        yield case


def vote(case: Case, cast: Cast, outcome: Outcome, votes: str, *, why: str = "") -> list:
    proposal = stages.propose(case, cast, outcome, departure_reason=why)
    stages.cast_votes(proposal, cast, votes)
    return voting.close_vote(proposal, by=cast.chair)


def not_carried(case: Case, cast: Cast) -> None:
    """The rule result is put to the vote, and falls."""
    assert vote(case, cast, CONDITIONS, "NNNNNNNNN") == []


def counts(case: Case) -> tuple:
    proposal = case.agenda_item.proposals[-1]
    return (proposal.base, proposal.present, proposal.yes, proposal.no, proposal.abstained, proposal.carried)


def test_a_carried_proposal_becomes_the_resolution_of_the_meeting_s_day(cast: Cast, case: Case) -> None:
    stages.open_meeting(case, cast)

    (event,) = vote(case, cast, CONDITIONS, "YYYYYNNA-")

    assert event == Resolved(
        case_id=case.id,
        by_id=cast.chair.id,
        title=case.title,
        case_number=case.number,
        outcome="accredited_with_conditions",
        resolution_number="OFM 1/2026. (X. 15.) sz. határozat",
    )
    assert counts(case) == (9, 9, 5, 2, 2, True)
    decision = case.decision
    assert (decision.outcome, decision.decided_on) == (CONDITIONS, now().date())
    assert [(p.ordinal, p.criterion, p.proof, p.due_days) for p in decision.points] == [(1, "K4", "jegyzőkönyv", 90)]
    assert (case.state, case.agenda_item.stage) == (S.DECISION_BEING_ISSUED, ItemStage.RESOLVED)
    assert case.steps[-1].facts == {"resolution": event.resolution_number, "outcome": event.outcome}


@pytest.mark.parametrize(
    ("present", "votes", "carried"),
    [
        (9, "YYYYYNNNN", True),
        (9, "YYYYNNNNA", False),
        (8, "YYYYNNNN", False),  # a tie is not carried
        (8, "YYYYAAAA", False),  # abstentions count as present
        (8, "YYYY----", False),  # and so does who does not vote
        (8, "YYYYYNNN", True),
        (5, "YYYNN", True),
        (5, "YYNNA", False),
    ],
)
def test_more_than_half_of_those_present_carry_a_proposal(cast: Cast, case: Case, present, votes, carried) -> None:
    stages.open_meeting(case, cast, present=present)

    events = vote(case, cast, CONDITIONS, votes)

    assert (bool(events), case.agenda_item.proposals[-1].carried) == (carried, carried)
    assert (case.state == S.DECISION_BEING_ISSUED) == carried


def test_after_a_proposal_that_was_not_carried_the_next_one_is_put(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast)
    first = stages.propose(case, cast, CONDITIONS)
    with refused("wrong_state"):  # one vote at a time
        stages.propose(case, cast, CONDITIONS)
    stages.cast_votes(first, cast, "YYYYNNNNA")

    assert voting.close_vote(first, by=cast.chair) == []
    assert (case.state, case.agenda_item.stage, case.decision) == (S.ON_THE_AGENDA, ItemStage.LISTED, None)
    vote(case, cast, REVISION, "YYYYYYNNN", why=WHY)
    assert case.decision.outcome == REVISION
    assert [proposal.carried for proposal in case.agenda_item.proposals] == [False, True]


# Quorum


def test_without_a_quorum_no_vote_begins(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast, present=4)

    with refused("no_quorum"):
        stages.propose(case, cast, CONDITIONS)


def test_excluded_members_are_not_in_the_base(cast: Cast, case: Case) -> None:
    for member in cast.members[7:]:
        agenda_keeping.exclude(case.agenda_item, by=cast.chair, member_id=member.id, ground="KO10")
    stages.open_meeting(case, cast, present=4)  # four of seven

    vote(case, cast, CONDITIONS, "YYYN")

    assert counts(case) == (7, 4, 3, 1, 0, True)


def test_exclusions_can_take_the_quorum_of_one_item(cast: Cast, case: Case, refused) -> None:
    for member in cast.members[1:3]:
        agenda_keeping.exclude(case.agenda_item, by=cast.chair, member_id=member.id, ground="KO10")
    stages.open_meeting(case, cast, present=5)  # three of seven

    with refused("no_quorum"):
        stages.propose(case, cast, CONDITIONS)
    agenda_keeping.take_off_agenda(case, by=cast.chair, reason="Erre a pontra nincs határozatképesség.")
    assert case.state == S.WAITING_FOR_A_MEETING


def test_no_vote_outside_a_meeting(cast: Cast, case: Case, refused) -> None:
    with refused("wrong_state"):
        stages.propose(case, cast, CONDITIONS)


# Departure


def test_a_departure_by_one_step_needs_two_thirds_of_those_present(cast: Cast, case: Case) -> None:
    stages.open_meeting(case, cast)
    not_carried(case, cast)

    assert vote(case, cast, ACCREDITED, "YYYYYNNNN", why=WHY) == []
    (event,) = vote(case, cast, ACCREDITED, "YYYYYYNNN", why=WHY)

    assert event.outcome == "accredited"
    assert case.decision.departure_reason == WHY


@pytest.mark.parametrize("why", ["", "á" * 199, " " * 300])
def test_a_departure_needs_200_characters_of_reasons(cast: Cast, case: Case, refused, why: str) -> None:
    stages.open_meeting(case, cast)
    not_carried(case, cast)

    with refused("departure_unexplained", field="departure_reason"):
        stages.propose(case, cast, ACCREDITED, departure_reason=why)
    stages.propose(case, cast, ACCREDITED, departure_reason="á" * 200)


def test_the_rule_result_is_put_to_the_vote_first_on_every_agenda(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast)

    with refused("rule_result_first", field="outcome"):
        stages.propose(case, cast, ACCREDITED, departure_reason=WHY)
    assert [choice.outcome for choice in choices(case)] == [CONDITIONS]
    not_carried(case, cast)

    assert {choice.outcome for choice in choices(case)} == {CONDITIONS, ACCREDITED, REVISION}
    assert stages.propose(case, cast, ACCREDITED, departure_reason=WHY).outcome == ACCREDITED


def test_a_departure_by_two_steps_is_impossible(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast)

    with refused("two_steps", field="outcome"):
        stages.propose(case, cast, Outcome.REFUSED, departure_reason=WHY)


# Points


@pytest.mark.parametrize(
    ("outcome", "points", "codes"),
    [
        (CONDITIONS, [], ["points_missing"]),
        (CONDITIONS, [{"criterion": "K4", "text": "Kell.", "proof": "", "due_days": 90}], ["condition_incomplete"]),
        (CONDITIONS, [{"criterion": "K4", "text": "Kell.", "proof": "irat", "due_days": 29}], ["condition_incomplete"]),
        (
            CONDITIONS,
            [{"criterion": "K4", "text": "Kell.", "proof": "irat", "due_days": 181}],
            ["condition_incomplete"],
        ),
        (CONDITIONS, [{"criterion": "K4", "text": "Kell.", "proof": "irat"}], ["condition_incomplete"]),
        (REVISION, [], ["points_missing"]),
    ],
)
def test_conditions_and_tasks_are_complete_before_anybody_votes(cast, case, refused, outcome, points, codes) -> None:
    stages.open_meeting(case, cast)
    not_carried(case, cast)

    with refused(*codes, field="points"):
        voting.propose(
            case.agenda_item, by=cast.chair, outcome=outcome, text="Javaslat.", departure_reason=WHY, points=points
        )


@pytest.mark.parametrize("outcome", [REVISION, Outcome.REFUSED])
def test_every_weak_criterion_has_its_task_or_reason(cast: Cast, refused, outcome: Outcome) -> None:
    case = a_case(S.ON_THE_AGENDA, cast=cast, outcome=outcome)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.open_meeting(case, cast)
        points = stages.points_for(case, outcome)
        assert len(points) > 3

        with refused("criterion_uncovered", "criterion_uncovered", field="points"):
            voting.propose(case.agenda_item, by=cast.chair, outcome=outcome, text="Javaslat.", points=points[2:])
        voting.propose(case.agenda_item, by=cast.chair, outcome=outcome, text="Javaslat.", points=points)


# Who votes


def test_a_member_votes_once(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast)
    proposal = stages.propose(case, cast, CONDITIONS)
    voting.cast(proposal, by=cast.members[1], choice=Choice.YES)

    with refused("wrong_state"):
        voting.cast(proposal, by=cast.members[1], choice=Choice.NO)

    assert [(ballot.member_id, ballot.choice) for ballot in proposal.ballots] == [(cast.members[1].id, Choice.YES)]


def test_any_member_who_votes_makes_the_vote_secret_and_it_begins_anew(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast, present=7)
    proposal = stages.propose(case, cast, CONDITIONS)
    stages.cast_votes(proposal, cast, "YY")

    voting.ask_secrecy(proposal, by=cast.members[4])
    assert (proposal.is_secret, proposal.ballots) == (True, [])
    stages.cast_votes(proposal, cast, "YYYYNA-")
    with refused("wrong_state"):
        voting.cast(proposal, by=cast.members[0], choice=Choice.NO)
    (event,) = voting.close_vote(proposal, by=cast.chair)

    assert {ballot.choice for ballot in proposal.ballots} == {None}
    assert {ballot.member_id for ballot in proposal.ballots} == {member.id for member in cast.members[:6]}
    assert counts(case) == (9, 7, 4, 1, 2, True)
    assert event.outcome == "accredited_with_conditions"


def test_who_does_not_vote_asks_for_no_secrecy_and_nobody_asks_twice(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast, present=7)
    proposal = stages.propose(case, cast, CONDITIONS)

    for person in (cast.members[8], cast.secretary, cast.head, cast.president, cast.administrator):
        with pytest.raises(NotYours):
            voting.ask_secrecy(proposal, by=person)
    voting.ask_secrecy(proposal, by=cast.members[1])
    with refused("wrong_state"):
        voting.ask_secrecy(proposal, by=cast.members[2])
    voting.close_vote(proposal, by=cast.chair)
    with refused("wrong_state"):
        voting.ask_secrecy(proposal, by=cast.members[2])


def test_nobody_votes_who_is_absent_excluded_or_no_member(cast: Cast, case: Case) -> None:
    agenda_keeping.exclude(case.agenda_item, by=cast.members[3], member_id=cast.members[3].id, ground="KO4")
    stages.open_meeting(case, cast, present=7)
    newcomer = a_person(Role.WORKSHOP_MEMBER)
    proposal = stages.propose(case, cast, CONDITIONS)

    for person in (
        cast.members[8],  # absent
        cast.members[3],  # excluded
        newcomer,  # not a member when the meeting was called
        cast.secretary,
        cast.head,
        cast.president,
        cast.expert_a.user,
        cast.administrator,
    ):
        with pytest.raises(NotYours):
            voting.cast(proposal, by=person, choice=Choice.YES)


def test_a_vote_is_closed_once_and_no_vote_comes_after(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast)
    proposal = stages.propose(case, cast, CONDITIONS)
    stages.cast_votes(proposal, cast, "NNNNN----")
    voting.close_vote(proposal, by=cast.chair)

    with refused("wrong_state"):
        voting.cast(proposal, by=cast.members[7], choice=Choice.YES)
    with refused("wrong_state"):
        voting.close_vote(proposal, by=cast.chair)
    assert counts(case) == (9, 9, 0, 5, 4, False)


@pytest.mark.parametrize("part", ["member", "secretary", "head", "president", "administrator"])
def test_only_the_chair_puts_and_closes_a_vote(cast: Cast, case: Case, part: str) -> None:
    stages.open_meeting(case, cast)
    person = cast.by_part[part]
    points = stages.points_for(case, CONDITIONS)

    with pytest.raises(NotYours):
        voting.propose(case.agenda_item, by=person, outcome=CONDITIONS, text="Javaslat.", points=points)
    proposal = stages.propose(case, cast, CONDITIONS)
    with pytest.raises(NotYours):
        voting.close_vote(proposal, by=person)


def test_a_chair_who_is_excluded_does_not_conduct_the_item(cast: Cast) -> None:
    a_relation(cast.chair, cast.organisation)
    deputy = a_person(Role.WORKSHOP_CHAIR)
    case = a_case(S.ON_THE_AGENDA, cast=cast)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.open_meeting(case, cast)

        with pytest.raises(NotYours):
            stages.propose(case, cast, CONDITIONS)
        proposal = voting.propose(
            case.agenda_item,
            by=deputy,
            outcome=CONDITIONS,
            text="Javaslat.",
            points=stages.points_for(case, CONDITIONS),
        )
        stages.cast_votes(proposal, cast, "-YYYYYYYY")
        voting.close_vote(proposal, by=deputy)

    assert counts(case)[:3] == (9, 8, 8)


def test_resolutions_are_numbered_by_the_year_without_gaps(cast: Cast, case: Case, refused) -> None:
    stages.open_meeting(case, cast)
    vote(case, cast, CONDITIONS, "NNNNN")
    vote(case, cast, CONDITIONS, "YYYYY")
    second = a_case(S.DECISION_BEING_ISSUED, cast=cast)

    assert case.decision.resolution_number.startswith("OFM 1/2026.")
    assert second.decision.resolution_number.startswith("OFM 2/2026.")
    assert case.deadline("H16").state == DeadlineState.RUNNING
