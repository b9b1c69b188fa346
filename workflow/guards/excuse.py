"""Conditions of the request to excuse a missed deadline of the completion (H32; T10b–T10g, BR-05)."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from models.case import Case
from models.states import OPEN
from workflow.deadline_rules import due
from workflow.hungarian import long_date
from workflow.refusals import Given, Refusal, required, unless
from workflow.text import Text

obstacle_is_given = required("obstacle", "Írja le, mi akadályozta.", "Say what prevented you.", least=20, most=5000)
refusal_is_given = required(
    "reason", "Írja le az elutasítás indokát.", "Give the reason of the refusal.", least=20, most=5000
)


def excuse_is_possible(case: Case, given: Given) -> Iterator[Refusal]:
    """T10b, T10e: once for a missed day, and at most thirty days after it."""
    deadline = case.deadline("H03")
    if deadline is None:
        return
    yield from unless(
        all(excuse.missed_on != deadline.due_on for excuse in case.excuses),
        "excuse_asked",
        "Ennek a határidőnek az elmulasztására már kértek igazolást.",
        "An excuse for missing this deadline was asked for already.",
    )
    latest = due("H32-limit", deadline.due_on, calendar=given.calendar)
    yield from unless(
        given.today <= latest,
        "excuse_too_late",
        f"Igazolási kérelem legkésőbb {long_date(latest)} napján volt benyújtható.",
        f"The last day to ask to be excused was {latest.isoformat()}.",
    )


def ended_for_want_of_completion(case: Case, given: Given) -> Iterator[Refusal]:
    """T10e: the case was terminated because no completion came, and for nothing else."""
    last = case.steps[-1] if case.steps else None
    ended = next((step for step in reversed(case.steps) if step.to_state != step.from_state), last)
    yield from unless(
        ended is not None and ended.name == "terminate_unanswered",
        "not_for_want_of_completion",
        "Az eljárás nem elmulasztott hiánypótlás miatt szűnt meg.",
        "The procedure did not end for want of a completion.",
    )


def no_other_case_is_open(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-03: what was terminated cannot go on beside a new application for the same programme."""
    another = select(Case.id).where(Case.programme_id == case.programme_id, Case.id != case.id, Case.state.in_(OPEN))
    yield from unless(
        given.session.scalar(another.limit(1)) is None,
        "another_case_is_open",
        "A programnak már új ügye van, ezért ez az eljárás nem folytatható.",
        "The programme has a new case, so this procedure cannot go on.",
    )


def obstacle_ended_lately(case: Case, given: Given) -> Iterator[Refusal]:
    """H32: within eight working days of the end of the obstacle, which is over."""
    ended = given.facts.get("obstacle_ended_on")
    if not isinstance(ended, date) or ended > given.today:
        yield Refusal(
            "obstacle_end_wrong",
            Text(
                hu="Adja meg, mikor szűnt meg az akadály; jövőbeli nap nem lehet.",
                en="Enter when the obstacle ended; it cannot be a day to come.",
            ),
            "obstacle_ended_on",
        )
        return
    last = due("H32", ended, calendar=given.calendar)
    yield from unless(
        given.today <= last,
        "obstacle_ended_long_ago",
        f"Az akadály megszűnésétől 8 munkanap volt a kérelemre, {long_date(last)} napjáig.",
        f"There were 8 working days from the end of the obstacle, until {last.isoformat()}.",
        field="obstacle_ended_on",
    )


def proof_is_given(case: Case, given: Given) -> Iterator[Refusal]:
    """T10b, T10e: something shows that it was so."""
    yield from unless(
        bool(given.facts.get("proof")),
        "proof_missing",
        "Csatoljon igazolást.",
        "Attach a proof.",
        field="proof",
    )


def excuse_is_pending(case: Case, given: Given) -> Iterator[Refusal]:
    """T10c, T10d, T10f, T10g: there is something to decide."""
    yield from unless(
        case.pending_excuse is not None,
        "no_excuse_pending",
        "Nincs elbírálatlan igazolási kérelem.",
        "No request to be excused waits for a decision.",
    )


def no_excuse_is_pending(case: Case, given: Given) -> Iterator[Refusal]:
    """T10: nothing is terminated while a request to be excused is open."""
    yield from unless(
        case.pending_excuse is None,
        "excuse_pending",
        "Előbb az igazolási kérelemről kell dönteni.",
        "The request to be excused has to be decided first.",
    )
