"""Circumstances that may bias somebody (KO9–KO12), and what the head of office decided of them in writing."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment
from models.expert import Assignment
from models.user import User

if TYPE_CHECKING:
    from models.case import Case


class Circumstance(Model):
    """What an expert reported, or the applicant objected to; undecided while `stays` is None (procedure rules, 4.7)."""

    __tablename__ = "circumstances"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    #: None for an objection of the applicant: nobody has been asked yet.
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    #: KO9…KO12; "" where it was reported in words alone.
    ground: Mapped[str] = mapped_column(String(5), default="")
    text: Mapped[str] = mapped_column(Text)
    #: How the applicant wrote the name.
    named: Mapped[str] = mapped_column(String(500), default="")
    told_at: Mapped[datetime] = mapped_column(Moment)
    #: Whether the person may be asked, or stays, all the same.
    stays: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    case: Mapped["Case"] = relationship(back_populates="circumstances")
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    assignment: Mapped[Assignment | None] = relationship()
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
