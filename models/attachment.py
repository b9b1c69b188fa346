"""Annexes of a version (M1–M7) and scanned sources: the file itself lies in the store under its fingerprint."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.case import Case
from models.db import Model, Moment


class Attachment(Model):
    """One uploaded file.  `sha256` is its name in the store; `kind` is M1–M7 or "source"."""

    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_media_type_has_preview", "media_type", "has_preview"),
        Index("ix_attachments_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version_number: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200))
    #: The day that stands on the document; None where none does, or nobody has said.
    dated_on: Mapped[date | None]
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    personal_data: Mapped[bool] = mapped_column(default=False)
    #: None while nobody has tried to make one; False for a picture that could not be read.
    has_preview: Mapped[bool | None]
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    case: Mapped[Case] = relationship()


class Upload(Model):
    """A file on its way, in parts, because its line may break off (`workflow.acts.uploading`).

    `mark` says which file of the sender's device it is: the same one chosen again goes on where it stood.  Once the
    file has arrived there is no mark, and `attachment_id` tells a sender who did not hear the answer.
    """

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_case_id_owner_id_mark", "case_id", "owner_id", "mark", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: None once the draft was discarded: the parts are still there and have to go.
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    mark: Mapped[str | None] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200))
    dated_on: Mapped[date | None]
    personal_data: Mapped[bool]
    file_name: Mapped[str] = mapped_column(String(255))
    #: In bytes: what was declared, and what has come.
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    #: No foreign key: an annex that was taken off again is nobody's business here.
    attachment_id: Mapped[int | None]

    case: Mapped[Case | None] = relationship()


class UnusedFile(Model):
    """A file in the store that lost an attachment: deleted after the commit, unless another one has it (8.1)."""

    __tablename__ = "unused_files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    noted_at: Mapped[datetime] = mapped_column(Moment)
