"""Files that no attachment has any more: noted with the change, deleted after its commit (8.1).

Several attachments may have the same content, and one may get it in the very moment in which the last one loses it.
So whoever deletes takes the note first, whoever attaches strikes it out first: of the two the second waits.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from models.attachment import Attachment, UnusedFile, Upload
from models.case import Case
from models.db import db, only_reading
from models.reading import Reading
from workflow.clock import now
from workflow.storage import Store, place

#: A request that attached the content before anybody noted it has ended by then.
GRACE = timedelta(minutes=10)


def note_unused(sha256: str) -> None:
    """One attachment with this content goes.  Whether another one has it is asked when it comes to deleting."""
    again = update(UnusedFile).where(UnusedFile.sha256 == sha256).values(noted_at=now())
    if cast("CursorResult[Any]", db.session.execute(again)).rowcount:
        return
    with suppress(IntegrityError), db.session.begin_nested():  # somebody else noted it in the same moment
        db.session.add(UnusedFile(sha256=sha256, noted_at=now()))


def give_up_files(case: Case) -> None:
    """The case goes, with every annex and every file that is on its way."""
    for sha256 in db.session.scalars(select(Attachment.sha256).where(Attachment.case_id == case.id).distinct()):
        note_unused(sha256)
    of_case = update(Upload).where(Upload.case_id == case.id)
    db.session.execute(of_case.values(case_id=None, expires_at=now()).execution_options(synchronize_session=False))


def erase_unused(store: Store) -> int:
    """Delete what was noted and is in no use.  Returns how many files; commits each by itself."""
    return sum(_erase(sha256, store) for sha256 in _noted())


def preview_place(sha256: str) -> str:
    """Where the small picture of a picture lies."""
    return f"previews/{sha256}"


def _noted() -> Sequence[str]:
    asked = select(UnusedFile.sha256).where(UnusedFile.noted_at <= now() - GRACE).order_by(UnusedFile.noted_at)
    with only_reading():
        return db.session.scalars(asked).all()


def _erase(sha256: str, store: Store) -> bool:
    """The note is taken, and so locked, until the file is gone."""
    db.session.execute(delete(UnusedFile).where(UnusedFile.sha256 == sha256))
    is_used = db.session.scalar(
        select(or_(exists().where(Attachment.sha256 == sha256), exists().where(Reading.sha256 == sha256)))
    )
    if not is_used:
        for one in (place(sha256), preview_place(sha256)):
            store.delete(one)
    db.session.commit()
    return not is_used
