"""Expert reviews, the consolidated assessment and the applicant's remarks."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.expert import Assignment
from models.programme import Version
from models.states import Outcome
from models.user import User

if TYPE_CHECKING:
    from models.case import Case


class Review(Model):
    """One expert's review.  Open until `closed_at`; a closed review is read-only (BR-12)."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), unique=True)
    strengths: Mapped[str] = mapped_column(Text, default="")
    to_improve: Mapped[str] = mapped_column(Text, default="")
    proposed_conditions: Mapped[str] = mapped_column(Text, default="")
    recommendation: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    mismatch_reason: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    voided_at: Mapped[datetime | None] = mapped_column(Moment)
    edit: Mapped[int] = mapped_column(default=1)
    #: For the author's own use: nobody else ever reads them.
    notes: Mapped[str] = mapped_column(Text, default="")
    #: Of each part of the sheet (the criteria and the texts) how often it was written: see workflow/acts/marking.py.
    marks: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)

    assignment: Mapped[Assignment] = relationship(back_populates="review")
    scores: Mapped[list["CriterionScore"]] = relationship(back_populates="review", order_by="CriterionScore.criterion")

    __mapper_args__ = {"version_id_col": edit}  # noqa: RUF012

    @property
    def is_closed(self) -> bool:
        """Whether its author has closed it."""
        return self.closed_at is not None

    def score(self, criterion: str) -> "CriterionScore | None":
        """What was said of one criterion, or None."""
        return next((row for row in self.scores if row.criterion == criterion), None)

    def grades(self, codes: Iterable[str]) -> list[int | None]:
        """The scores of the criteria of these codes; None where nothing was given: empty is not zero (BR-11)."""
        given = {row.criterion: row.score for row in self.scores}
        return [given.get(code) for code in codes]


class CriterionScore(Model):
    """Score, reason and evidence for one criterion."""

    __tablename__ = "criterion_scores"
    __table_args__ = (
        UniqueConstraint("review_id", "criterion"),
        CheckConstraint("score IS NULL OR (score >= 0 AND score <= 5)", name="score_0_to_5"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    criterion: Mapped[str] = mapped_column(String(3))
    score: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(String(1000), default="")
    to_raise: Mapped[str] = mapped_column(Text, default="")
    #: After a revision: what the same expert gave before.  With it and no score the expert has not decided yet.
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("criterion_scores.id"))
    #: Nothing that bears on it was changed: it keeps its score and is not written.
    is_kept: Mapped[bool] = mapped_column(default=False)
    #: Why its author scores a kept one anew.
    reopened_why: Mapped[str] = mapped_column(Text, default="")

    review: Mapped[Review] = relationship(back_populates="scores")
    carried_from: Mapped["CriterionScore | None"] = relationship(remote_side=[id])

    @property
    def is_undecided(self) -> bool:
        """Whether an earlier score waits to be confirmed or given anew."""
        return self.carried_from_id is not None and self.score is None


class Assessment(Model):
    """The consolidated assessment: the sums, frozen when it is sent to the applicant.

    `figures` holds totals, divergence, retained, means and total as exact fractions written "127/2".
    """

    __tablename__ = "assessments"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[str] = mapped_column(String(2))
    strengths: Mapped[str] = mapped_column(Text, default="")
    weaknesses: Mapped[str] = mapped_column(Text, default="")
    #: Proposed conditions or revision tasks, as `models.meeting.Proposal.points` has them.
    points: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    opinions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    #: When a review that it rests on turned void: it decides nothing any more, and another one follows.
    voided_at: Mapped[datetime | None] = mapped_column(Moment)

    case: Mapped["Case"] = relationship(back_populates="assessments")
    #: The version that was reviewed.
    version: Mapped[Version] = relationship(viewonly=True)


class Remarks(Model):
    """What the applicant says of the assessment, or that nothing was said in time."""

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), unique=True)
    text: Mapped[str] = mapped_column(Text, default="")
    waived: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    case: Mapped["Case"] = relationship(back_populates="remarks")
    by: Mapped[User | None] = relationship()
