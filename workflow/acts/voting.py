"""Proposal, ballots and the closing of a vote (procedure rules, 4.9)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from models.case import Case
from models.db import db
from models.decision import Decision, DecisionPoint
from models.meeting import AgendaItem, Ballot, Proposal
from models.states import Choice, ItemStage, Outcome
from models.user import User
from workflow.acts.about import about
from workflow.acts.criteria_adopting import adopt
from workflow.acts.meeting_lock import lock_meeting
from workflow.clock import day_of, now, today
from workflow.engine import NotYours, lock, move, stale
from workflow.events import Event, Resolved, TopicResolved
from workflow.guards.majority import is_carried_by
from workflow.guards.workshop import (
    departure_is_allowed,
    entitled,
    item_is_quorate,
    points_are_complete,
    present_for,
    rule_result_is_put_first,
    vote_is_quorate,
)
from workflow.keeping import next_number, session_of
from workflow.numbering import resolution_number
from workflow.permissions import demand, may_ask_secrecy, may_close_vote, may_propose, may_vote
from workflow.refusals import Given, Refusal, Refused
from workflow.text import Text

#: Where a secret vote is counted.
COUNTERS = {Choice.YES: "yes", Choice.NO: "no", Choice.ABSTENTION: "abstained"}


def propose(
    item: AgendaItem,
    *,
    by: User,
    outcome: Outcome,
    text: str,
    departure_reason: str = "",
    points: list[dict[str, Any]] | None = None,
) -> Proposal:
    """The chair puts a proposal to the vote; quorum, departure and points are checked before anybody votes."""
    case = item.case
    if case is None:
        raise NotYours("a topic has no outcome: propose_resolution")
    lock(case)
    demand(may_propose, by, item)
    facts = {"outcome": outcome, "departure_reason": departure_reason, "points": points or []}
    given = Given(by=by, today=today(), session=session_of(case), facts=facts)
    guards = (vote_is_quorate, departure_is_allowed, rule_result_is_put_first, points_are_complete)
    refusals = [refusal for guard in guards for refusal in guard(case, given)]
    if refusals:
        raise Refused(refusals)
    return _put(
        item,
        Proposal(outcome=outcome, text=text, departure_reason=departure_reason, points=points or [], put_at=now()),
    )


def propose_resolution(item: AgendaItem, *, by: User, text: str) -> Proposal:
    """The chair puts the text of a resolution on a topic to the vote; the quorum is checked before anybody votes."""
    lock_meeting(item.meeting)
    demand(may_propose, by, item)
    refusals = [*item_is_quorate(item)]
    if refusals:
        raise Refused(refusals)
    return _put(item, Proposal(text=text, put_at=now()))


def _put(item: AgendaItem, proposal: Proposal) -> Proposal:
    item.proposals.append(proposal)
    item.stage = ItemStage.VOTING
    db.session.flush()
    return proposal


def _hold(item: AgendaItem) -> None:
    """Votes on a case wait for each other at the case, votes on a topic at the meeting."""
    if item.case is None:
        lock_meeting(item.meeting)
    else:
        lock(item.case)


def cast(proposal: Proposal, *, by: User, choice: Choice) -> Ballot:
    """One vote of one present, entitled member; a second click finds the first vote.

    Of a secret vote the ballot says that the member has voted, and the proposal counts how: nothing ties the two.
    """
    _hold(proposal.item)
    demand(may_vote, by, proposal)
    ballot = Ballot(member_id=by.id, choice=None if proposal.is_secret else choice, cast_at=now())
    try:
        with db.session.begin_nested():
            proposal.ballots.append(ballot)
    except IntegrityError:
        raise Refused([stale()]) from None
    if proposal.is_secret:
        counter = COUNTERS[choice]
        setattr(proposal, counter, (getattr(proposal, counter) or 0) + 1)
    return ballot


def ask_secrecy(proposal: Proposal, *, by: User) -> Proposal:
    """Any member who votes may ask for a secret vote (4.9): what was cast openly is void, and it begins anew."""
    _hold(proposal.item)
    demand(may_ask_secrecy, by, proposal)
    db.session.execute(
        delete(Ballot).where(Ballot.proposal_id == proposal.id).execution_options(synchronize_session=False)
    )
    db.session.expire(proposal, ["ballots"])
    proposal.is_secret = True
    db.session.flush()
    return proposal


def close_vote(proposal: Proposal, *, by: User) -> list[Event]:
    """Count; a carried proposal becomes the decision (T25), otherwise the item is open for the next proposal.

    Members who are present and did not vote count as present, so as abstaining.
    """
    item = proposal.item
    _hold(item)
    demand(may_close_vote, by, proposal)
    count(proposal, item)
    if not proposal.carried:
        item.stage = ItemStage.LISTED
        return []
    if item.case is None:
        return [*_resolve_topic(item, proposal, by=by)]
    return [_resolve(item.case, item, proposal, by=by)]


def count(proposal: Proposal, item: AgendaItem) -> None:
    """Close the vote once and write down base, presence and counts."""
    closed = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.closed_at.is_(None))
        .values(closed_at=now())
        .execution_options(synchronize_session=False)
    )
    if closed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused([Refusal("vote_closed", Text(hu="A szavazást már lezárták.", en="The vote is closed already."))])
    db.session.refresh(proposal)
    present = present_for(item) | {ballot.member_id for ballot in proposal.ballots}
    proposal.base, proposal.present = len(entitled(item)), len(present)
    if proposal.is_secret:
        proposal.yes, proposal.no = proposal.yes or 0, proposal.no or 0
    else:
        cast_votes = [ballot.choice for ballot in proposal.ballots if ballot.member_id in entitled(item)]
        proposal.yes, proposal.no = cast_votes.count(Choice.YES), cast_votes.count(Choice.NO)
    proposal.abstained = proposal.present - proposal.yes - proposal.no
    proposal.carried = is_carried_by(proposal, proposal.yes, proposal.present)


def _next_resolution(item: AgendaItem) -> tuple[date, str]:
    """The day of the meeting, and the year's next number: cases and topics share one sequence (4.9)."""
    held = day_of(item.meeting.starts_at)
    return held, resolution_number(next_number(db.session(), "OFM", held.year), held)


def _resolve_topic(item: AgendaItem, proposal: Proposal, *, by: User) -> Iterator[Event]:
    """The resolution gets the year's next number and stands in the minutes; a criteria set is adopted by it."""
    _, proposal.resolution_number = _next_resolution(item)
    item.stage = ItemStage.RESOLVED
    db.session.flush()
    yield TopicResolved(
        case_id=None, by_id=by.id, title=item.title, case_number=None, meeting_id=item.meeting_id,
        meeting_number=item.meeting.number, item_id=item.id, resolution_number=proposal.resolution_number,
    )  # fmt: skip
    if item.criteria_set is not None:
        yield adopt(item.criteria_set, by=by, resolution_number=proposal.resolution_number)


def _resolve(case: Case, item: AgendaItem, proposal: Proposal, *, by: User) -> Event:
    """T25: the resolution gets the year's next number, and the decision waits for the certified minutes."""
    if proposal.outcome is None:
        raise ValueError(f"proposal {proposal.id} on a case has no outcome")
    held, number = _next_resolution(item)
    move(
        case,
        "resolve",
        by=by,
        proposal=proposal,
        outcome=proposal.outcome,
        departure_reason=proposal.departure_reason,
        points=proposal.points,
        counted_from={"H15": held, "H16": held},
        step_facts={"resolution": number, "outcome": proposal.outcome.value},
    )
    item.stage = ItemStage.RESOLVED
    case.decisions.append(
        Decision(
            proposal=proposal,
            resolution_number=number,
            decided_on=held,
            outcome=proposal.outcome,
            text=proposal.text,
            departure_reason=proposal.departure_reason,
            points=[
                DecisionPoint(
                    ordinal=place,
                    criterion=point.get("criterion", ""),
                    text=point.get("text", ""),
                    proof=point.get("proof", ""),
                    due_days=point.get("due_days"),
                )
                for place, point in enumerate(proposal.points, start=1)
            ],
        )
    )
    session_of(case).flush()
    return Resolved(**about(case, by), outcome=proposal.outcome.value, resolution_number=number)
