"""The minutes of a meeting (10.7): drafted from what was recorded; once certified, as they were locked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.decision import Decision
from models.meeting import AgendaItem, Meeting, Proposal
from models.states import ItemStage, MeetingState, Outcome, Presence, Role
from models.user import User
from workflow.association import NAME
from workflow.clock import BUDAPEST, day_of
from workflow.documents.checking import checked
from workflow.documents.minutes import dressed
from workflow.documents.shapes import Minutes
from workflow.guards.workshop import entitled, present_for
from workflow.labels import label
from workflow.queries.meetings import board_of
from workflow.queries.people import holders
from workflow.text import Text
from workflow.voting import is_quorate

COUNTED = Text(
    "{text} ({yes} igen, {no} nem, {abstention} tartózkodás; nem kapta meg a szükséges többséget.)",
    "{text} ({yes} in favour, {no} against, {abstention} abstaining; not carried.)",
)
TAKEN_OFF = Text("A pontot levették a napirendről: {reason}", "The item was taken off the agenda: {reason}")
CONDITION = Text(
    "{text}; igazolása: {proof}; határideje: a közléstől számított {days} nap.",
    "{text}; proof: {proof}; term: {days} days from the delivery.",
)
#: How many sign the minutes (4.9).
CERTIFIERS = 2
ISSUE = Text("A határozat kiadása és megküldése", "Issuing and sending the decision")
PRESIDENT = Text("az egyesület elnöke", "the president of the association")


def has_minutes(meeting: Meeting) -> bool:
    """Once the meeting is closed."""
    return meeting.closed_at is not None


def minutes_of(meeting: Meeting, locale: str, *, certifier: User | None = None) -> dict[str, Any]:
    """The facts of `workflow.documents.render("minutes", …)`, fit for JSON.

    With `certifier`, as this person certifies them now; certified minutes stay as they were locked (BR-20), in
    whichever language they are headed.
    """
    if meeting.state == MeetingState.CERTIFIED and "items" in (meeting.minutes or {}):
        return {**(meeting.minutes or {}), "language": locale}
    return drafted(meeting.id, locale, certifier=certifier)


def readable(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The minutes in words, part by part, as `templates/documents/minutes.typ` prints them."""
    return dressed(checked(dict(facts), Minutes, "minutes"))


def drafted(meeting_id: int, locale: str, *, certifier: User | None) -> dict[str, Any]:
    """The minutes from the rows, in a fixed number of queries; a draft until two have signed, `certifier` included."""
    board = board_of(meeting_id)
    meeting = board.meeting
    noted = meeting.minutes or {}
    signed = [one for one in (meeting.certifier, certifier or meeting.second_certifier) if one]
    others = [one for one in holders(Role.CERTIFIER) if one.id != meeting.chair_id and one not in signed]
    certifiers = [*signed, *others][:CERTIFIERS]
    return {
        "language": locale,
        "created_at": (meeting.certified_at or meeting.closed_at or meeting.starts_at).isoformat(),
        "author": NAME,
        "number": meeting.number,
        "place": meeting.place,
        "held_on": day_of(meeting.starts_at).isoformat(),
        "starts": _clock(meeting.opened_at or meeting.starts_at),
        "ends": _clock(meeting.closed_at or meeting.starts_at),
        "chair": _name(meeting.chair),
        "secretary": _name(meeting.secretary),
        "certifiers": [_name(one) for one in certifiers],
        "entitled": board.entitled,
        "present": _names(meeting, Presence.PRESENT),
        "excused": _names(meeting, Presence.EXCUSED),
        "absent": _names(meeting, Presence.ABSENT),
        "guests": noted.get("guests", []),
        "quorate": board.is_quorate,
        "agenda": [{"number": str(item.ordinal), "title": _heading(item, locale)} for item in meeting.items],
        "agenda_votes": noted.get("agenda_votes", {"yes": board.present, "no": 0, "abstention": 0}),
        "items": [_item(item, board.resolutions.get(item.id), locale) for item in meeting.items],
        "draft": len(signed) < CERTIFIERS,
    }


def _item(item: AgendaItem, decision: Decision | None, locale: str) -> dict[str, Any]:
    closed = [proposal for proposal in item.proposals if proposal.closed_at is not None]
    last = closed[-1] if closed else None
    base = (last.base if last else None) or len(entitled(item))
    present = last.present if last and last.present is not None else len(present_for(item))
    taken_off = TAKEN_OFF.in_(locale).format(reason=item.taken_off_reason) if item.stage == ItemStage.TAKEN_OFF else ""
    return {
        "number": f"{item.ordinal}.",
        "case_number": item.case.number if item.case else None,
        "version": item.case.version.number if item.case else None,
        "kind": None if item.case else label(item.kind).in_(locale),
        "title": item.heading,
        "rapporteur": item.rapporteur.display_name,
        "excluded": [{"name": row.member.display_name, "ground": row.ground} for row in item.exclusions],
        "entitled": base,
        "present": present,
        "quorate": is_quorate(present, base),
        "summary": "\n".join(filter(None, (item.discussion, taken_off))),
        "proposals": [_put(proposal, locale) for proposal in closed],
        "secret": last.is_secret if last else False,
        "votes": _votes(last) if last else None,
        "resolution": _resolution(decision, last, locale),
        "tasks": _tasks(item, decision, locale),
    }


def _put(proposal: Proposal, locale: str) -> str:
    """A proposal word for word; one that was not carried with its count."""
    return proposal.text if proposal.carried else COUNTED.in_(locale).format(text=proposal.text, **_votes(proposal))


def _votes(proposal: Proposal) -> dict[str, int]:
    return {"yes": proposal.yes or 0, "no": proposal.no or 0, "abstention": proposal.abstained or 0}


def _resolution(decision: Decision | None, last: Proposal | None, locale: str) -> dict[str, Any] | None:
    """Number and text: of a case they stand in its decision, of a topic in the proposal that was carried."""
    if decision is not None:
        return {"number": decision.resolution_number, "text": _resolved(decision, locale)}
    if last is not None and last.resolution_number:
        return {"number": last.resolution_number, "text": last.text}
    return None


def _resolved(decision: Decision, locale: str) -> str:
    """The resolution word for word: its text, its conditions, tasks or reasons, and why it departs (BR-19)."""
    conditional = decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS
    points = []
    for point in decision.points:
        text = point.text.strip()
        if conditional:
            text = CONDITION.in_(locale).format(
                text=text.rstrip("."), proof=point.proof.strip().rstrip("."), days=point.due_days
            )
        points.append(f"{point.ordinal}. {point.criterion}: {text}" if point.criterion else f"{point.ordinal}. {text}")
    return "\n".join(filter(None, (decision.text, *points, decision.departure_reason)))


def _tasks(item: AgendaItem, decision: Decision | None, locale: str) -> list[dict[str, Any]]:
    """What the meeting leaves to be done: the president issues each resolution by H16."""
    deadline = item.case.deadline("H16") if item.case and decision is not None else None
    if deadline is None:
        return []
    return [{"what": ISSUE.in_(locale), "who": PRESIDENT.in_(locale), "due": deadline.due_on.isoformat()}]


def _heading(item: AgendaItem, locale: str) -> str:
    before = item.case.number if item.case else label(item.kind).in_(locale)
    return f"{before}{', ' if item.case else ': '}{item.heading}"


def _names(meeting: Meeting, presence: Presence) -> list[str]:
    return [row.member.display_name for row in meeting.attendances if row.presence == presence]


def _name(person: User | None) -> str:
    return person.display_name if person else ""


def _clock(moment: datetime) -> str:
    """10.00, on the clock of Budapest."""
    return moment.astimezone(BUDAPEST).strftime("%H.%M")
