"""Method training that lapses (ERT-38, BR-08): told sixty and fourteen days before, with the next calibration day."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select

from models.calibration import Calibration
from models.db import db
from models.expert import ExpertProfile
from workflow.clock import today
from workflow.deadlines import months_later
from workflow.events import TrainingLapses
from workflow.notices.watching import once
from workflow.screening.fitness import TRAINING_MONTHS

#: Days before the end, the last one first.
WARNED = (14, 60)
#: A little less than the shortest time between a training and its first warning.
LONG_AGO = timedelta(days=TRAINING_MONTHS * 30 - max(WARNED) - 10)


def trainings_lapsing() -> list[TrainingLapses]:
    """One event for each expert whose training has reached a day of warning: after an outage only the latest of them.

    Nothing is said of a training that has lapsed, nor to whoever is removed or no longer appointed.
    """
    due: dict[str, tuple[ExpertProfile, date]] = {}
    for expert in _trained_long_ago():
        end = months_later(expert.trained_on, TRAINING_MONTHS)
        reached = next((days for days in WARNED if today() <= end <= today() + timedelta(days=days)), None)
        if reached is not None:
            due[f"training {expert.id} {end} {reached}"] = (expert, end)
    fresh = once(list(due))
    day = next_calibration() if fresh else None
    return [_lapses(expert, end, day) for key, (expert, end) in due.items() if key in fresh]


def next_calibration() -> Calibration | None:
    """The next calibration day that is set, today's as well; one query."""
    ahead = select(Calibration).where(Calibration.held_on >= today(), Calibration.closed_at.is_(None))
    return db.session.scalar(ahead.order_by(Calibration.held_on, Calibration.id).limit(1))


def _trained_long_ago() -> Sequence[ExpertProfile]:
    day = today()
    return db.session.scalars(
        select(ExpertProfile)
        .where(
            ExpertProfile.trained_on <= day - LONG_AGO,
            ExpertProfile.appointed_from <= day,
            ExpertProfile.appointed_to >= day,
            or_(ExpertProfile.removed_on.is_(None), ExpertProfile.removed_on > day),
        )
        .order_by(ExpertProfile.id)
    ).all()


def _lapses(expert: ExpertProfile, end: date, day: Calibration | None) -> TrainingLapses:
    return TrainingLapses(
        case_id=None,
        by_id=None,
        title=day.title if day else "",
        case_number=None,
        due_on=end.isoformat(),
        next_on=day.held_on.isoformat() if day else "",
        place=day.place if day else "",
        person_ids=[expert.user_id],
    )
