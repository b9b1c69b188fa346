"""The files that errands left: in a folder of each errand's own, so that deleting one takes nothing from another.

An attempt that lost its lease may have left a file there that no row names; it goes with the folder.
"""

from collections.abc import Sequence

from sqlalchemy import select, update

from models.db import db, only_reading
from models.errand import UNFINISHED, Errand
from workflow.clock import now
from workflow.storage import Store


def folder(errand_id: int) -> str:
    """Where in the store the files of an errand lie."""
    return f"errands/{errand_id}"


def keep_result(errand_id: int, sha256: str, content: bytes, store: Store) -> None:
    """Keep the file; the same content twice is there once."""
    store.put(f"{folder(errand_id)}/{sha256}", content)


def has_result(errand: Errand) -> bool:
    """Whether there is a file to download: from the moment on when its week is over there is none."""
    return errand.sha256 is not None and errand.keep_until is not None and now() < errand.keep_until


def read_result(errand: Errand, store: Store) -> bytes:
    """The file.  Raises FileNotFoundError."""
    return store.fetch(f"{folder(errand.id)}/{errand.sha256}")


def delete_expired(store: Store) -> int:
    """Delete every result whose week is over, the file first.  Returns how many; commits each by itself."""
    expired = _expired()
    for errand_id in expired:
        store.clear(folder(errand_id))
        db.session.execute(update(Errand).where(Errand.id == errand_id).values(sha256=None))
        db.session.commit()
    return len(expired)


def _expired() -> Sequence[int]:
    asked = select(Errand.id).where(
        Errand.keep_until <= now(), Errand.sha256.is_not(None), Errand.state.not_in(UNFINISHED)
    )
    with only_reading():
        return db.session.scalars(asked).all()
