"""The co-writers of a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.case import Case
from models.co_writer import CoWriter
from models.db import db


def co_writers_of(case: Case) -> Sequence[CoWriter]:
    """Who writes and whose invitation was not ended, in the order of inviting, with the people; one query."""
    return db.session.scalars(
        select(CoWriter)
        .where(CoWriter.case_id == case.id, CoWriter.ended_at.is_(None))
        .options(joinedload(CoWriter.user))
        .order_by(CoWriter.id)
    ).all()
