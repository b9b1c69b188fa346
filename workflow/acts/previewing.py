"""Small pictures of the pictures among the annexes, made by the worker's clock and kept beside them."""

from tempfile import TemporaryFile

import structlog
from sqlalchemy import select, update

from models.attachment import Attachment
from models.db import db, only_reading
from workflow.acts.erasing import preview_place
from workflow.picturing import NoPicture, small_alone
from workflow.storage import Store, place

log = structlog.get_logger(__name__)

PICTURES = ("image/jpeg", "image/png")
#: In one round of the clock, which has other things to do, too.
MOST_A_ROUND = 5


def preview_pictures(store: Store) -> int:
    """Make what is lacking.  Returns of how many files; commits each by itself."""
    awaited = Attachment.media_type.in_(PICTURES), Attachment.has_preview.is_(None)
    with only_reading():
        found = db.session.scalars(select(Attachment.sha256).where(*awaited).distinct().limit(MOST_A_ROUND)).all()
    for sha256 in found:
        # The picture first, with no transaction open; then every attachment with this content has it.
        is_made = store.has(preview_place(sha256)) or _make(sha256, store)
        change = update(Attachment).where(Attachment.sha256 == sha256, *awaited).values(has_preview=is_made)
        db.session.execute(change.execution_options(synchronize_session=False))
        db.session.commit()
    return len(found)


def _make(sha256: str, store: Store) -> bool:
    with TemporaryFile() as whole:
        try:
            whole.writelines(store.stream(place(sha256)))
            whole.seek(0)
            store.put(preview_place(sha256), small_alone(whole))
        except (NoPicture, FileNotFoundError) as why:
            log.warning("preview.impossible", sha256=sha256, error=str(why))
            return False
    return True
