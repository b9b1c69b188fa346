"""The register of experts as a list, and the part of it that is published every year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from models.db import db
from models.expert import ExpertPause, ExpertProfile
from models.states import ExpertStanding
from models.user import User
from workflow.clock import today
from workflow.queries.paging import PAGE, Order, Page, cut, ordered

SORTS = {
    "name": (User.sort_key,),
    "appointed": (ExpertProfile.appointed_to,),
    "trained": (ExpertProfile.trained_on,),
}
USUAL = Order("name")


@dataclass(frozen=True)
class ExpertFilters:
    """Whom one looks for; an empty one asks for nothing."""

    county: str = ""
    standing: ExpertStanding | None = None


def page_of_experts(asked: ExpertFilters, *, order: Order = USUAL, number: int = 1) -> Page:
    """Sheets with their people and pauses; three queries however many rows."""
    wanted = _wanted(asked)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number, last = cut(number, total)
    loaded = wanted.options(selectinload(ExpertProfile.pauses), joinedload(ExpertProfile.trained_at))
    rows = db.session.scalars(_in_order(loaded, order).limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(rows=rows, number=number, last=last, total=total)


def all_experts(asked: ExpertFilters, *, order: Order = USUAL) -> Sequence[ExpertProfile]:
    """The same sheets on one page without end, each with its employer, pauses and ties; three queries."""
    lists = (selectinload(ExpertProfile.pauses), selectinload(ExpertProfile.ties))
    wanted = _wanted(asked).options(joinedload(ExpertProfile.employer), *lists)
    return db.session.scalars(_in_order(wanted, order)).all()


def published_experts(year: int) -> Sequence[ExpertProfile]:
    """Those of the year's public list: appointed on any day of it, not removed before it, and who consented (8.1)."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return db.session.scalars(
        select(ExpertProfile)
        .join(ExpertProfile.user)
        .where(
            ExpertProfile.is_public,
            ExpertProfile.appointed_from <= last,
            ExpertProfile.appointed_to >= first,
            or_(ExpertProfile.removed_on.is_(None), ExpertProfile.removed_on > min(last, today())),
        )
        .order_by(User.sort_key, ExpertProfile.id)
    ).all()


def first_published_year() -> int:
    """The year in which the first expert was appointed; this year where there is none."""
    first = db.session.scalar(select(func.min(ExpertProfile.appointed_from)))
    return min(first.year, today().year) if first else today().year


def _in_order(wanted: Select[ExpertProfile], order: Order) -> Select[ExpertProfile]:
    return wanted.order_by(*ordered(SORTS, order, User.sort_key, ExpertProfile.id))


def _wanted(asked: ExpertFilters) -> Select[ExpertProfile]:
    wanted = select(ExpertProfile).join(ExpertProfile.user)
    if asked.county:
        wanted = wanted.where(ExpertProfile.county_code == asked.county)
    if asked.standing is not None:
        wanted = wanted.where(_stands(asked.standing))
    return wanted


def _stands(standing: ExpertStanding) -> ColumnElement[bool]:
    """What `ExpertProfile.standing` says of today, asked of the database."""
    day = today()
    removed = ExpertProfile.removed_on.is_not(None) & (ExpertProfile.removed_on <= day)
    paused = (
        select(ExpertPause.id)
        .where(
            ExpertPause.expert_id == ExpertProfile.id,
            ExpertPause.from_on <= day,
            or_(ExpertPause.to_on.is_(None), ExpertPause.to_on >= day),
        )
        .exists()
    )
    return {
        ExpertStanding.REMOVED: removed,
        ExpertStanding.PAUSED: ~removed & paused,
        ExpertStanding.ACTIVE: ~removed & ~paused,
    }[standing]
