"""Deeds of the workshop and the president: meetings, votes, minutes, decisions."""

from typing import Any

from models.meeting import AgendaItem, Meeting
from models.states import Choice, Outcome, Presence
from models.user import User
from workflow.acts import agenda_keeping, convening, deciding, voting
from workflow.clock import today
from workflow.demo.stage import Stage, Story
from workflow.demo.texts import proof, task
from workflow.events import Event
from workflow.guards.workshop import means, present_for, weak
from workflow.queries.minutes import minutes_of
from workflow.screening import conflicts

PLACE = "Budapest, Corvin tér 8., tanácsterem"
#: How many working days from today each meeting is held; "today" can be opened at once.
MEETINGS = {"first": -25, "second": -7, "third": -2, "today": 0, "next": 25}
DAYS_FOR_CONDITION = 90
RESOLVED = {
    Outcome.ACCREDITED: "A Műhely a programot referenciaprogramként akkreditálja.",
    Outcome.ACCREDITED_WITH_CONDITIONS: "A Műhely a programot feltételekkel akkreditálja.",
    Outcome.RETURNED_FOR_REVISION: "A Műhely a programot átdolgozásra visszaadja.",
    Outcome.REFUSED: "A Műhely a program akkreditációját elutasítja.",
}


def convene(stage: Stage, key: str) -> Event:
    """A meeting is called."""
    starts_at = stage.moment(MEETINGS[key], 10)
    stage.meetings[key], event = convening.convene(by=stage.company.people["head"], starts_at=starts_at, place=PLACE)
    return event


def open_meeting(stage: Stage, key: str) -> None:
    """Everybody has come but one, who is excused."""
    chair, meeting = stage.company.people["chair"], stage.meetings[key]
    convening.open_meeting(meeting, by=chair)
    here = {row.member_id: Presence.PRESENT for row in meeting.attendances}
    here[stage.company.people["member_9"].id] = Presence.EXCUSED
    convening.record_presence(meeting, by=chair, presence=here)


def close_meeting(stage: Stage, key: str) -> None:
    """The chair closes."""
    meeting = stage.meetings[key]
    convening.close_meeting(
        meeting,
        by=stage.company.people["chair"],
        discussions={
            item.id: "Az előadó ismertette a szakértői véleményeket. A tagok a folytatás forrásairól kérdeztek."
            for item in meeting.items
        },
    )


def certify(stage: Stage, key: str) -> list[Event]:
    """Both certifiers sign the minutes."""
    events: list[Event] = []
    for part in ("certifier", "second_certifier"):
        certifier = stage.company.people[part]
        minutes = minutes_of(stage.meetings[key], "hu", certifier=certifier)
        events += convening.certify(stage.meetings[key], by=certifier, minutes=minutes)
    return events


def put_on_agenda(story: Story, stage: Stage) -> Event:
    """T23"""
    meeting = stage.meetings[story.meeting]
    rapporteur = _rapporteur(story, stage, meeting)
    return agenda_keeping.put_on_agenda(
        story.its_case, by=stage.company.people["head"], meeting=meeting, rapporteur=rapporteur
    )


def vote(story: Story, stage: Stage) -> list[Event]:
    """T25: one abstains, the others are for it."""
    item = _item(story)
    chair = stage.company.people["chair"]
    proposal = voting.propose(
        item, by=chair, outcome=story.outcome, text=RESOLVED[story.outcome], points=_points(story)
    )
    here = present_for(item)
    for place, person in enumerate(row.member for row in item.meeting.attendances if row.member_id in here):
        voting.cast(proposal, by=person, choice=Choice.YES if place else Choice.ABSTENTION)
    return voting.close_vote(proposal, by=chair)


def issue(story: Story, stage: Stage) -> Event:
    """T26–T29"""
    return deciding.issue(story.its_case, by=stage.company.people["president"], verify_at=stage.verify_at)


def _rapporteur(story: Story, stage: Stage, meeting: Meeting) -> User:
    members = [row.member for row in meeting.attendances if row.member_id != stage.company.people["chair"].id]
    conflicted = conflicts(members, story.its_case, today())
    free = [member for member in members if not conflicted.get(member.id)]
    return free[len(meeting.items) % len(free)]


def _item(story: Story) -> AgendaItem:
    item = story.its_case.agenda_item
    if item is None:
        raise ValueError("the case is on no agenda")
    return item


def _points(story: Story) -> list[dict[str, Any]]:
    """A condition, task or reason for every weak criterion, at least one where the outcome asks (BR-21)."""
    if story.outcome == Outcome.ACCREDITED:
        return []
    found = weak(story.its_case) or list(means(story.its_case))[6:7]
    conditional = story.outcome == Outcome.ACCREDITED_WITH_CONDITIONS
    return [
        {
            "criterion": code,
            "text": task(code),
            "proof": proof(code) if conditional else "",
            "due_days": DAYS_FOR_CONDITION if conditional else None,
        }
        for code in found
    ]
