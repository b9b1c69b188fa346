"""Meetings of the workshop: calling, opening, presence, closing, certified minutes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.db import db
from models.meeting import AgendaItem, Attendance, Meeting
from models.states import ItemStage, MeetingState, Presence, Role
from models.user import User
from workflow.acts.meeting_lock import lock_meeting
from workflow.calendar.stored import stored_calendar
from workflow.clock import day_of, now, today
from workflow.deadline_rules import DEADLINE_RULES
from workflow.deadlines import subtract_working_days
from workflow.events import Event, MeetingConvened, MinutesCertified
from workflow.keeping import end, next_number
from workflow.numbering import meeting_number
from workflow.permissions import (
    demand,
    may_certify,
    may_close_meeting,
    may_convene,
    may_open_meeting,
    may_record_presence,
)
from workflow.queries.people import holders
from workflow.refusals import Refusal, Refused
from workflow.text import Text

SIGNED = Refusal(
    "signed_already",
    Text(hu="Ön már aláírta: a másik hitelesítő következik.", en="You have signed: the other certifier is next."),
)


def convene(*, by: User, starts_at: datetime, place: str) -> tuple[Meeting, Event]:
    """Call a meeting: it gets its number of the year, and today's members become those entitled to vote."""
    demand(may_convene, by)
    if starts_at <= now():
        raise Refused(
            [
                Refusal(
                    "meeting_past",
                    Text(hu="Az ülés ideje jövőbeli legyen.", en="The meeting must be in the future."),
                    "starts_at",
                )
            ]
        )
    year = day_of(starts_at).year
    meeting = Meeting(
        number=meeting_number(next_number(db.session(), "OFM-meeting", year), year),
        starts_at=starts_at,
        place=place,
        state=MeetingState.PLANNED,
    )
    for member in holders(Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR, on=day_of(starts_at)):
        meeting.attendances.append(Attendance(member=member, presence=Presence.ABSENT))
    db.session.add(meeting)
    db.session.flush()
    return meeting, MeetingConvened(
        case_id=None, by_id=by.id, title=place, case_number=None, meeting_id=meeting.id,
        meeting_number=meeting.number, starts_at=starts_at.isoformat(),
    )  # fmt: skip


def open_meeting(meeting: Meeting, *, by: User, secretary: User | None = None) -> Meeting:
    """The chair opens the meeting on its day."""
    lock_meeting(meeting)
    demand(may_open_meeting, by, meeting)
    if day_of(meeting.starts_at) > today():
        raise Refused(
            [
                Refusal(
                    "meeting_early",
                    Text(
                        hu="Az ülést a napja előtt nem lehet megnyitni.",
                        en="The meeting cannot be opened before its day.",
                    ),
                )
            ]
        )
    secretaries = holders(Role.WORKSHOP_SECRETARY)
    meeting.state, meeting.opened_at, meeting.chair = MeetingState.IN_SESSION, now(), by
    meeting.secretary = secretary or (secretaries[0] if secretaries else None)
    return meeting


def record_presence(meeting: Meeting, *, by: User, presence: Mapping[int, Presence]) -> Meeting:
    """Chair or secretary write down who is present; `presence` maps member ids."""
    lock_meeting(meeting)
    demand(may_record_presence, by, meeting)
    for row in meeting.attendances:
        row.presence = presence.get(row.member_id, row.presence)
    return meeting


def close_meeting(
    meeting: Meeting,
    *,
    by: User,
    discussions: Mapping[int, str] | None = None,
    noted: Mapping[str, Any] | None = None,
) -> Meeting:
    """The chair closes; every item must be resolved or taken off, a topic at least discussed.

    The minutes are drafted from what was recorded.
    `noted` is what the minutes need beside it: {"agenda_votes": {"yes", "no", "abstention"}, "guests": [names]}.
    """
    lock_meeting(meeting)
    demand(may_close_meeting, by, meeting)
    for item in meeting.items:
        item.discussion = (discussions or {}).get(item.id, item.discussion)
    if any(_is_open(item) for item in meeting.items):
        raise Refused(
            [
                Refusal(
                    "items_open",
                    Text(
                        hu="Van még nyitott napirendi pont: döntsön róla, vagy vegye le. "
                        "Ahol nem született határozat, írja le a vita összefoglalását.",
                        en="An item is still open: decide it or take it off. "
                        "Where there is no resolution, note the summary of the discussion.",
                    ),
                )
            ]
        )
    for item in meeting.items:
        if item.stage == ItemStage.LISTED:
            item.stage = ItemStage.DISCUSSED
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now()
    meeting.minutes = dict(noted) if noted else None
    return meeting


def _is_open(item: AgendaItem) -> bool:
    """Whether something is still to be done: a case is decided or taken off; of a topic a summary is enough."""
    if item.stage == ItemStage.LISTED and item.case is None:
        return not item.discussion.strip()
    return item.stage in {ItemStage.LISTED, ItemStage.VOTING}


def certify(meeting: Meeting, *, by: User, minutes: dict[str, Any]) -> list[Event]:
    """One of the two certifiers signs (4.9); with the second signature the minutes are locked as they are (BR-20)."""
    lock_meeting(meeting)
    demand(may_certify, by, meeting)
    if meeting.certifier is None:
        meeting.certifier = by
        db.session.flush()
        return []
    if meeting.certifier.id == by.id:
        raise Refused([SIGNED])
    meeting.state, meeting.certified_at, meeting.second_certifier = MeetingState.CERTIFIED, now(), by
    meeting.minutes = minutes
    for item in meeting.items:
        deadline = item.case.deadline("H15") if item.case and item is item.case.agenda_item else None
        if deadline is not None and deadline.ended_at is None:
            end(deadline, today())
    return [
        MinutesCertified(
            case_id=None, by_id=by.id, title=meeting.place, case_number=None, meeting_id=meeting.id,
            meeting_number=meeting.number,
        )
    ]  # fmt: skip


def agenda_closes_on(meeting: Meeting) -> Any:
    """The last day for putting a case on the agenda (H13)."""
    return _before(meeting, "H13")


def papers_due_on(meeting: Meeting) -> Any:
    """The last day for invitation and papers (H14)."""
    return _before(meeting, "H14")


def _before(meeting: Meeting, code: str) -> Any:
    calendar = stored_calendar(db.session)
    return subtract_working_days(day_of(meeting.starts_at), DEADLINE_RULES[code].length, calendar=calendar)
