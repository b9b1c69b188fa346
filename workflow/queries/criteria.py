"""The sets of criteria that anybody may read: every set that judges, or has judged, a programme."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from models.criteria_set import CriteriaSet
from models.db import db
from models.states import SETTLED_CRITERIA
from workflow.clock import today
from workflow.criteria import Rubric, rubric
from workflow.criteria.crosswalk import Crosswalk, crosswalk
from workflow.criteria.stored import rubric_in_force, stored_rubric


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set that is or was in force: what it says, until when (None: still), and the ways to it and on from it."""

    row: CriteriaSet
    rubric: Rubric
    until: date | None
    came_from: Crosswalk | None = None
    went_to: Crosswalk | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether it judges what is submitted today."""
        return self.until is None


def rubric_today() -> Rubric:
    """What judges a programme that is submitted today."""
    return rubric_in_force(db.session, today())


def way_to(said: Rubric) -> Crosswalk | None:
    """What the set that this one replaced became in it; None for the first, and for one without crosswalk."""
    row = db.session.scalars(select(CriteriaSet).where(CriteriaSet.version == said.version)).one()
    if row.replaces is None or not row.crosswalk:
        return None
    return crosswalk(stored_rubric(db.session, row.replaces.version), said, row.crosswalk)


def public_sets() -> list[PublicSet]:
    """All of them, the one in force first, then the later before the earlier; one query."""
    rows = db.session.scalars(
        select(CriteriaSet)
        .where(CriteriaSet.state.in_(SETTLED_CRITERIA), CriteriaSet.in_force_from <= today())
        .order_by(CriteriaSet.in_force_from.desc(), CriteriaSet.id.desc())
    ).all()
    said = {row.id: rubric(row.version, row.content) for row in rows}
    ways = {
        row.id: crosswalk(said[row.replaces_id], said[row.id], row.crosswalk)
        for row in rows
        if row.replaces_id in said and row.crosswalk
    }
    found: list[PublicSet] = []
    for later, row in zip([None, *rows], rows, strict=False):
        until = later.in_force_from - timedelta(days=1) if later and later.in_force_from else None
        onward = next((ways[other.id] for other in rows if other.id in ways and other.replaces_id == row.id), None)
        found.append(PublicSet(row, said[row.id], until, ways.get(row.id), onward))
    return found


def public_set(version: str) -> PublicSet | None:
    """The one of this name, or None: it is no set, or nobody was ever judged by it."""
    return next((one for one in public_sets() if one.row.version == version), None)
