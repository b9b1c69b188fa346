"""A file that comes in parts, because lines break off: begun, gone on with, finished, given up.

The parts lie in the store until the file is whole.  The row counts what has come: a part is taken only where the
last one ended, so of two windows that send the same file each part is kept once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import CursorResult, Update, select, update
from sqlalchemy.exc import IntegrityError

from models.attachment import Upload
from models.case import Case
from models.db import db, let_go, only_reading
from models.programme import Version
from models.user import User
from workflow.acts.attaching import attach, demand_past, demand_room, refusal_of_file
from workflow.acts.drafting import demand_open
from workflow.clock import now
from workflow.permissions import demand, may_write_application
from workflow.refusals import Refusal, Refused
from workflow.scanning import Scanner
from workflow.storage import HEAD_BYTES, Store, Stored, Unacceptable, demand_size, examined, kind_of
from workflow.text import Text

#: Counted anew with every part.
KEPT = timedelta(hours=24)
MOST_BYTES_A_PART = 4 * 1024 * 1024
#: The fault of a file that may be sent again as it is.
LATER = "unscanned"
TOO_MUCH = Refusal(
    "more_than_declared",
    Text(hu="Több jött, mint amekkorának a fájlt mondta.", en="More has come than the file was said to have."),
    "file",
)
INCOMPLETE = Refusal(
    "incomplete", Text(hu="A fájl még nem érkezett meg egészen.", en="The file has not come completely yet."), "file"
)
OTHER_CONTENT = Refusal(
    "other_content",
    Text(
        hu="A fájl nem úgy érkezett meg, ahogyan az Ön gépén van. Küldje el újra.",
        en="The file did not arrive as it is on your device. Send it again.",
    ),
    "file",
)
ENDED = Refusal(
    "upload_ended",
    Text(
        hu="Ez a feltöltés már lejárt. Válassza ki újra a fájlt.", en="This upload has expired. Choose the file again."
    ),
)


@dataclass(frozen=True)
class Took:
    """Whether a part was taken, and how much has come: where the next one has to begin."""

    is_taken: bool
    received: int


@dataclass(frozen=True)
class Annex:
    """What the sender says of the file before it comes."""

    kind: str
    title: str
    dated_on: date | None
    personal_data: bool


def begin(case: Case, version: Version, annex: Annex, *, by: User, mark: str, file_name: str, size: int) -> Upload:
    """Begin to send a file, or find the one with the same `mark` that is on its way: the newest words count.

    Refused for what would be refused once it has come: no room, a closed field, an empty or too large file.
    """
    demand(may_write_application, by, case)
    demand_open(case, [annex.kind], field="kind")
    demand_past(annex.dated_on)
    try:
        demand_size(size)
    except Unacceptable as why:
        raise refusal_of_file(why.code, "file") from None
    upload = _sent_before(case, mark, by=by)
    if upload is not None and (upload.size != size or upload.expires_at <= now()):
        upload.mark, upload.expires_at = None, now()
        db.session.flush()
        upload = None
    demand_room(case, version, size, beside=upload.id if upload else None)
    if upload is None:
        return _begun(case, annex, mark=mark, file_name=file_name, size=size, by=by)
    upload.kind, upload.title, upload.dated_on = annex.kind, annex.title, annex.dated_on
    upload.personal_data, upload.expires_at = annex.personal_data, now() + KEPT
    return upload


def receive(upload: Upload, part: bytes, *, at: int, store: Store, by: User) -> Took:
    """Take the next part; not taken is one that does not begin where the last one ended.

    Raises Refused for more than was declared, and at the first part for what is of no accepted kind.
    """
    if upload.attachment_id is not None:  # another window was faster: the sender is at the end, and begins no new one
        return Took(is_taken=False, received=upload.size)
    _demand_alive(upload, by=by)
    end = at + len(part)
    if end > upload.size:
        raise Refused([TOO_MUCH])
    if at == 0 and end >= min(HEAD_BYTES, upload.size):
        _demand_kind(part)
    # The row first: it is ours until the commit, so nobody else writes a part to the same place meanwhile.
    ours = update(Upload).where(Upload.id == upload.id, Upload.received == at, Upload.mark.is_not(None))
    if not _changed(ours.values(received=end, expires_at=now() + KEPT)):
        db.session.refresh(upload)
        return Took(is_taken=False, received=upload.received)
    if part:
        store.put(f"{folder(upload.id)}/{at:012}", part)
    return Took(is_taken=True, received=end)


def examine_whole(
    upload: Upload, *, by: User, sha256: str, store: Store, scanner: Scanner | None
) -> tuple[Stored, IO[bytes]]:
    """Put the parts together and look at the file.  No transaction is open meanwhile: it may take seconds.

    `sha256` is what the sender's device makes of its file, "" where it cannot tell.  Raises Refused; what cannot be
    taken at all is forgotten with that, so that choosing the file again begins anew.
    """
    _demand_alive(upload, by=by)
    if upload.received < upload.size:
        raise Refused([INCOMPLETE])
    number, name = upload.id, upload.file_name
    let_go()
    whole = store.joined(folder(number))
    try:
        found = examined(name, whole, scanner)
        if sha256 not in ("", found.sha256):
            raise Refused([OTHER_CONTENT])
    except (Refused, Unacceptable) as why:
        whole.close()
        if isinstance(why, Refused) or why.code != LATER:
            _forget(number)
        raise why if isinstance(why, Refused) else refusal_of_file(why.code, "file") from None
    return found, whole


def finish(upload: Upload, version: Version, found: Stored, *, by: User) -> bool:
    """The file has come: it becomes an annex.  False if another window was faster."""
    case = _case_of(upload, by=by)
    ours = update(Upload).where(Upload.id == upload.id, Upload.mark.is_not(None))
    if not _changed(ours.values(mark=None)):
        return False
    attachment = attach(
        case,
        version,
        by=by,
        kind=upload.kind,
        title=upload.title,
        file=vars(found),
        dated_on=upload.dated_on,
        personal_data=upload.personal_data,
    )
    upload.attachment_id = attachment.id
    return True


def give_up(upload: Upload, *, by: User) -> None:
    """The sender no longer wants it, or it cannot be taken: its parts go with the next sweep."""
    _case_of(upload, by=by)
    upload.mark, upload.expires_at = None, now()


def sweep_uploads(store: Store) -> int:
    """Forget what expired, the parts first.  Returns how many; commits each by itself."""
    with only_reading():
        expired = db.session.scalars(select(Upload.id).where(Upload.expires_at <= now()).order_by(Upload.id)).all()
    for number in expired:
        store.clear(folder(number))
        upload = db.session.get(Upload, number)
        if upload is not None:
            db.session.delete(upload)
        db.session.commit()
    return len(expired)


def folder(upload_id: int) -> str:
    """Where in the store the parts lie."""
    return f"uploads/{upload_id}"


def _begun(case: Case, annex: Annex, *, mark: str, file_name: str, size: int, by: User) -> Upload:
    facts = {**vars(annex), "mark": mark, "file_name": Path(file_name).name[:255] or "file", "size": size}
    try:
        with db.session.begin_nested():
            upload = Upload(case_id=case.id, owner_id=by.id, expires_at=now() + KEPT, **facts)
            db.session.add(upload)
    except IntegrityError:  # the same file in another window, in the same moment
        return _sent_before(case, mark, by=by) or _begun(case, annex, mark=mark, file_name=file_name, size=size, by=by)
    return upload


def _sent_before(case: Case, mark: str, *, by: User) -> Upload | None:
    return db.session.scalar(
        select(Upload).where(Upload.case_id == case.id, Upload.owner_id == by.id, Upload.mark == mark)
    )


def _demand_alive(upload: Upload, *, by: User) -> None:
    _case_of(upload, by=by)
    if upload.mark is None or upload.expires_at <= now():
        raise Refused([ENDED])


def _case_of(upload: Upload, *, by: User) -> Case:
    if upload.case is None:
        raise Refused([ENDED])
    demand(may_write_application, by, upload.case)
    return upload.case


def _demand_kind(head: bytes) -> None:
    try:
        kind_of(head[:HEAD_BYTES])
    except Unacceptable as why:
        raise refusal_of_file(why.code, "file") from None


def _forget(number: int) -> None:
    """At once and for good: the refusal that follows undoes nothing of it."""
    db.session.execute(update(Upload).where(Upload.id == number).values(mark=None, expires_at=now()))
    db.session.commit()


def _changed(statement: Update) -> bool:
    done = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount == 1
