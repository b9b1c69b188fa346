"""Annexes of a case."""

from collections.abc import Sequence

from sqlalchemy import select

from models.attachment import Attachment
from models.case import Case
from models.db import db


def attachments_of(case: Case) -> Sequence[Attachment]:
    """Every annex, by kind and in the order of upload."""
    return db.session.scalars(
        select(Attachment).where(Attachment.case_id == case.id).order_by(Attachment.kind, Attachment.id)
    ).all()
