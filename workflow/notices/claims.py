"""Whose mail it is right now, and what became of it: every step is one conditional UPDATE of its own.

A claim holds a mail by its lease.  Each mark names the lease it was made under, so a worker that slept
through its own cannot overwrite what another one has done meanwhile.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from flask import current_app
from sqlalchemy import CursorResult, Update, and_, select, update

from models.db import db, only_reading
from models.outbox import Mail, MailStatus
from workflow.clock import now
from workflow.notices.words.accounts import ACCOUNTS

log = structlog.get_logger(__name__)

#: A mail that has been tried this often is dead: a person of the office looks at it.
MOST_ATTEMPTS = 10
#: Longer than the cap of a talk with the mail server, so that a living worker never loses its mail.
LEASE_SECONDS = 60.0
#: Waiting after each failure: 1, 3, 9, 27 … minutes, at most 12 hours; ten attempts take about two days.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)

_IN_HAND = Mail.status.in_((MailStatus.CLAIMED, MailStatus.SENDING))


class LeaseLost(Exception):
    """Another worker has taken the mail over, because this one was away for too long."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that is ours until `lease_until`, and all that is needed to send it."""

    id: int
    lease_until: datetime
    attempts: int
    address: str
    recipient: str
    locale: str
    template: str
    facts: dict[str, Any]
    has_legal_effect: bool
    message_id: str


def anything_due() -> bool:
    """Whether a claim would find a mail: a read, which keeps no writer waiting."""
    with only_reading():
        return db.session.execute(_due(now())).first() is not None


def claim() -> Claim | None:
    """The oldest mail that is due, from now on ours.  One statement: two workers never get the same."""
    oldest = _due(now()).order_by(Mail.next_try_at, Mail.id).limit(1).with_for_update(skip_locked=True)
    row = db.session.execute(
        update(Mail)
        .where(Mail.id == oldest.scalar_subquery(), Mail.status == MailStatus.DUE)
        # counted now, not after: a mail that kills its worker must come to an end, too
        .values(status=MailStatus.CLAIMED, attempts=Mail.attempts + 1, lease_until=_lease())
        .returning(
            *(Mail.id, Mail.lease_until, Mail.attempts, Mail.address, Mail.recipient),
            *(Mail.locale, Mail.template, Mail.facts, Mail.has_legal_effect, Mail.message_id),
        )
        .execution_options(synchronize_session=False)
    ).one_or_none()
    db.session.commit()
    return Claim(*row) if row else None


def mark_sending(held: Claim) -> Claim:
    """Its text is about to go out.  Returns the claim with its new lease; raises `LeaseLost`."""
    lease = _lease()
    if not _settle(held, status=MailStatus.SENDING, lease_until=lease):
        raise LeaseLost
    return replace(held, lease_until=lease)


def mark_sent(held: Claim) -> None:
    """The server took it.  An account mail forgets its one-time key (a demonstration shows it to the end)."""
    keeps_facts = held.template not in ACCOUNTS or current_app.config["MERCE_MODE"] == "demo"
    done: dict[str, Any] = {} if keeps_facts else {"facts": {}}
    if not _settle(held, status=MailStatus.SENT, sent_at=now(), lease_until=None, last_error="", **done):
        log.error("mail.sent_after_lease", mail=held.id)


def mark_failed(held: Claim, error: str, *, final: bool = False) -> None:
    """It was not taken: later again, or never when the answer is final or it was the last attempt."""
    if final or held.attempts >= MOST_ATTEMPTS:
        log.error("mail.dead", mail=held.id, error=error)
        _settle(held, status=MailStatus.DEAD, lease_until=None, last_error=error)
        return
    wait = min(FIRST_WAIT * 3 ** (held.attempts - 1), LONGEST_WAIT)
    log.warning("mail.failed", mail=held.id, error=error, attempts=held.attempts)
    _settle(held, status=MailStatus.DUE, lease_until=None, last_error=error, next_try_at=now() + wait)


def mark_in_doubt(held: Claim, error: str) -> None:
    """It may have arrived: a letter with legal effect waits for a person, any other is sent again."""
    if not held.has_legal_effect:
        mark_failed(held, error)
        return
    log.error("mail.uncertain", mail=held.id, error=error)
    _settle(held, status=MailStatus.UNCERTAIN, lease_until=None, last_error=error)


def recover() -> int:
    """Take up what dead workers left in hand.  Returns how many mails that were; a drain should follow."""
    moment = now()
    abandoned = and_(_IN_HAND, Mail.lease_until < moment)
    with only_reading():
        if db.session.execute(select(Mail.id).where(abandoned).limit(1)).first() is None:
            return 0
    nobody_knows = and_(Mail.status == MailStatus.SENDING, Mail.has_legal_effect)
    taken = (
        _changed(
            update(Mail)
            .where(abandoned, nobody_knows)
            .values(status=MailStatus.UNCERTAIN, lease_until=None, last_error="the worker died while sending")
        )
        + _changed(
            update(Mail)
            .where(abandoned, Mail.attempts >= MOST_ATTEMPTS)
            .values(status=MailStatus.DEAD, lease_until=None, last_error="the worker died at every attempt")
        )
        + _changed(update(Mail).where(abandoned).values(status=MailStatus.DUE, lease_until=None, next_try_at=moment))
    )
    db.session.commit()
    log.warning("mail.recovered", mails=taken)
    return taken


def _due(moment: datetime) -> Any:
    return select(Mail.id).where(Mail.status == MailStatus.DUE, Mail.next_try_at <= moment)


def _lease() -> datetime:
    return now() + timedelta(seconds=float(current_app.config.get("MAIL_LEASE_SECONDS", LEASE_SECONDS)))


def _settle(held: Claim, **values: Any) -> bool:
    changed = _changed(
        update(Mail).where(Mail.id == held.id, _IN_HAND, Mail.lease_until == held.lease_until).values(**values)
    )
    db.session.commit()
    return changed == 1


def _changed(change: Update) -> int:
    done = db.session.execute(change, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], done).rowcount
