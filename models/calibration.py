"""Calibration days: a practice programme that all experts score, and what is made of it (procedure rules, 4.8 rule 12).

Practice scores stand in tables of their own, so that no figure of a real review can ever count them.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import CalibrationStage, PracticeSource
from models.user import User


class Calibration(Model):
    """One day: when and where, the practice programme as a copy of its own, and how far the day has come.

    `answers` are the practice programme by the questions of the application form `form`, as a version has them.
    """

    __tablename__ = "calibrations"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(300))
    led_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    criteria_version: Mapped[str] = mapped_column(String(10))
    source: Mapped[PracticeSource] = mapped_column(enum_column(PracticeSource), default=PracticeSource.WRITTEN)
    form: Mapped[str] = mapped_column(String(10))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    #: When somebody read the copy of a real programme through and found nobody recognisable in it.
    read_through_at: Mapped[datetime | None] = mapped_column(Moment)
    #: The experts are invited and score; the answers are laid open; attendance is final.
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    discussed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    leader: Mapped[User] = relationship(lazy="joined")
    sheets: Mapped[list["PracticeSheet"]] = relationship(back_populates="calibration", order_by="PracticeSheet.id")

    @property
    def stage(self) -> CalibrationStage:
        """How far the day has come."""
        if self.closed_at is not None:
            return CalibrationStage.CLOSED
        if self.discussed_at is not None:
            return CalibrationStage.DISCUSSED
        return CalibrationStage.OPEN if self.opened_at is not None else CalibrationStage.PLANNED


class PracticeSheet(Model):
    """Somebody's part in a day: the invitation, the scores, whether they were there.

    `is_reference`: the leader's own answers, against which the others are laid.  `letter` stands for the expert where
    others read the answers; it is drawn when these are laid open.
    """

    __tablename__ = "practice_sheets"
    __table_args__ = (UniqueConstraint("calibration_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    calibration_id: Mapped[int] = mapped_column(ForeignKey("calibrations.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    is_reference: Mapped[bool] = mapped_column(default=False)
    invited_at: Mapped[datetime] = mapped_column(Moment)
    letter: Mapped[str] = mapped_column(String(3), default="")
    attended: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    #: Of each criterion how often it was written: see workflow/acts/marking.py.
    marks: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    edit: Mapped[int] = mapped_column(default=1)

    calibration: Mapped[Calibration] = relationship(back_populates="sheets")
    person: Mapped[User] = relationship(lazy="joined")
    scores: Mapped[list["PracticeScore"]] = relationship(back_populates="sheet", order_by="PracticeScore.criterion")

    __mapper_args__ = {"version_id_col": edit}  # noqa: RUF012

    @property
    def is_closed(self) -> bool:
        """Whether its author has closed it."""
        return self.closed_at is not None

    @property
    def counts(self) -> bool:
        """Whether it is method training: the expert was there and has scored."""
        return self.attended and self.is_closed and not self.is_reference

    def score(self, criterion: str) -> "PracticeScore | None":
        """What was said of one criterion, or None."""
        return next((row for row in self.scores if row.criterion == criterion), None)


class PracticeScore(Model):
    """Score, reason and evidence for one criterion of a practice programme."""

    __tablename__ = "practice_scores"
    __table_args__ = (
        UniqueConstraint("sheet_id", "criterion"),
        CheckConstraint("score IS NULL OR (score >= 0 AND score <= 5)", name="score_0_to_5"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("practice_sheets.id"))
    criterion: Mapped[str] = mapped_column(String(3))
    score: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(String(1000), default="")
    to_raise: Mapped[str] = mapped_column(Text, default="")

    sheet: Mapped[PracticeSheet] = relationship(back_populates="scores")
