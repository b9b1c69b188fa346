"""The closed reviews that agreement is reckoned from: only those whose consolidated assessment was sent.

Before that moment nobody but the head of office knows a score, so nothing of an open review may enter a figure (BR-16).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from models.case import Case
from models.criteria_set import CriteriaSet
from models.db import db
from models.expert import Assignment, ExpertProfile
from models.review import Assessment, CriterionScore, Review
from models.states import AssignmentState
from models.user import User
from workflow.agreement import Contest, Habit, Rating, contests, habits
from workflow.agreement.experts import normalised
from workflow.agreement.ratings import Unit
from workflow.clock import BUDAPEST, today
from workflow.criteria import Rubric
from workflow.criteria.stored import rubric_in_force, stored_rubric
from workflow.scoring import total, whole


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last one, both included; None: without an end on that side.

    The day is the one on which the consolidated assessment was sent.
    """

    first: date | None = None
    last: date | None = None


def sets_of(period: Period) -> list[Rubric]:
    """The sets of criteria by which the assessments of the period were made, newest first; if none, the one in force.

    Figures are of one set at a time: the codes of another mean something else.
    """
    versions = (
        select(CriteriaSet.version)
        .where(CriteriaSet.version.in_(select(Case.criteria_version).join(Assessment).where(*_within(period))))
        .order_by(CriteriaSet.in_force_from.desc(), CriteriaSet.id.desc())
    )
    found = [stored_rubric(db.session, version) for version in db.session.scalars(versions)]
    return found or [rubric_in_force(db.session, today())]


def ratings(period: Period, rubric: Rubric) -> list[Rating]:
    """Every review of the period by this set that went into a consolidated assessment; one query."""
    return _ratings(_within(period), rubric)


@dataclass(frozen=True, slots=True)
class Beside:
    """A closed review beside its author's others: its total with strictness taken out (None with too few reviews or no
    spread), and how the author scores (None while nothing of theirs was sent)."""

    normalised: float | None
    habit: Habit | None


def beside(review: Review) -> Beside:
    """For the head of office, who reads a review; it decides nothing.  One query."""
    assignment = review.assignment
    rubric = stored_rubric(db.session, assignment.case.criteria_version)
    everything = ratings(Period(), rubric)
    habit = next((one for one in habits(everything) if one.rater == assignment.expert_id), None)
    given = {row.criterion: row.score for row in review.scores}
    scores = tuple(score for code in rubric.codes if (score := given.get(code)) is not None)
    if habit is None or len(scores) < len(rubric.codes):
        return Beside(None, habit)
    unit = (assignment.case_id, assignment.round)
    rating = Rating(unit, assignment.expert_id, scores, whole(total(scores, rules=rubric.rules)))
    return Beside(normalised(rating, habit, everything), habit)


def contested(ids: Collection[int]) -> dict[int, Contest]:
    """Of these cases those on which the experts of the last round differ much, each by its own set of criteria."""
    versions = db.session.scalars(select(Case.criteria_version).where(Case.id.in_(ids)).distinct()).all()
    found: dict[int, Contest] = {}
    for rubric in (stored_rubric(db.session, version) for version in versions):
        rows = _ratings([Case.id.in_(ids)], rubric)
        last = dict(sorted({row.unit for row in rows}))
        found |= {one.unit[0]: one for one in contests(rows, rubric.rules) if last[one.unit[0]] == one.unit[1]}
    return found


def ratings_beside(person: User, period: Period, rubric: Rubric) -> tuple[list[Rating], int | None]:
    """The reviews of the programmes that this expert has scored, and under which number the expert stands there.

    None for somebody who is no expert.  Two queries.
    """
    expert_id = db.session.scalar(select(ExpertProfile.id).where(ExpertProfile.user_id == person.id))
    if expert_id is None:
        return [], None
    own = select(Assignment.case_id).where(Assignment.expert_id == expert_id)
    found = _ratings([*_within(period), Assignment.case_id.in_(own)], rubric)
    mine = {rating.unit for rating in found if rating.rater == expert_id}
    return [rating for rating in found if rating.unit in mine], expert_id


def names_of(raters: Sequence[int]) -> Mapping[int, User]:
    """The people behind these numbers; one query."""
    rows = db.session.execute(
        select(ExpertProfile.id, User).join(User, User.id == ExpertProfile.user_id).where(ExpertProfile.id.in_(raters))
    )
    return dict(rows.all())


def cases_of(units: Sequence[Unit]) -> Mapping[int, Case]:
    """The cases of these programmes, by id; one query."""
    cases = db.session.scalars(select(Case).where(Case.id.in_({case_id for case_id, _ in units})))
    return {case.id: case for case in cases}


def own_reviews(person: User, units: Sequence[Unit]) -> Mapping[Unit, int]:
    """The number of this expert's own review of each of these programmes; one query."""
    rows = db.session.execute(
        select(Assignment.case_id, Assignment.round, Review.id)
        .join(Review, Review.assignment_id == Assignment.id)
        .join(ExpertProfile, ExpertProfile.id == Assignment.expert_id)
        .where(ExpertProfile.user_id == person.id, Assignment.case_id.in_({case_id for case_id, _ in units}))
    )
    return {(case_id, number): review_id for case_id, number, review_id in rows}


def _within(period: Period) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if period.first:
        wanted.append(Assessment.sent_at >= _midnight(period.first))
    if period.last:
        wanted.append(Assessment.sent_at < _midnight(period.last + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BUDAPEST)


def _ratings(wanted: Sequence[ColumnElement[bool]], rubric: Rubric) -> list[Rating]:
    # the nth assessment of a case belongs to its nth round of review
    rounds = select(
        Assessment.id, func.row_number().over(partition_by=Assessment.case_id, order_by=Assessment.id).label("round")
    ).subquery()
    rows = db.session.execute(
        select(
            Assignment.case_id, Assignment.round, Assignment.expert_id, CriterionScore.criterion, CriterionScore.score
        )
        .join(Review, Review.assignment_id == Assignment.id)
        .join(CriterionScore, CriterionScore.review_id == Review.id)
        .join(Case, Case.id == Assignment.case_id)
        .join(Assessment, Assessment.case_id == Assignment.case_id)
        .join(rounds, and_(rounds.c.id == Assessment.id, rounds.c.round == Assignment.round))
        .where(
            Assignment.state == AssignmentState.ACCEPTED,
            Review.closed_at.is_not(None),
            Review.voided_at.is_(None),
            Case.criteria_version == rubric.version,
            CriterionScore.score.is_not(None),
            *wanted,
        )
        .order_by(Assessment.sent_at, Assignment.case_id, Assignment.round, Assignment.id)
    )
    return _gathered(rows.all(), rubric)


def _gathered(rows: Sequence[Any], rubric: Rubric) -> list[Rating]:
    """A rating for each review that has a score for every criterion."""
    given: dict[tuple[int, int, int], dict[str, int]] = {}
    for case_id, number, expert_id, criterion, score in rows:
        given.setdefault((case_id, number, expert_id), {})[criterion] = score
    codes = rubric.codes
    return [
        Rating((case_id, number), expert_id, scores, whole(total(scores, rules=rubric.rules)))
        for (case_id, number, expert_id), by_code in given.items()
        if by_code.keys() == set(codes) and (scores := tuple(by_code[code] for code in codes))
    ]
