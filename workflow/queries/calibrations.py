"""Calibration days: the list, one day with its people, and everybody's answers side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from models.calibration import Calibration, PracticeScore, PracticeSheet
from models.db import db
from models.states import Role
from models.user import Appointment, User
from workflow.agreement.alpha import alpha, alpha_interval
from workflow.agreement.ratings import deviation, mean
from workflow.clock import today
from workflow.criteria import Criterion
from workflow.guards.practice import gaps_of_practice, rubric_of_day
from workflow.guards.sheet import part_of
from workflow.parties import holds
from workflow.queries.reviews import Standing

#: The day with everybody on it, in two queries.
WITH_SHEETS = (selectinload(Calibration.sheets).joinedload(PracticeSheet.person),)
#: A sheet with its day, in one query.
WITH_DAY = (joinedload(PracticeSheet.calibration),)


@dataclass(frozen=True, slots=True)
class Line:
    """A day in the list, with how many are invited and how many of them have closed their scores."""

    calibration: Calibration
    invited: int
    closed: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody said of one criterion; `sheet` says who, under a letter or (the leader's) as the reference."""

    sheet: PracticeSheet
    row: PracticeScore


@dataclass(frozen=True, slots=True)
class Laid:
    """One criterion with all closed answers: the six scores, each with whoever gave it, mean and spread (grades), and
    the leader's reference, None where there is none."""

    criterion: Criterion
    by_score: tuple[tuple[Opinion, ...], ...]
    mean: Fraction
    spread: float
    reference: PracticeScore | None

    @property
    def scores(self) -> list[int]:
        """Every score that was given, in growing order."""
        return [score for score, given in enumerate(self.by_score) for _ in given]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All closed answers of a day.  `totals` by sheet id, in points; `alpha` over the criteria as what is compared."""

    sheets: tuple[PracticeSheet, ...]
    criteria: tuple[Laid, ...]
    totals: dict[int, Fraction]
    reference_total: Fraction | None
    alpha: float | None
    interval: tuple[float, float] | None

    @property
    def mean(self) -> Fraction:
        """The mean total."""
        return mean(list(self.totals.values()))

    @property
    def spread(self) -> float:
        """The standard deviation of the totals."""
        return deviation(list(self.totals.values()))

    def beside(self, sheet: PracticeSheet) -> Fraction | None:
        """How far this total lies from the mean of all others, in points; None where there is nobody else."""
        others = [total for id, total in self.totals.items() if id != sheet.id]
        return self.totals[sheet.id] - mean(others) if others else None


def days_of(person: User) -> list[Line]:
    """Every day for the head of office; for others those that they lead or are invited to.  The latest first."""
    wanted = select(Calibration).order_by(Calibration.held_on.desc(), Calibration.id.desc())
    if not holds(person, Role.HEAD_OF_OFFICE):
        own = select(PracticeSheet.calibration_id).where(PracticeSheet.user_id == person.id)
        wanted = wanted.where(Calibration.id.in_(own) | (Calibration.led_by_id == person.id))
    asked = (
        select(PracticeSheet.calibration_id, func.count(), func.count(PracticeSheet.closed_at))
        .where(~PracticeSheet.is_reference)
        .group_by(PracticeSheet.calibration_id)
    )
    counts = {id: (invited, closed) for id, invited, closed in db.session.execute(asked)}
    return [Line(day, *counts.get(day.id, (0, 0))) for day in db.session.scalars(wanted)]


def to_practise(person: User) -> Sequence[PracticeSheet]:
    """The practice programmes that this person has still to score; one query."""
    return db.session.scalars(
        select(PracticeSheet)
        .join(PracticeSheet.calibration)
        .options(joinedload(PracticeSheet.calibration))
        .where(PracticeSheet.user_id == person.id, PracticeSheet.closed_at.is_(None), Calibration.closed_at.is_(None))
        .where(~PracticeSheet.is_reference | Calibration.discussed_at.is_(None))
        .order_by(Calibration.held_on, PracticeSheet.id)
    ).all()


def possible_leaders() -> Sequence[User]:
    """Who may lead a day: heads of office and experts; one query."""
    day = today()
    held = select(Appointment.user_id).where(
        Appointment.role.in_((Role.HEAD_OF_OFFICE, Role.COUNTY_EXPERT, Role.CONTROL_EXPERT)),
        Appointment.from_on <= day,
        Appointment.to_on.is_(None) | (Appointment.to_on >= day),
    )
    return db.session.scalars(select(User).where(User.id.in_(held), User.active).order_by(User.sort_key, User.id)).all()


def own_sheet(person: User, calibration: Calibration) -> PracticeSheet | None:
    """This person's part in the day."""
    return next((sheet for sheet in calibration.sheets if sheet.user_id == person.id), None)


def practice_standing(sheet: PracticeSheet) -> Standing:
    """How far this sheet has come, as in a real review; what the score would lead to is no matter of practice."""
    criteria = rubric_of_day(sheet.calibration).criteria
    given = [
        (criterion, row.score)
        for criterion in criteria
        if (row := sheet.score(criterion.code)) is not None and row.score is not None
    ]
    points = Fraction(sum(criterion.points_per_grade * score for criterion, score in given))
    lacking = tuple(dict.fromkeys(part_of(gap.field) for gap in gaps_of_practice(sheet) if gap.field))
    return Standing(len(given), len(criteria), points, None, lacking)


def side_by_side(calibration: Calibration) -> SideBySide | None:
    """All closed answers in the order of their letters; None while there is none.  Two queries."""
    closed = db.session.scalars(
        select(PracticeSheet)
        .options(selectinload(PracticeSheet.scores))
        .where(PracticeSheet.calibration_id == calibration.id, PracticeSheet.closed_at.is_not(None))
        .order_by(func.length(PracticeSheet.letter), PracticeSheet.letter)
    ).all()
    sheets = tuple(sheet for sheet in closed if not sheet.is_reference)
    if not sheets:
        return None
    reference = next((sheet for sheet in closed if sheet.is_reference), None)
    criteria = rubric_of_day(calibration).criteria
    laid = tuple(_laid(criterion, sheets, reference) for criterion in criteria)
    units = [row.scores for row in laid]
    return SideBySide(
        sheets,
        laid,
        {sheet.id: _total(sheet, criteria) for sheet in sheets},
        _total(reference, criteria) if reference else None,
        alpha(units),
        alpha_interval(units),
    )


def _laid(criterion: Criterion, sheets: Sequence[PracticeSheet], reference: PracticeSheet | None) -> Laid:
    given = [Opinion(sheet, row) for sheet in sheets if (row := sheet.score(criterion.code)) is not None]
    scores = [opinion.row.score for opinion in given if opinion.row.score is not None]
    return Laid(
        criterion,
        tuple(
            tuple(opinion for opinion in given if opinion.row.score == score) for score in range(len(criterion.anchors))
        ),
        mean(scores),
        deviation(scores),
        reference.score(criterion.code) if reference else None,
    )


def _total(sheet: PracticeSheet, criteria: Sequence[Criterion]) -> Fraction:
    rows = {row.criterion: row.score or 0 for row in sheet.scores}
    return Fraction(sum(criterion.points_per_grade * rows.get(criterion.code, 0) for criterion in criteria))
