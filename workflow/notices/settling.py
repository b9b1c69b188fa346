"""What a person of the office does with a mail that was held: send it again, or note that it arrived.

Both commit: they change nothing but the mail, and nobody is told of it.
"""

from sqlalchemy import update

from models.db import db
from models.outbox import HELD, Mail, MailStatus
from workflow.clock import now
from workflow.notices.queue import ring


def send_again(mail_id: int) -> bool:
    """Send a held mail again, with the same Message-ID and ten new attempts.  False where it is no longer held."""
    settled = _settle(mail_id, status=MailStatus.DUE, attempts=0, next_try_at=now(), last_error="")
    ring()
    return settled


def note_arrival(mail_id: int) -> bool:
    """The recipient has it: nothing more is sent.  False where it is no longer held."""
    return _settle(mail_id, status=MailStatus.SENT, sent_at=now())


def _settle(mail_id: int, **values: object) -> bool:
    settled = db.session.scalar(
        update(Mail)
        .where(Mail.id == mail_id, Mail.status.in_(HELD))
        .values(values)
        .returning(Mail.id)
        .execution_options(synchronize_session="fetch")
    )
    db.session.commit()
    return settled is not None
