"""Deadlines of a case: stored as dates with the rule that made them (BR-28)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import DeadlineState

if TYPE_CHECKING:
    from models.case import Case


class Deadline(Model):
    """One running or ended deadline.  `due_on` ends at 24.00, Europe/Budapest."""

    __tablename__ = "deadlines"
    # for the inbox, which reads the index alone: the nearest deadlines of all cases, and the nearest of each case
    __table_args__ = (
        Index("ix_deadlines_state_due_on", "state", "due_on", "id", "code", "case_id"),
        Index("ix_deadlines_case_id_state_due_on", "case_id", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    code: Mapped[str] = mapped_column(String(4))
    starts_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[DeadlineState] = mapped_column(enum_column(DeadlineState), default=DeadlineState.RUNNING)
    rule_hu: Mapped[str] = mapped_column(String(200))
    rule_en: Mapped[str] = mapped_column(String(200))
    extended: Mapped[bool] = mapped_column(default=False)
    stopped_on: Mapped[date | None]
    stopped_days: Mapped[int] = mapped_column(default=0)
    communicated_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    case: Mapped["Case"] = relationship(back_populates="deadlines")

    def is_past(self, day: date) -> bool:
        """Whether its last day is over on `day`."""
        return self.due_on < day
