"""Co-writers: people whom an applicant invited to write one application."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment
from models.user import User

if TYPE_CHECKING:
    from models.case import Case

_OPEN = text("ended_at IS NULL")


class CoWriter(Model):
    """One invitation to write in one case, and what became of it.  Ended ones stay: whoever wrote is no judge of it."""

    __tablename__ = "co_writers"
    __table_args__ = (
        Index("uq_co_writers_open", "case_id", "user_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    invited_at: Mapped[datetime] = mapped_column(Moment)
    #: Until when it may be accepted.
    expires_at: Mapped[datetime] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    case: Mapped["Case"] = relationship(back_populates="co_writers")
    user: Mapped[User] = relationship(back_populates="co_writings", foreign_keys=[user_id])
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])

    @property
    def is_writing(self) -> bool:
        """Whether the person accepted and was not removed."""
        return self.accepted_at is not None and self.ended_at is None

    def is_pending(self, moment: datetime) -> bool:
        """Whether the invitation may still be accepted at `moment`."""
        return self.accepted_at is None and self.ended_at is None and moment < self.expires_at
