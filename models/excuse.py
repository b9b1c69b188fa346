"""Requests to excuse a missed deadline of the completion (igazolási kérelem, H32)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.attachment import Attachment
from models.db import Model, Moment

if TYPE_CHECKING:
    from models.case import Case


class Excuse(Model):
    """Why the day was missed, when the obstacle ended, what proves it; `granted` is None while it is pending."""

    __tablename__ = "excuses"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    missed_on: Mapped[date]
    obstacle: Mapped[str] = mapped_column(Text)
    obstacle_ended_on: Mapped[date]
    proof_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    granted: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    case: Mapped["Case"] = relationship(back_populates="excuses")
    proof: Mapped[Attachment] = relationship()
