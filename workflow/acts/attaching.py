"""Annexes: entering, describing and taking off, within the limits of M; why a file was not taken."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select

from models.attachment import Attachment, UnusedFile, Upload
from models.case import Case
from models.db import db
from models.programme import Version
from models.user import User
from workflow.acts.drafting import demand_open
from workflow.acts.erasing import note_unused
from workflow.clock import now, today
from workflow.engine import stale
from workflow.permissions import demand, may_write_application
from workflow.queries.attachments import is_movable
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: What may be attached to one version.
MOST_FILES = 20
MOST_BYTES_IN_ALL = 200 * 1024 * 1024
FILE_FAULTS = {
    "empty": Text(hu="A fájl üres.", en="The file is empty."),
    "too_large": Text(hu="A fájl legfeljebb 50 MB lehet.", en="The file may have at most 50 MB."),
    "kind": Text(
        hu="Ezt a fájltípust nem tudjuk fogadni. PDF, DOCX, ODT, XLSX, ODS, JPG vagy PNG lehet.",
        en="We cannot take this kind of file. It may be PDF, DOCX, ODT, XLSX, ODS, JPG or PNG.",
    ),
    "infected": Text(
        hu="A víruskereső kártevőt talált a fájlban, ezért nem vettük át. Nézesse át a gépét, és küldjön tiszta fájlt.",
        en="The virus scanner found something harmful in the file, so we did not take it. "
        "Have your device checked and send a clean file.",
    ),
    "unscanned": Text(
        hu="A víruskereső most nem válaszol, ezért nem vettük át a fájlt. Próbálja meg néhány perc múlva.",
        en="The virus scanner does not answer just now, so we did not take the file. Try again in a few minutes.",
    ),
}
FULL = Refusal(
    "annexes_full",
    Text(
        hu="Egy kérelemhez legfeljebb 20 fájl tartozhat, összesen 200 MB.",
        en="An application may have at most 20 files, 200 MB in all.",
    ),
    "file",
)
#: No document was made tomorrow.
NOT_YET = Refusal(
    "dated_in_the_future",
    Text(hu="Ez a nap még nem jött el.", en="This day has not come yet."),
    "dated_on",
)


def refusal_of_file(code: str, field: str) -> Refused:
    """Why a file was not taken, at its field."""
    return Refused([Refusal(f"file_{code}", FILE_FAULTS[code], field)])


def fault_of_file(code: str, field: str, *, name: str) -> Refusal:
    """The same for one of several files, by its name."""
    said = Text("{name}: {fault}", "{name}: {fault}").filled(name=name, fault=FILE_FAULTS[code])
    return Refusal(f"file_{code}", said, field)


def attach(
    case: Case,
    version: Version,
    *,
    by: User,
    kind: str,
    title: str,
    file: Mapping[str, Any],
    dated_on: date | None = None,
    personal_data: bool = False,
) -> Attachment:
    """Enter an annex.  `file`: "file_name", "media_type", "size" in bytes, "sha256" (its name in the store).

    Keep the file itself after this and before the commit: whoever deletes unused files waits for that.
    Raises what `write_answers` raises; the kind is refused unless it is open, and what goes over the limits of M.
    """
    demand(may_write_application, by, case)
    demand_open(case, [kind], field="kind")
    demand_past(dated_on)
    demand_room(case, version, int(file["size"]))
    attachment = Attachment(
        case=case,
        version_number=version.number,
        kind=kind,
        title=(title or str(file["file_name"]))[:200],
        dated_on=dated_on,
        personal_data=personal_data,
        uploaded_at=now(),
        uploaded_by_id=by.id,
        **file,
    )
    case.written_at = now()
    return _entered(attachment)


def keep_source(case: Case, version: Version, *, by: User, file: Mapping[str, Any]) -> Attachment:
    """Keep the original that answers are taken over from, beside what is written (6.3); `file` as for `attach`.

    Raises NotYours, and Refused when the version is closed or has no room for another file.
    """
    demand(may_write_application, by, case)
    demand_room(case, version, int(file["size"]))
    source = Attachment(
        case=case,
        version_number=version.number,
        kind="source",
        title=str(file["file_name"])[:200],
        uploaded_at=now(),
        uploaded_by_id=by.id,
        **file,
    )
    return _entered(source)


def demand_past(day: date | None) -> None:
    """Refuse a day that is still to come."""
    if day is not None and day > today():
        raise Refused([NOT_YET])


def demand_room(case: Case, version: Version, size: int, *, beside: int | None = None) -> None:
    """At most 20 files and 200 MB with one version (6.1 M), with those on their way, but for the upload `beside`."""
    known = (Attachment.case_id == case.id, Attachment.version_number == version.number)
    coming = (
        Upload.case_id == case.id,
        Upload.mark.is_not(None),
        Upload.expires_at > now(),
        Upload.id != (beside or 0),
    )
    count, total = 0, size
    for kind, which in ((Attachment, known), (Upload, coming)):
        found = db.session.execute(select(func.count(), func.coalesce(func.sum(kind.size), 0)).where(*which)).one()
        count, total = count + found[0], total + found[1]
    if count >= MOST_FILES or total > MOST_BYTES_IN_ALL:
        raise Refused([FULL])


def _entered(attachment: Attachment) -> Attachment:
    db.session.add(attachment)
    db.session.flush()
    db.session.execute(delete(UnusedFile).where(UnusedFile.sha256 == attachment.sha256))
    return attachment


def describe(attachment: Attachment, *, by: User, title: str, dated_on: date | None, personal_data: bool) -> None:
    """Say anew what an annex is called, of which day it is, and whether it holds personal data."""
    _demand_movable(attachment, by=by)
    demand_past(dated_on)
    attachment.title = (title.strip() or attachment.file_name)[:200]
    attachment.dated_on, attachment.personal_data = dated_on, personal_data
    attachment.case.written_at = now()


def detach(attachment: Attachment, *, by: User) -> None:
    """Take an annex off a version that is still being written; what was submitted with a version stays (BR-02)."""
    _demand_movable(attachment, by=by)
    attachment.case.written_at = now()
    note_unused(attachment.sha256)
    db.session.delete(attachment)


def _demand_movable(attachment: Attachment, *, by: User) -> None:
    demand(may_write_application, by, attachment.case)
    if not is_movable(attachment):
        raise Refused([stale()])
