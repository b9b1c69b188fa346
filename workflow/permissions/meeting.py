"""What people may do in a meeting of the workshop: call and conduct it, keep its minutes, propose, vote, certify."""

from typing import Any

from models.meeting import AgendaItem, Meeting, Proposal
from models.states import CaseState, ItemStage, MeetingState, Presence, Role
from workflow.guards.workshop import entitled
from workflow.parties import holds
from workflow.permissions.may import May, holding
from workflow.permissions.seeing import WORKSHOP, is_

TO_CONDUCT = (Role.WORKSHOP_CHAIR,)
TO_KEEP_MINUTES = (Role.WORKSHOP_CHAIR, Role.WORKSHOP_SECRETARY)


def in_session(meeting: Meeting) -> bool:
    """Between opening and closing."""
    return meeting.state == MeetingState.IN_SESSION


def before_vote(item: AgendaItem) -> bool:
    """Listed, and no vote is open."""
    return item.stage == ItemStage.LISTED


def is_present(person: Any, proposal: Proposal) -> bool:
    """Entitled to vote on the item, and in the room."""
    return (
        holds(person, *WORKSHOP)
        and person.id in entitled(proposal.item)
        and any(
            row.member_id == person.id and row.presence == Presence.PRESENT for row in proposal.item.meeting.attendances
        )
    )


def conducts(person: Any, item: AgendaItem) -> bool:
    """The chair, unless excluded from the item: then another one conducts it (4.7)."""
    return holds(person, *TO_CONDUCT) and person.id not in {row.member_id for row in item.exclusions}


def is_open(proposal: Proposal) -> bool:
    """Whether votes are being cast on it: not closed, and the case was not withdrawn meanwhile."""
    return proposal.closed_at is None and proposal.item.stage == ItemStage.VOTING


#: Who looks for what the next agenda needs: whoever may put a case on it (T23).
may_compose_agenda = May(holding(Role.HEAD_OF_OFFICE, Role.WORKSHOP_CHAIR))
may_convene = May(holding(Role.HEAD_OF_OFFICE, *TO_KEEP_MINUTES))
may_open_meeting = May(holding(*TO_CONDUCT), lambda meeting: meeting.state == MeetingState.PLANNED)
may_close_meeting = May(holding(*TO_CONDUCT), in_session)
may_record_presence = May(holding(*TO_KEEP_MINUTES), in_session)
may_certify = May(
    lambda person, meeting: holds(person, Role.CERTIFIER) and not is_(person, meeting.chair_id),
    lambda meeting: meeting.state == MeetingState.CLOSED,
)
may_exclude = May(holding(*TO_KEEP_MINUTES), before_vote)
may_declare_own_conflict = May(
    lambda person, item: getattr(person, "id", None) in entitled(item) and holds(person, *WORKSHOP), before_vote
)
may_note_discussion = May(holding(*TO_KEEP_MINUTES), lambda item: in_session(item.meeting))
may_propose = May(
    conducts,
    lambda item: (
        before_vote(item)
        and in_session(item.meeting)
        and (item.case is None or item.case.state == CaseState.ON_THE_AGENDA)
    ),
)
may_list_topic = May(holding(Role.HEAD_OF_OFFICE, *TO_CONDUCT), lambda meeting: meeting.state == MeetingState.PLANNED)
may_take_off_topic = May(
    lambda person, item: item.case is None and holds(person, Role.HEAD_OF_OFFICE, *TO_CONDUCT),
    lambda item: before_vote(item) and item.meeting.state in {MeetingState.PLANNED, MeetingState.IN_SESSION},
)
may_vote = May(is_present, is_open)
may_ask_secrecy = May(is_present, lambda proposal: is_open(proposal) and not proposal.is_secret)
may_close_vote = May(lambda person, proposal: conducts(person, proposal.item), is_open)
