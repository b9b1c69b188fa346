"""A meeting as screens ask for it: its board, and who may be offered in its forms.  Lists: `meeting_lists`."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models.case import Case
from models.db import db
from models.decision import Decision
from models.meeting import AgendaItem, Attendance, Exclusion, Meeting, Proposal
from models.programme import Programme, Version
from models.states import TWO_THIRDS, ItemStage, MeetingState, Presence, Role
from models.user import User
from workflow.clock import day_of, today
from workflow.guards.majority import departure, yes_needed
from workflow.guards.workshop import entitled, present_for
from workflow.queries.people import holders
from workflow.screening import workshop_conflicts
from workflow.voting import is_quorate, quorum


@dataclass(frozen=True)
class Board:
    """A meeting as it stands this moment.  `mark` changes whenever anything on the board changes.

    `votes` are the open votes with what they need, `resolutions` the decisions by the id of their item,
    `numbers` the number of every resolution, a topic's too.
    """

    meeting: Meeting
    present: int
    entitled: int
    needed: int
    is_quorate: bool
    is_live: bool
    votes: Sequence["OpenVote"]
    resolutions: dict[int, Decision]
    numbers: dict[int, str]
    mark: str

    def has_another_state_than(self, mark: str) -> bool:
        """Whether the meeting was opened or closed since `mark`: then the whole page has to be read again."""
        return bool(mark) and mark.partition("-")[0] != self.meeting.state.value


@dataclass(frozen=True)
class OpenVote:
    """A vote that goes on: of `base` entitled `present` are there, `cast` have voted, `needed` yes votes carry it."""

    proposal: Proposal
    base: int
    present: int
    cast: int
    needed: int
    departs: bool
    by_two_thirds: bool


def fit_rapporteurs(case: Case) -> list[User]:
    """Members of the workshop whom nothing keeps from presenting the case (BR-17, KO1–KO3, KO5, KO8)."""
    members = holders(Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR)
    found = workshop_conflicts(members, case, today())
    return [member for member in members if member.id not in found]


def presenters() -> Sequence[User]:
    """Who may present a topic: the workshop, the regional experts, the head of office, the president."""
    return holders(Role.WORKSHOP_CHAIR, Role.WORKSHOP_MEMBER, Role.REGIONAL_EXPERT, Role.HEAD_OF_OFFICE, Role.PRESIDENT)


def members_for(item: AgendaItem) -> list[User]:
    """The members who may vote on the item, in the order of the attendance list."""
    allowed = entitled(item)
    return [row.member for row in item.meeting.attendances if row.member_id in allowed]


def board_of(meeting_id: int) -> Board:
    """The board of a meeting that exists, in a fixed number of queries."""
    meeting = _whole(meeting_id)
    base = len(meeting.attendances)
    present = sum(row.presence == Presence.PRESENT for row in meeting.attendances)
    open_votes = [
        _open_vote(item, proposal)
        for item in meeting.items
        if item.stage == ItemStage.VOTING
        for proposal in item.proposals
        if proposal.closed_at is None
    ]
    resolutions = resolutions_of(meeting_id)
    return Board(
        meeting=meeting,
        present=present,
        entitled=base,
        needed=quorum(base),
        is_quorate=is_quorate(present, base),
        is_live=meeting.state == MeetingState.IN_SESSION
        or (meeting.state == MeetingState.PLANNED and day_of(meeting.starts_at) <= today()),
        votes=open_votes,
        resolutions=resolutions,
        numbers=_numbers(meeting, resolutions),
        mark=_mark(meeting),
    )


def resolutions_of(meeting_id: int) -> dict[int, Decision]:
    """What a meeting resolved, by the id of the agenda item."""
    found = db.session.execute(
        select(Proposal.item_id, Decision)
        .join(Decision, Decision.proposal_id == Proposal.id)
        .join(AgendaItem, AgendaItem.id == Proposal.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
    return dict(found.unique().all())


def _numbers(meeting: Meeting, decisions: Mapping[int, Decision]) -> dict[int, str]:
    of_topics = {
        item.id: proposal.resolution_number
        for item in meeting.items
        for proposal in item.proposals
        if proposal.resolution_number
    }
    return of_topics | {item_id: decision.resolution_number for item_id, decision in decisions.items()}


def _whole(meeting_id: int) -> Meeting:
    items = selectinload(Meeting.items)
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(
            joinedload(Meeting.chair),
            joinedload(Meeting.secretary),
            joinedload(Meeting.certifier),
            joinedload(Meeting.second_certifier),
            selectinload(Meeting.attendances).joinedload(Attendance.member),
            items.joinedload(AgendaItem.case).joinedload(Case.programme).joinedload(Programme.organisation),
            items.joinedload(AgendaItem.case).joinedload(Case.version).load_only(Version.number),
            items.joinedload(AgendaItem.case).selectinload(Case.assessments),
            items.joinedload(AgendaItem.rapporteur),
            items.selectinload(AgendaItem.exclusions).joinedload(Exclusion.member),
            items.selectinload(AgendaItem.proposals).selectinload(Proposal.ballots),
        )
        .execution_options(populate_existing=True)
    ).one()


def _open_vote(item: AgendaItem, proposal: Proposal) -> OpenVote:
    present = len(present_for(item))
    return OpenVote(
        proposal=proposal,
        base=len(entitled(item)),
        present=present,
        cast=len(proposal.ballots),
        needed=yes_needed(proposal, present),
        departs=departure(proposal) > 0,
        by_two_thirds=item.kind in TWO_THIRDS,
    )


def _mark(meeting: Meeting) -> str:
    """The state, and a fingerprint of everything that the board shows beside it."""
    facts = (
        [row.presence.value for row in meeting.attendances],
        [
            (
                item.id,
                item.stage.value,
                sorted(row.member_id for row in item.exclusions),
                [
                    (proposal.id, proposal.is_secret, len(proposal.ballots), proposal.carried)
                    for proposal in item.proposals
                ],
            )
            for item in meeting.items
        ],
    )
    return f"{meeting.state.value}-{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"
