"""Whose errand it is right now, and how far it is: every step is one conditional UPDATE of its own.

A claim holds an errand by its key until the lease ends; every report makes the lease new.  A worker that slept through
its own lease finds the key changed, and can write nothing any more.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, CursorResult, or_, select, update

from models.db import db, only_reading
from models.errand import UNFINISHED, Errand, ErrandState
from workflow.clock import now
from workflow.errands.kinds import Made, Task
from workflow.text import Text

MOST_ATTEMPTS = 3
#: Three times the longest silence that a kind is allowed.
LEASE = timedelta(seconds=90)
#: After each attempt that broke off.
WAIT = timedelta(seconds=10)
#: Results are deleted after a week.
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Claim:
    """An errand that is ours as long as the row holds our key."""

    task: Task
    key: str
    attempts: int


def claim() -> Claim | None:
    """The oldest errand that is due, from now on ours.  One statement: two workers never get the same."""
    if _nothing(_due(now()), Errand.attempts < MOST_ATTEMPTS):
        return None
    oldest = select(Errand.id).where(_due(now()), Errand.attempts < MOST_ATTEMPTS).order_by(Errand.id).limit(1)
    moment, key = now(), uuid4().hex
    row = db.session.execute(
        update(Errand)
        .where(Errand.id == oldest.with_for_update(skip_locked=True).scalar_subquery(), _due(moment))
        # counted now, not after: an errand that kills its worker must come to an end, too
        .values(
            state=ErrandState.RUNNING,
            attempts=Errand.attempts + 1,
            claim=key,
            lease_until=moment + LEASE,
            started_at=moment,
            done=0,
            total=None,
            doing={},
        )
        .returning(Errand.attempts, *(Errand.id, Errand.kind, Errand.arguments, Errand.asked_by_id, Errand.created_at))
        .execution_options(synchronize_session=False)
    ).one_or_none()
    db.session.commit()
    return Claim(Task(*row[1:]), key, row.attempts) if row else None


def hopeless() -> Sequence[int]:
    """Errands (ids) that were tried as often as they may be, and whose last worker is gone."""
    with only_reading():
        tried = select(Errand.id).where(_due(now()), Errand.attempts >= MOST_ATTEMPTS)
        return db.session.scalars(tried.order_by(Errand.id)).all()


def renew(held: Claim, *, done: int, total: int | None, doing: Text) -> bool:
    """Write down how far it is.  False when it is no longer ours: cancelled, or taken over."""
    return _settle(held, done=done, total=total, doing=asdict(doing), lease_until=now() + LEASE)


def put_back(held: Claim) -> bool:
    """The worker ends: another one begins anew at once, and the attempt does not count."""
    return _settle(held, state=ErrandState.WAITING, claim=None, lease_until=None, attempts=held.attempts - 1)


def put_off(held: Claim) -> bool:
    """It broke off: tried again a little later."""
    return _settle(held, state=ErrandState.WAITING, claim=None, lease_until=now() + WAIT * held.attempts)


def note_result(held: Claim, made: Made, sha256: str) -> bool:
    """Write down which file will be there.  False when the errand is no longer ours."""
    return _settle(
        held,
        sha256=sha256,
        file_name=made.file_name,
        media_type=made.media_type,
        size=len(made.content),
        lease_until=now() + LEASE,
    )


def finish(held: Claim) -> bool:
    """It is done.  Not committed: who asked is told in the same transaction."""
    return _ended(_held(held), state=ErrandState.DONE)


def fail(held: Claim, why: Text) -> bool:
    """It cannot be done.  Not committed."""
    return _ended(_held(held), state=ErrandState.FAILED, failure=asdict(why))


def give_up(errand_id: int, why: Text) -> bool:
    """No further attempt is made at a hopeless one.  Not committed."""
    untouched = (Errand.id == errand_id, _due(now()), Errand.attempts >= MOST_ATTEMPTS)
    return _ended(untouched, state=ErrandState.FAILED, failure=asdict(why))


def cancel(errand_id: int) -> bool:
    """Whoever asked no longer wants it: its worker stops at its next report.  Not committed."""
    return _ended((Errand.id == errand_id, Errand.state.in_(UNFINISHED)), state=ErrandState.CANCELLED)


def _due(moment: datetime) -> ColumnElement[bool]:
    free = or_(Errand.lease_until.is_(None), Errand.lease_until <= moment)
    return Errand.state.in_(UNFINISHED) & free


def _nothing(*wanted: ColumnElement[bool]) -> bool:
    with only_reading():
        return db.session.execute(select(Errand.id).where(*wanted).limit(1)).first() is None


def _held(held: Claim) -> tuple[ColumnElement[bool], ...]:
    return (Errand.id == held.task.id, Errand.state == ErrandState.RUNNING, Errand.claim == held.key)


def _settle(held: Claim, **values: Any) -> bool:
    changed = _changed(_held(held), values)
    db.session.commit()
    return changed


def _ended(which: tuple[ColumnElement[bool], ...], **values: Any) -> bool:
    moment = now()
    ends = {"claim": None, "lease_until": None, "finished_at": moment, "keep_until": moment + KEPT}
    return _changed(which, ends | values)


def _changed(which: tuple[ColumnElement[bool], ...], values: dict[str, Any]) -> bool:
    change = update(Errand).where(*which).values(values).execution_options(synchronize_session=False)
    return cast(CursorResult[Any], db.session.execute(change)).rowcount == 1
