"""Conditions on the way of a criteria set from draft to force (procedure rules, 4.12)."""

from collections.abc import Iterator
from datetime import date, timedelta

from models.criteria_set import CriteriaSet
from models.meeting import AgendaItem
from models.states import ItemStage, MeetingState
from workflow.clock import day_of
from workflow.criteria import rubric
from workflow.criteria.checking import Fault, faults
from workflow.criteria.crosswalk import crosswalk_faults
from workflow.deadlines import add_working_days
from workflow.refusals import Given, Refusal, required, unless

#: A consultation is open for so many working days at least.
CONSULTATION = 15
#: Days from the adoption to the first day in force, at least.
NOTICE = 30

reason_is_given = required("reason", "Írja le az indokot.", "Give the reason.", least=10, most=2000)


def faults_of(row: CriteriaSet) -> list[Fault]:
    """What is still wrong with the draft: what it says, and then the way to it from the set that it replaces."""
    found = faults(row.content)
    if found or row.replaces is None:
        return found
    old = rubric(row.replaces.version, row.replaces.content)
    return crosswalk_faults(row.crosswalk, old, rubric(row.version, row.content))


def is_faultless(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """None goes out for comments, or to the workshop, before it is without a fault."""
    for fault in faults_of(row):
        yield Refusal("fault", fault.said)


def earliest_end(given: Given) -> date:
    """The first day on which a consultation that begins today may end."""
    return add_working_days(given.today, CONSULTATION, calendar=given.calendar)


def consultation_is_long_enough(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """At least fifteen working days."""
    until: date | None = given.facts.get("until")
    earliest = earliest_end(given)
    yield from unless(
        until is not None and until >= earliest,
        "consultation_short",
        f"A véleményezés legalább {CONSULTATION} munkanap: legkorábban {earliest.isoformat()} napján érhet véget.",
        f"The consultation takes at least {CONSULTATION} working days: it may end on {earliest.isoformat()} or later.",
        field="until",
    )


def is_open_for_comments(row: CriteriaSet, on: date) -> bool:
    """Whether the last day of the consultation has not passed."""
    return row.consultation_until is not None and on <= row.consultation_until


def consultation_is_over(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """The workshop discusses a set once everybody could comment on it."""
    yield from unless(
        not is_open_for_comments(row, given.today),
        "consultation_open",
        f"A véleményezés még tart: utolsó napja {row.consultation_until}.",
        f"The consultation is still open: its last day is {row.consultation_until}.",
    )


def every_comment_is_answered(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """The office says of each comment whether it was taken over, and why."""
    waiting = sum(comment.taken_over is None for comment in row.comments)
    yield from unless(
        waiting == 0,
        "comments_unanswered",
        f"Még {waiting} véleményre nem válaszolt az iroda.",
        f"The office has not answered {waiting} of the comments yet.",
    )


def open_item(row: CriteriaSet) -> AgendaItem | None:
    """The agenda item on which the workshop has still to speak, or None."""
    return next((item for item in row.agenda_items if item.stage in {ItemStage.LISTED, ItemStage.VOTING}), None)


def nothing_is_listed(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """While the set stands on an agenda it is neither listed again nor taken back."""
    yield from unless(
        open_item(row) is None,
        "set_listed",
        "A szempontrendszer napirenden van: előbb tárgyalják meg, vagy vegyék le.",
        "The set is on an agenda: it has to be discussed or taken off first.",
    )


def minutes_are_certified(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """BR-20: what the workshop adopted is issued only on certified minutes."""
    resolved = [item for item in row.agenda_items if item.stage == ItemStage.RESOLVED]
    yield from unless(
        bool(resolved) and resolved[-1].meeting.state == MeetingState.CERTIFIED,
        "minutes_uncertified",
        "Az ülés emlékeztetőjét még nem hitelesítették.",
        "The minutes of the meeting are not certified yet.",
    )


def is_not_in_force_yet(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """A day that has come is not changed: programmes are judged by the set from then on."""
    yield from unless(
        row.in_force_from is None or row.in_force_from > given.today,
        "day_has_come",
        "A szempontrendszer napja már eljött.",
        "The day of the set has come already.",
    )


def earliest_day(row: CriteriaSet, given: Given) -> date:
    """The first day on which the set may come into force: thirty days after its adoption, and not before tomorrow."""
    adopted = day_of(row.adopted_at) if row.adopted_at else given.today
    return max(adopted + timedelta(days=NOTICE), given.today + timedelta(days=1))


def day_is_far_enough(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """At least thirty days after the adoption."""
    day: date | None = given.facts.get("day")
    earliest = earliest_day(row, given)
    yield from unless(
        day is not None and day >= earliest,
        "day_too_near",
        f"Az elfogadás után legalább {NOTICE} nappal léphet hatályba: legkorábban {earliest.isoformat()} napján.",
        f"It comes into force at least {NOTICE} days after its adoption: on {earliest.isoformat()} or later.",
        field="day",
    )


def day_has_come(row: CriteriaSet, given: Given) -> Iterator[Refusal]:
    """The clock acts on the day itself, from 0:00."""
    yield from unless(
        row.in_force_from is not None and row.in_force_from <= given.today,
        "day_not_come",
        "A hatálybalépés napja még nem jött el.",
        "Its first day in force has not come yet.",
    )
