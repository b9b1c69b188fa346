"""Annexes of a case."""

from collections.abc import Sequence

from sqlalchemy import select

from models.attachment import Attachment, Upload
from models.case import Case
from models.db import db
from models.states import Arrival
from models.user import User
from workflow.clock import now


def attachments_of(case: Case) -> Sequence[Attachment]:
    """Every annex, by kind and in the order of upload; what proves an excuse is no part of the application."""
    return db.session.scalars(
        select(Attachment)
        .where(Attachment.case_id == case.id, Attachment.kind != "excuse")
        .order_by(Attachment.kind, Attachment.id)
    ).all()


def annexes_of(case: Case) -> list[tuple[Attachment, bool]]:
    """The same, each with whether it may be changed and taken off."""
    return [(attachment, is_movable(attachment)) for attachment in attachments_of(case)]


def is_movable(attachment: Attachment) -> bool:
    """Whether it was attached to a version that is still open, and is not the scan of what came on paper."""
    versions = attachment.case.programme.versions
    opened = {version.number for version in versions if version.frozen_at is None}
    came_on_paper = attachment.kind == "source" and attachment.case.arrival != Arrival.ONLINE
    return not came_on_paper and attachment.version_number in opened


def uploads_of(case: Case, *, by: User) -> Sequence[Upload]:
    """What this person has begun to send and not finished, the oldest first."""
    on_way = (Upload.case_id == case.id, Upload.owner_id == by.id, Upload.mark.is_not(None), Upload.expires_at > now())
    return db.session.scalars(select(Upload).where(*on_way).order_by(Upload.id)).all()
