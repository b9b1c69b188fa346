"""Emptying the outbox: claim one mail, hand it over, mark it, with no transaction open in between.

A worker may be killed at any point.  Before the mark "sending" its mail is taken up again when the lease is
over.  After it nobody can know whether it arrived: it is held for a person where it has legal effect, and
sent again, with the same Message-ID, where it has none.
"""

import time
from threading import Event

import structlog

from models.db import db
from workflow.notices.claims import (
    Claim,
    LeaseLost,
    anything_due,
    claim,
    mark_failed,
    mark_in_doubt,
    mark_sending,
    mark_sent,
)
from workflow.notices.mail import Carrier, carrier, envelope, render
from workflow.notices.smtp import Down, Refused, Vanished

log = structlog.get_logger(__name__)

#: A drain ends after this, so that a long one keeps nothing else of the clock waiting.
BUDGET_SECONDS = 45.0

#: Set when this process has been told to end: a drain looks at it between two mails.
stopping = Event()


def drain() -> int:
    """Send what is due until nothing is, the time is up or the process ends.  Returns how many were sent.

    While the mail server is down no mail is claimed, so an outage uses up nobody's attempts.
    """
    if not anything_due():
        return 0
    ends = time.monotonic() + BUDGET_SECONDS
    sent = 0
    with carrier() as way_out:
        while not stopping.is_set() and time.monotonic() < ends:
            try:
                way_out.ready()
            except Down as error:
                log.warning("mail.server_down", error=str(error))
                break
            held = claim()
            if held is None:
                break
            sent += _deliver(held, way_out)
    return sent


def _deliver(held: Claim, way_out: Carrier) -> bool:
    marked: list[Claim] = []
    try:
        letter = render(held.template, held.facts, recipient=held.recipient, locale=held.locale)
        message = envelope(
            letter, address=held.address, recipient=held.recipient, locale=held.locale, message_id=held.message_id
        )
        way_out.carry(message, before_text=lambda: marked.append(mark_sending(held)))
    except LeaseLost:
        log.warning("mail.lease_lost", mail=held.id)
    except Vanished as error:
        mark_in_doubt(marked[-1], str(error))
    except Refused as error:
        mark_failed((marked or [held])[-1], str(error), final=error.final)
    except Exception as error:  # a mail that cannot be written must not hold up the others
        db.session.rollback()
        log.exception("mail.unwritable", mail=held.id)
        mark_in_doubt(marked[-1], repr(error)) if marked else mark_failed(held, repr(error))
    else:
        mark_sent(marked[-1])
        return True
    return False
