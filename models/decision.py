"""The workshop's decision on a case, and its conditions, revision tasks or reasons."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.document import Document
from models.states import Outcome

if TYPE_CHECKING:
    from models.case import Case
    from models.meeting import Proposal


class Decision(Model):
    """What the workshop resolved; issued by the president once the minutes are certified (BR-20)."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), unique=True)
    resolution_number: Mapped[str] = mapped_column(String(60), unique=True)
    decided_on: Mapped[date]
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome))
    text: Mapped[str] = mapped_column(Text)
    departure_reason: Mapped[str] = mapped_column(Text, default="")
    sent_back_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_back_reason: Mapped[str] = mapped_column(Text, default="")
    issued_at: Mapped[datetime | None] = mapped_column(Moment)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))

    case: Mapped["Case"] = relationship(back_populates="decisions")
    proposal: Mapped["Proposal"] = relationship()
    document: Mapped[Document | None] = relationship()
    points: Mapped[list["DecisionPoint"]] = relationship(
        back_populates="decision", order_by="DecisionPoint.ordinal", lazy="joined"
    )


class DecisionPoint(Model):
    """A condition with its proof and date, a revision task, or the reason for one criterion."""

    __tablename__ = "decision_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    ordinal: Mapped[int]
    criterion: Mapped[str] = mapped_column(String(3), default="")
    text: Mapped[str] = mapped_column(Text)
    proof: Mapped[str] = mapped_column(Text, default="")
    due_days: Mapped[int | None]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    decision: Mapped[Decision] = relationship(back_populates="points")
