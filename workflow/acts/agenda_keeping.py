"""What stands on the agenda of a meeting: cases and topics put on and taken off, who leaves, what is said."""

from typing import Any

from models.case import Case
from models.criteria_set import CriteriaSet
from models.db import db
from models.meeting import AgendaItem, Exclusion, Meeting
from models.states import ItemKind, ItemStage
from models.user import User
from workflow.acts.about import about
from workflow.acts.meeting_lock import lock_meeting
from workflow.calendar.stored import stored_calendar
from workflow.clock import day_of, today
from workflow.engine import lock, move
from workflow.events import Event, PutOnAgenda, TakenOffAgenda, TopicListed, TopicTakenOff
from workflow.guards.agenda import agenda_is_open
from workflow.guards.workshop import entitled
from workflow.keeping import end
from workflow.permissions import (
    demand,
    may_declare_own_conflict,
    may_exclude,
    may_list_topic,
    may_note_discussion,
    may_take_off_topic,
)
from workflow.refusals import Refusal, Refused
from workflow.screening import workshop_conflicts
from workflow.text import Text


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
    lock_meeting(meeting)  # of two cases that are listed at once, each gets a place of its own
    item = AgendaItem(
        case=case,
        meeting=meeting,
        ordinal=_next_place(meeting),
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


def list_topic(
    meeting: Meeting,
    *,
    by: User,
    kind: ItemKind,
    title: str,
    presenter: User | None,
    paper: str,
    criteria_set: CriteriaSet | None = None,
) -> tuple[AgendaItem, Event]:
    """A topic that is no case goes on the agenda, with its paper, before the agenda closes (H13)."""
    lock_meeting(meeting)
    demand(may_list_topic, by, meeting)
    refusals = [*agenda_is_open(meeting, today(), stored_calendar(db.session))]
    if presenter is None:
        refusals.append(
            Refusal("presenter_missing", Text(hu="Válasszon előadót.", en="Choose who presents it."), "presenter")
        )
    if refusals or presenter is None:
        raise Refused(refusals)
    item = AgendaItem(
        kind=kind,
        title=title,
        paper=paper,
        criteria_set=criteria_set,
        meeting=meeting,
        ordinal=_next_place(meeting),
        rapporteur=presenter,
        stage=ItemStage.LISTED,
    )
    db.session.add(item)
    db.session.flush()
    return item, TopicListed(**_of_topic(item, by), meeting_on=day_of(meeting.starts_at).isoformat())


def take_off_topic(item: AgendaItem, *, by: User, reason: str) -> Event:
    """A topic comes off the agenda, with the reason that the minutes give."""
    lock_meeting(item.meeting)
    demand(may_take_off_topic, by, item)
    item.stage, item.taken_off_reason = ItemStage.TAKEN_OFF, reason
    return TopicTakenOff(**_of_topic(item, by), reason=reason)


def exclude(item: AgendaItem, *, by: User, member_id: int, ground: str, note: str = "") -> AgendaItem:
    """A member leaves for the item: by one's own declaration, or by the chair's decision (KO4, KO6, KO9–KO12)."""
    lock_meeting(item.meeting)
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
    lock_meeting(item.meeting)
    demand(may_note_discussion, by, item)
    item.discussion = text
    return item


def _next_place(meeting: Meeting) -> int:
    return 1 + max((row.ordinal for row in meeting.items), default=0)


def _of_topic(item: AgendaItem, by: User) -> dict[str, Any]:
    return {
        "case_id": None,
        "by_id": by.id,
        "title": item.title,
        "case_number": None,
        "meeting_id": item.meeting_id,
        "meeting_number": item.meeting.number,
        "item_id": item.id,
    }
