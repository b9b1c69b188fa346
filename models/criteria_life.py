"""How a set of criteria came to be: its steps, and what people said of it while it was open for comments."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.criteria_set import CriteriaSet
from models.db import Model, Moment, enum_column
from models.states import CriteriaSetState
from models.user import User


class CriteriaStep(Model):
    """One step of a set on its way: who, when, why.  The key makes one of two who act at once win."""

    __tablename__ = "criteria_steps"
    __table_args__ = (UniqueConstraint("set_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("criteria_sets.id"))
    ordinal: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[CriteriaSetState | None] = mapped_column(enum_column(CriteriaSetState))
    to_state: Mapped[CriteriaSetState] = mapped_column(enum_column(CriteriaSetState))
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    criteria_set: Mapped[CriteriaSet] = relationship(back_populates="steps")
    by: Mapped[User | None] = relationship(lazy="joined")


class CriteriaComment(Model):
    """What one person says of one criterion of a draft (code; "" is the whole set), and the office's answer to it."""

    __tablename__ = "criteria_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("criteria_sets.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(3), default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Moment)
    #: None until the office answers.
    taken_over: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    criteria_set: Mapped[CriteriaSet] = relationship(back_populates="comments")
    author: Mapped[User] = relationship(foreign_keys=[author_id], lazy="joined")
