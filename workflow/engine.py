"""The one way in which a case moves: checked against its row, once, in the caller's transaction.

`move` locks the case, asks the row's party and guards, changes the state by a conditional UPDATE, writes the history
row, keeps the deadlines and registers the documents.  It neither commits nor tells anybody: the act that calls it
returns the event, and `announce` does the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.case import Case, Step
from models.document import Document
from workflow.clock import now, today
from workflow.keeping import keep_deadlines, register, session_of
from workflow.parties import SYSTEM, Actor
from workflow.refusals import Given, Refusal, Refused
from workflow.text import Text
from workflow.transitions import TRANSITIONS, Transition


class NotYours(Exception):
    """The step exists, but somebody else takes it: 403."""


def move(
    case: Case,
    name: str,
    *,
    by: Actor,
    reason: str = "",
    papers: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    counted_from: Mapping[str, date] | None = None,
    **facts: Any,
) -> list[Document]:
    """Take the step `name` and return the documents it registered, in the order of the row.

    `papers` gives the papers of each kind that the row names (see `keeping.register`);
    `counted_from` the first day of a deadline that does not count from today; `facts` is what the guards look at.
    Raises NotYours if the row's party is not `by`, Refused with every reason if the case does not stand in the row's
    state, a guard refuses, or somebody was faster.
    """
    row = TRANSITIONS[name]
    session = session_of(case)
    given = allow(case, name, by=by, reason=reason, **facts)
    _change_state(session, case, row, by, reason, facts.get("step_facts") or {})
    keep_deadlines(case, row, given, counted_from or {})
    registered = [
        register(case, direction, kind, paper, by=by)
        for direction, kind in row.documents
        for paper in (papers or {})[kind]
    ]
    session.flush()
    return registered


def allow(case: Case, name: str, *, by: Actor, **facts: Any) -> Given:
    """Raise what `move` would raise, and change nothing: for acts that give a number before they move."""
    row = TRANSITIONS[name]
    lock(case)
    given = Given(by=by, today=today(), session=session_of(case), facts={"reason": "", **facts})
    if not row.who.is_(by, case):
        raise NotYours(f"{name} of case {case.id}")
    _check(case, row, given)
    return given


def is_possible(row: Transition, case: Case) -> bool:
    """Whether the case stands so that its party could take the step now: what the button shows, `move` will check."""
    return next(hindrances(row, case), None) is None


def hindrances(row: Transition, case: Case) -> Iterator[Refusal]:
    """Why the step is not possible as the case stands: its state, or what the standing guards say."""
    if case.state not in row.from_:
        yield stale()
        return
    given = Given(by=SYSTEM, today=today(), session=session_of(case))
    for guard in row.guards:
        yield from guard(case, given)


def lock(case: Case) -> None:
    """Hold the case until the transaction ends, and see it and all that belongs to it as it is now.

    SQLite has taken its lock at BEGIN; PostgreSQL takes the row's here, once in a transaction, and what was read
    before may be stale.
    """
    session = session_of(case)
    held: dict[int, Any] = session.info.setdefault("held cases", {})
    if not case.step_count or session.get_bind().dialect.name == "sqlite":
        return
    if held.get(case.id) is not session.get_transaction():
        session.flush()
        number = session.scalar(select(Case.id).where(Case.id == case.id).with_for_update())
        if number is None:  # a draft that somebody has discarded meanwhile
            raise Refused([stale()])
        session.expire_all()
        held[number] = session.get_transaction()


def _check(case: Case, row: Transition, given: Given) -> None:
    if (row.from_ and case.state not in row.from_) or (not row.from_ and case.step_count):
        raise Refused([stale()])
    refusals = [refusal for guard in (*row.guards, *row.needs) for refusal in guard(case, given)]
    if refusals:
        raise Refused(refusals)


def stale() -> Refusal:
    """The refusal of a step that the case has already left behind, or not reached."""
    return Refusal(
        "wrong_state",
        Text(
            hu="Az ügy közben más állapotba került, ezért ez a lépés most nem tehető meg.",
            en="The case has moved on meanwhile, so this step is not possible now.",
        ),
    )


def _change_state(
    session: Session, case: Case, row: Transition, by: Actor, reason: str, facts: Mapping[str, Any]
) -> None:
    """The conditional UPDATE with its row count, and the history row with its unique key: of two, one wins."""
    before, count = (case.state if row.from_ else None), case.step_count
    to = row.to or case.state
    session.flush()
    moved = session.execute(
        update(Case)
        .where(Case.id == case.id, Case.state == case.state, Case.step_count == count)
        .values(state=to, step_count=count + 1)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused([stale()])
    session.refresh(case, attribute_names=["state", "step_count"])
    case.steps.append(
        Step(
            ordinal=count + 1,
            transition=row.code,
            name=row.name,
            from_state=before,
            to_state=to,
            at=now(),
            by_id=by.id,
            reason=reason,
            facts=dict(facts),
        )
    )
    session.flush()
