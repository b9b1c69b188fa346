"""Experts and their assignments to cases."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.calibration import Calibration
from models.db import Model, Moment, enum_column
from models.organisation import Organisation, Relation
from models.states import AssignmentPart, AssignmentState, ExpertStanding
from models.user import User

if TYPE_CHECKING:
    from models.case import Case
    from models.review import Review


class ExpertProfile(Model):
    """The register's sheet of one expert (procedure rules, 4.3; limits of BR-08)."""

    __tablename__ = "expert_profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    county_code: Mapped[str] = mapped_column(String(2))
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    appointed_from: Mapped[date]
    appointed_to: Mapped[date]
    trained_on: Mapped[date]
    #: The calibration day that the last training was; None where it is known from elsewhere.
    trained_at_id: Mapped[int | None] = mapped_column(ForeignKey("calibrations.id"))
    yearly_limit: Mapped[int] = mapped_column(default=8)
    parallel_limit: Mapped[int] = mapped_column(default=3)
    qualification: Mapped[str] = mapped_column(String(300), default="")
    #: Years of professional practice, and of practice in community development among them.
    practice_years: Mapped[int | None]
    community_years: Mapped[int | None]
    #: Deleted from the register from this day on; the sheet is kept as long as its reviews (8.2).
    removed_on: Mapped[date | None]
    #: Consent to stand on the yearly public list (8.1).
    is_public: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(lazy="joined")
    employer: Mapped[Organisation | None] = relationship()
    trained_at: Mapped[Calibration | None] = relationship()
    #: Standing ties to organisations, now or in the past (KO1).
    ties: Mapped[list[Relation]] = relationship(
        primaryjoin="ExpertProfile.user_id == foreign(Relation.user_id)", order_by=Relation.from_on, viewonly=True
    )
    #: Every pause that was agreed, the first one first.
    pauses: Mapped[list["ExpertPause"]] = relationship(
        back_populates="expert", order_by="ExpertPause.from_on", cascade="all, delete-orphan"
    )

    def standing(self, day: date) -> ExpertStanding:
        """How the expert stands in the register on `day` (procedure rules, 4.3)."""
        if self.is_removed(day):
            return ExpertStanding.REMOVED
        if any(pause.holds_on(day) for pause in self.pauses):
            return ExpertStanding.PAUSED
        return ExpertStanding.ACTIVE

    def is_removed(self, day: date) -> bool:
        """Whether the expert is no longer in the register on `day`."""
        return self.removed_on is not None and self.removed_on <= day


class ExpertPause(Model):
    """A time in which an expert takes no reviews, as it was agreed: its first and its last day, and why.

    Open where there is no last day.  What has passed stays: it explains why nobody asked then.
    """

    __tablename__ = "expert_pauses"

    id: Mapped[int] = mapped_column(primary_key=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert_profiles.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(300), default="")

    expert: Mapped[ExpertProfile] = relationship(back_populates="pauses")

    def holds_on(self, day: date) -> bool:
        """Whether the expert is paused on `day`."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class Consultation(Model):
    """Advice given by a person on a programme: what the conflict screen reads for KO3."""

    __tablename__ = "consultations"

    id: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    on: Mapped[date]
    subject: Mapped[str] = mapped_column(String(300), default="")


class Assignment(Model):
    """An expert's part in a case: invitation, answer with declarations, and what became of it."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("case_id", "expert_id", "round"),
        Index("ix_assignments_expert_id_state", "expert_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert_profiles.id"))
    round: Mapped[int] = mapped_column(default=1)
    part: Mapped[AssignmentPart] = mapped_column(enum_column(AssignmentPart))
    state: Mapped[AssignmentState] = mapped_column(enum_column(AssignmentState))
    invited_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    reason_code: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    case: Mapped["Case"] = relationship(back_populates="assignments")
    expert: Mapped[ExpertProfile] = relationship(lazy="joined")
    declarations: Mapped[list["Declaration"]] = relationship(back_populates="assignment")
    review: Mapped["Review | None"] = relationship(back_populates="assignment", uselist=False, lazy="joined")


class Declaration(Model):
    """A signed declaration with its very words: of conflict of interest (on accepting, and again on closing the
    review), or of confidentiality."""

    __tablename__ = "declarations"
    __table_args__ = (UniqueConstraint("assignment_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    circumstance: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime] = mapped_column(Moment)
    #: The version of the programme that it was signed for.
    version_number: Mapped[str] = mapped_column(String(10))

    assignment: Mapped[Assignment] = relationship(back_populates="declarations")


class Clarification(Model):
    """A question of an expert to the applicant, asked and answered through the office (T16)."""

    __tablename__ = "clarifications"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    question: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    case: Mapped["Case"] = relationship(back_populates="clarifications")
