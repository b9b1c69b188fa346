"""The one commit after a verb: what happened, who is told, and which mails leave, all or nothing."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import current_app

from models.db import db
from models.outbox import EventRow, Mail, Notice
from workflow.clock import now
from workflow.events import Event, to_payload
from workflow.notices.hearing import Hearer, Hearing
from workflow.notices.notify import HEARERS
from workflow.notices.queue import ring
from workflow.notices.wording import say
from workflow.notices.words import WORDINGS


def announce(*events: Event) -> None:
    """Save the events with their notices and mails in the transaction of the change, commit it, ring the queue.

    Whatever fails before the commit leaves nothing behind, the change included.  A queue that does not answer
    fails nothing: the outbox is the database.  Without events it is a plain commit.
    """
    posted = [_told(event) for event in events]
    db.session.commit()
    if any(posted):
        ring()


def post(to: Hearer, *, wording: str, facts: Mapping[str, Any], key: str) -> None:
    """Commit one mail that belongs to no event (an invitation, a new password) and ring the queue.

    `key` is unique: the same mail asked for twice leaves once.  `facts` are what the wording names; an account
    mail's `path` ("/reset/…") carries the one-time key and is forgotten once the mail is sent.
    """
    if db.session.query(Mail.id).filter_by(key=key).first() is None:
        db.session.add(_mail(to, wording=wording, facts=WORDINGS[wording].needed_of(facts), key=key))
    db.session.commit()
    ring()


def _told(event: Event) -> bool:
    """Write down the event and everybody's notice; whether any mail is to leave."""
    row = EventRow(name=type(event).__name__, payload=to_payload(event), case_id=event.case_id, happened_at=now())
    db.session.add(row)
    db.session.flush()  # the mails' keys need the event's id
    told: set[tuple[str, str]] = set()
    posted = False
    for hearing in HEARERS.get(type(event), ()):
        for hearer in hearing.to(event):
            if (hearing.code, hearer.email) not in told:
                told.add((hearing.code, hearer.email))
                own = hearing.personal.of(event, hearer) if hearing.personal else {}
                _tell(hearer, of=row, by=hearing, own=own)
                posted |= hearing.by_mail
    return posted


def _tell(hearer: Hearer, *, of: EventRow, by: Hearing, own: Mapping[str, Any]) -> None:
    facts = WORDINGS[by.words].needed_of({**of.payload, **own})
    if hearer.id is None:
        key = f"event-{of.id} {by.code} {hearer.email}"[:200]
        db.session.add(_mail(hearer, wording=by.words, facts=facts, legal=by.legal, key=key))
        return
    notice = Notice(event=of, user_id=hearer.id, code=by.code, wording=by.words, facts=facts, created_at=of.happened_at)
    db.session.add(notice)
    if by.by_mail:
        mail = _mail(hearer, wording=by.words, facts=facts, legal=by.legal)
        mail.notice = notice
        db.session.add(mail)


def _mail(to: Hearer, *, wording: str, facts: dict[str, Any], legal: bool = False, key: str | None = None) -> Mail:
    moment = now()
    return Mail(
        key=key,
        address=to.email,
        recipient=to.display_name,
        locale=to.locale,
        template=wording,
        subject=say(WORDINGS[wording], facts, to.locale).subject[:400],
        facts=facts,
        has_legal_effect=legal,
        created_at=moment,
        next_try_at=moment,
        message_id=f"<{uuid4().hex}@{our_host()}>",
    )


def our_host() -> str:
    """The host of PUBLIC_URL: the right side of every Message-ID."""
    return urlsplit(current_app.config.get("PUBLIC_URL") or "").hostname or "localhost"
