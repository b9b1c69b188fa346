"""What an expert's workspace shows beside the programme: how the sheet stands, and the questions to the applicant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import defaultload, joinedload

from models.case import Case
from models.db import db
from models.expert import Assignment, Clarification, ExpertProfile
from models.organisation import Organisation
from models.programme import Programme, Version
from models.review import Review
from models.states import AssignmentPart
from workflow.clock import BUDAPEST, today
from workflow.criteria.stored import rubric_of
from workflow.deadline_rules import DEADLINE_RULES
from workflow.guards.sheet import gaps, part_of
from workflow.queries.assessments import told
from workflow.scoring import assess
from workflow.text import Text

#: The sheet with the application that it judges, in two queries.
SHEET = (
    joinedload(Review.assignment).options(
        joinedload(Assignment.expert).joinedload(ExpertProfile.user),
        joinedload(Assignment.case).options(
            joinedload(Case.version),
            joinedload(Case.programme).joinedload(Programme.organisation).joinedload(Organisation.memberships),
            defaultload(Case.assignments).joinedload(Assignment.expert).joinedload(ExpertProfile.user),
        ),
    ),
)


#: The sheet by itself, for saving a part of it.
OWN = (joinedload(Review.assignment).joinedload(Assignment.case),)


@dataclass(frozen=True)
class Standing:
    """A sheet so far: how many of its `criteria` are scored, points of these, what these alone would give once all
    are; the parts of the sheet in which something is `lacking`."""

    scored: int
    criteria: int
    points: Fraction
    result: Text | None
    lacking: tuple[str, ...]


def standing(review: Review) -> Standing:
    """How far this one review has come; nothing of any other enters."""
    rubric = rubric_of(review.assignment.case)
    grades = review.grades(rubric.codes)
    given = [(one, grade) for one, grade in zip(rubric.criteria, grades, strict=True) if grade is not None]
    points = sum((Fraction(criterion.points_per_grade) * grade for criterion, grade in given), Fraction())
    lacking = tuple(dict.fromkeys(part_of(gap.field) for gap in gaps(review) if gap.field))
    result = None
    if len(given) == len(grades):
        scores = [grade for _, grade in given]
        result = rubric.results[str(assess([scores, scores], rules=rubric.rules).result)]
    return Standing(len(given), len(grades), points, result, lacking)


def days_to_review(assignment: Assignment) -> int:
    """Working days from the acceptance to the end of the review (H07, H10)."""
    return DEADLINE_RULES["H10" if assignment.part == AssignmentPart.CONTROL else "H07"].length


def late_since(review: Review) -> date | None:
    """The last day that the review missed: closed after it, or still open today; None while it is in time."""
    done = review.closed_at.astimezone(BUDAPEST).date() if review.closed_at else today()
    return next(
        (
            deadline.due_on
            for deadline in review.assignment.case.deadlines
            if deadline.assignment_id == review.assignment_id
            and deadline.is_past(done)
            and deadline.code in ("H07", "H10")
        ),
        None,
    )


def clarifications_for(review: Review) -> Sequence[Clarification]:
    """The questions that this expert proposed, and every answer of the applicant (4.8 rule 10)."""
    return db.session.scalars(
        select(Clarification)
        .where(
            Clarification.case_id == review.assignment.case_id,
            or_(Clarification.assignment_id == review.assignment_id, Clarification.answered_at.is_not(None)),
        )
        .order_by(Clarification.id)
    ).all()


def judged_version(review: Review) -> Version:
    """What the review judges: once its assessment was sent the version of then, whatever is revised later."""
    sent = review.assignment.case.standing_assessments
    place = review.assignment.round - 1
    return sent[place].version if place < len(sent) else review.assignment.case.version


def other_opinions(review: Review) -> list[dict[str, Any]]:
    """The anonymised opinions of the consolidated assessment that this review went into; empty before it was sent."""
    sent = review.assignment.case.standing_assessments
    place = review.assignment.round - 1
    return told(sent[place].opinions) if place < len(sent) else []
