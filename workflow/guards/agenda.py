"""Conditions of putting a case on the agenda and of taking it off (T23, T24)."""

from collections.abc import Iterator
from datetime import date

from models.case import Case
from models.meeting import Meeting
from models.states import ItemStage, MeetingState
from models.user import User
from workflow.calendar import Calendar
from workflow.clock import day_of
from workflow.deadlines import subtract_working_days
from workflow.parties import HEAD
from workflow.refusals import Given, Refusal, unless
from workflow.screening import expert_ids, is_conflicted, workshop_conflicts

#: The agenda closes so many working days before the meeting (H13).
AGENDA_CLOSES = 15


def meeting_is_open_for_papers(case: Case, given: Given) -> Iterator[Refusal]:
    """T23: a planned meeting whose agenda is not closed yet (H13)."""
    meeting: Meeting | None = given.facts.get("meeting")
    yield from unless(
        meeting is not None and meeting.state == MeetingState.PLANNED,
        "meeting_missing",
        "Válasszon tervezett műhelyülést.",
        "Choose a planned meeting.",
        field="meeting",
    )
    if meeting is not None:
        yield from not_listed_there_before(case, meeting)
        yield from agenda_is_open(meeting, given.today, given.calendar)


def agenda_is_open(meeting: Meeting, on: date, calendar: Calendar) -> Iterator[Refusal]:
    """What comes later waits for the next meeting (H13)."""
    closes = subtract_working_days(day_of(meeting.starts_at), AGENDA_CLOSES, calendar=calendar)
    yield from unless(
        on <= closes,
        "agenda_closed",
        f"Ennek az ülésnek a napirendje {closes.isoformat()} napján lezárult.",
        f"The agenda of this meeting closed on {closes.isoformat()}.",
        field="meeting",
    )


def not_listed_there_before(case: Case, meeting: Meeting) -> Iterator[Refusal]:
    """A case stands on the agenda of one meeting only once."""
    yield from unless(
        meeting.id not in {item.meeting_id for item in case.agenda_items},
        "meeting_again",
        "Az ügy ennek az ülésnek a napirendjén már szerepelt: válasszon másik ülést.",
        "The case stood on this meeting's agenda before: choose another meeting.",
        field="meeting",
    )


def rapporteur_is_fit(case: Case, given: Given) -> Iterator[Refusal]:
    """T23: a rapporteur who did not review the case (KO8, BR-17) and has no conflict with it."""
    rapporteur: User | None = given.facts.get("rapporteur")
    yield from unless(
        rapporteur is not None, "rapporteur_missing", "Válasszon előadót.", "Choose a rapporteur.", field="rapporteur"
    )
    if rapporteur is None:
        return
    for obstacle in workshop_conflicts([rapporteur], case, given.today).get(rapporteur.id, []):
        yield Refusal(f"rapporteur_{obstacle.code.lower()}", obstacle.text, "rapporteur")


def chair_is_free(case: Case, chair: User, today: date) -> bool:
    """Whether nothing keeps the chair off the case: no conflict (KO1–KO3, KO5), and not one of its experts."""
    return chair.id not in expert_ids(case) and not is_conflicted(chair, case, today)


def lister_has_no_conflict(case: Case, given: Given) -> Iterator[Refusal]:
    """T23: the head of office lists any case, the chair none that the chair is in conflict with (4.7)."""
    if HEAD.is_(given.by, case) or not isinstance(given.by, User):
        return
    yield from unless(
        chair_is_free(case, given.by, given.today),
        "chair_in_conflict",
        "Ebben az ügyben Ön összeférhetetlen: az irodavezető tűzi napirendre.",
        "You have a conflict of interest in this case: the head of office lists it.",
    )


def item_is_listed(case: Case, given: Given) -> Iterator[Refusal]:
    """T24: the item has not been resolved, and no vote on it is open."""
    item = case.agenda_item
    yield from unless(
        item is not None and item.stage == ItemStage.LISTED,
        "item_not_listed",
        "A napirendi pontról szavaznak vagy már döntöttek.",
        "The item is being voted on or is resolved.",
    )


def not_adjourned_for_that_before(case: Case, given: Given) -> Iterator[Refusal]:
    """T24: at most once for the same reason."""
    reason = str(given.facts.get("reason") or "").strip().casefold()
    used = {item.taken_off_reason.strip().casefold() for item in case.agenda_items if item.taken_off_reason}
    yield from unless(
        reason not in used,
        "adjourned_before",
        "Ugyanezért az okért már levették a napirendről.",
        "It was taken off for the same reason before.",
        field="reason",
    )
