"""What happened, who is told of it in Mérce, and what still has to leave by mail.

An event, its notices and its mails are saved in the transaction of the change itself: so there is no mail
without a change and no change without a mail.  `workflow.notices` writes these rows and delivers them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.user import User


class MailStatus(StrEnum):
    """Where a mail stands on its way out."""

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    RECALLED = "recalled"


#: The worker still has something to do with these.
UNSENT = frozenset({MailStatus.DUE, MailStatus.CLAIMED, MailStatus.SENDING})
#: A person of the office has to look at these.
HELD = frozenset({MailStatus.UNCERTAIN, MailStatus.DEAD})


class EventRow(Model):
    """One thing that happened, as plain facts: `payload` is what `workflow.events.to_payload` gives."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    happened_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Notice(Model):
    """One person told of one event in Mérce.  `code` is the rule's ("ERT-05"), `wording` names the words.

    `facts` holds what these words name and nothing more, so a notice never tells more than its text.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("event_id", "user_id", "code"),
        Index("ix_notices_user_id_opened_at", "user_id", "opened_at"),
        Index("ix_notices_user_id_id", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    code: Mapped[str] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)

    event: Mapped[EventRow] = relationship()
    user: Mapped[User] = relationship()


class Mail(Model):
    """One mail to one address.  It belongs to a notice, or has a `key` of its own (account mails, contacts).

    Due, then claimed by a worker (with a lease, so that a dead worker's mail is taken up again), marked
    sending just before the text goes out, then sent.  `message_id` is given here once: whatever is sent
    again carries the same, and a mailbox shows it once.
    """

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_status_next_try_at", "status", "next_try_at"),
        Index("ix_mails_status_lease_until", "status", "lease_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id"), unique=True)
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    recipient: Mapped[str] = mapped_column(String(400), default="")
    locale: Mapped[str] = mapped_column(String(5))
    template: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(400))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    has_legal_effect: Mapped[bool] = mapped_column(default=False)
    status: Mapped[MailStatus] = mapped_column(enum_column(MailStatus), default=MailStatus.DUE)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str] = mapped_column(Text, default="")

    notice: Mapped[Notice | None] = relationship()


class Heartbeat(Model):
    """When a worker last said that it lives."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(Moment)


class ClockMark(Model):
    """What the clock has already done: saved with the deed, so that a job that runs twice acts once."""

    __tablename__ = "clock_marks"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
