"""What the booklet of the register prints: the programmes in force, in Hungarian order, a portion at a time."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from models.db import db
from models.programme import Accreditation
from workflow.clock import today
from workflow.queries.register import IN_FORCE


def numbers_in_force() -> Sequence[str]:
    """The accreditation numbers of all that are in force today."""
    asked = select(Accreditation.number).where(Accreditation.status.in_(IN_FORCE), Accreditation.valid_to >= today())
    return db.session.scalars(asked.order_by(Accreditation.sort_key, Accreditation.number)).all()


def entries_of(numbers: Sequence[str]) -> list[Accreditation]:
    """The entries with these numbers, in this order; one query."""
    asked = select(Accreditation).options(lazyload("*")).where(Accreditation.number.in_(numbers))
    found = {entry.number: entry for entry in db.session.scalars(asked)}
    return [found[number] for number in numbers if number in found]
