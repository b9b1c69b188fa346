"""Meetings of the workshop: calling, agenda, presence, exclusions, closing, certified minutes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.case import Case
from models.db import db
from models.meeting import AgendaItem, Attendance, Exclusion, Meeting
from models.states import ItemStage, MeetingState, Presence, Role
from models.user import User
from workflow.acts.about import about
from workflow.calendar.stored import stored_calendar
from workflow.clock import day_of, now, today
from workflow.deadline_rules import DEADLINE_RULES
from workflow.deadlines import subtract_working_days
from workflow.engine import lock, move
from workflow.events import Event, MeetingConvened, MinutesCertified, PutOnAgenda, TakenOffAgenda
from workflow.guards.workshop import entitled
from workflow.keeping import end, next_number
from workflow.numbering import meeting_number
from workflow.permissions import (
    demand,
    may_certify,
    may_close_meeting,
    may_convene,
    may_declare_own_conflict,
    may_exclude,
    may_note_discussion,
    may_open_meeting,
    may_record_presence,
)
from workflow.queries.people import holders
from workflow.refusals import Refusal, Refused
from workflow.screening import workshop_conflicts
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


def put_on_agenda(case: Case, *, by: User, meeting: Meeting | None, rapporteur: User | None) -> Event:
    """T23: the case is listed; members whom the screen finds in conflict (KO1–KO3, KO5, KO8) are excluded at once."""
    lock(case)
    paper = {"subject": f"Előterjesztés: {case.title}", "version_id": case.version_id}
    move(
        case,
        "put_on_agenda",
        by=by,
        meeting=meeting,
        rapporteur=rapporteur,
        counted_from={"H14": day_of(meeting.starts_at)} if meeting else {},
        papers={"agenda_paper": [paper]},
    )
    if meeting is None or rapporteur is None:
        raise Refused([])
    list_item(case, meeting, rapporteur)
    deadline = case.deadline("H14")
    if deadline is not None:  # members read the papers from now on, and are told so at once
        end(deadline, today())
    return PutOnAgenda(
        **about(case, by),
        meeting_id=meeting.id,
        meeting_number=meeting.number,
        meeting_on=day_of(meeting.starts_at).isoformat(),
    )


def list_item(case: Case, meeting: Meeting, rapporteur: User) -> AgendaItem:
    """Enter the case as the next item of the meeting, with the exclusions that the screen finds."""
    _hold(meeting)  # of two cases that are listed at once, each gets a place of its own
    item = AgendaItem(
        case=case,
        meeting=meeting,
        ordinal=1 + max((row.ordinal for row in meeting.items), default=0),
        rapporteur=rapporteur,
        stage=ItemStage.LISTED,
    )
    db.session.add(item)
    members = [row.member for row in meeting.attendances]
    found = workshop_conflicts(members, case, today())
    for member in members:
        for first in found.get(member.id, [])[:1]:
            item.exclusions.append(
                Exclusion(member=member, ground=first.code, note=first.text.hu[:500], found_by_system=True)
            )
    db.session.flush()
    return item


def take_off_agenda(case: Case, *, by: User, reason: str) -> Event:
    """T24: off the agenda, at most once for the same reason; the case waits for the next meeting."""
    lock(case)
    item = case.agenda_item
    move(case, "take_off_agenda", by=by, reason=reason)
    number = ""
    if item is not None:
        item.stage, item.taken_off_reason = ItemStage.TAKEN_OFF, reason
        number = item.meeting.number
    return TakenOffAgenda(**about(case, by), meeting_number=number, reason=reason)


def open_meeting(meeting: Meeting, *, by: User, secretary: User | None = None) -> Meeting:
    """The chair opens the meeting on its day."""
    _hold(meeting)
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
    _hold(meeting)
    demand(may_record_presence, by, meeting)
    for row in meeting.attendances:
        row.presence = presence.get(row.member_id, row.presence)
    return meeting


def exclude(item: AgendaItem, *, by: User, member_id: int, ground: str, note: str = "") -> AgendaItem:
    """A member leaves for the item: by one's own declaration, or by the chair's decision (KO4, KO6, KO9–KO12)."""
    _hold(item.meeting)
    demand(may_declare_own_conflict if member_id == by.id else may_exclude, by, item)
    if member_id not in entitled(item):
        raise Refused(
            [
                Refusal(
                    "not_entitled",
                    Text(hu="Ez a tag nem szavazhat erről a pontról.", en="This member may not vote on this item."),
                    "member",
                )
            ]
        )
    item.exclusions.append(Exclusion(member_id=member_id, ground=ground, note=note, found_by_system=False))
    db.session.flush()
    return item


def note_discussion(item: AgendaItem, *, by: User, text: str) -> AgendaItem:
    """Chair or secretary write down what was said of the item, for the minutes."""
    _hold(item.meeting)
    demand(may_note_discussion, by, item)
    item.discussion = text
    return item


def close_meeting(
    meeting: Meeting,
    *,
    by: User,
    discussions: Mapping[int, str] | None = None,
    noted: Mapping[str, Any] | None = None,
) -> Meeting:
    """The chair closes; every item must be resolved or taken off.  The minutes are drafted from what was recorded.

    `noted` is what the minutes need beside it: {"agenda_votes": {"yes", "no", "abstention"}, "guests": [names]}.
    """
    _hold(meeting)
    demand(may_close_meeting, by, meeting)
    if any(item.stage in {ItemStage.LISTED, ItemStage.VOTING} for item in meeting.items):
        raise Refused(
            [
                Refusal(
                    "items_open",
                    Text(
                        hu="Van még nyitott napirendi pont: döntsön róla, vagy vegye le.",
                        en="An item is still open: decide it or take it off.",
                    ),
                )
            ]
        )
    for item in meeting.items:
        item.discussion = (discussions or {}).get(item.id, item.discussion)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now()
    meeting.minutes = dict(noted) if noted else None
    return meeting


def certify(meeting: Meeting, *, by: User, minutes: dict[str, Any]) -> list[Event]:
    """One of the two certifiers signs (4.9); with the second signature the minutes are locked as they are (BR-20)."""
    _hold(meeting)
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
        deadline = item.case.deadline("H15")
        if deadline is not None and deadline.ended_at is None and item is item.case.agenda_item:
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


def _hold(meeting: Meeting) -> None:
    """Lock the meeting's row, so that of two who act at once the second sees what the first did."""
    if db.session.get_bind().dialect.name != "sqlite":
        db.session.flush()
        db.session.expire_all()
        db.session.refresh(meeting, with_for_update={"of": Meeting})  # not the joined people: they may be nobody
