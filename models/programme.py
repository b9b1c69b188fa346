"""Programmes, their frozen versions, their accreditation and its certificate."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, event, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from models.db import Codes, Model, Moment, enum_column
from models.organisation import Organisation
from models.states import CURRENT_ACCREDITATION, AccreditationStatus


class Programme(Model):
    """A documented community-development programme: what gets accredited."""

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    sort_key: Mapped[str] = mapped_column(String(1000), default="")
    #: The title, and on a second line the organisation, folded: what the list of cases searches (BR-38).
    searched: Mapped[str] = mapped_column(String(600), default="")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    county_code: Mapped[str | None] = mapped_column(String(2), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    versions: Mapped[list["Version"]] = relationship(back_populates="programme", order_by="Version.id")
    accreditations: Mapped[list["Accreditation"]] = relationship(back_populates="programme")


class FrozenVersionChanged(RuntimeError):
    """Somebody tried to change a version after it was submitted."""


class Version(Model):
    """What the applicant says of the programme: 1.0 submitted, 1.1 completed, 2.0 revised.

    `answers` maps a field's code ("B1") to text, a number or a list.  Once `frozen_at` is set the row never
    changes again (invariant of 4.5), whoever asks.
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    number: Mapped[str] = mapped_column(String(10))
    #: The edition of the application form that it answers: it keeps this one whatever is published later.
    form: Mapped[str] = mapped_column(String(10))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    #: How often each answer was written, by whom, when, from which window, its how manieth:
    #: {"E1": [3, 17, "2026-11-20T12:03:00+00:00", "5fa1", 2]}.
    marks: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    #: Section O by criterion: score or None, reason, how often it was written: {"K1": [3, "…", 2]}.
    #: It stands apart from the answers, because reviewers see these and not that.
    self_assessment: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    recorded: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signatory: Mapped[str] = mapped_column(String(200), default="")
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    edit: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme] = relationship(back_populates="versions")

    __mapper_args__ = {"version_id_col": edit}  # noqa: RUF012  SQLAlchemy reads it from the class


@event.listens_for(Version, "before_update")
def refuse_change_after_freezing(mapper: Mapper[Version], connection: Connection, version: Version) -> None:
    """A submitted version never changes: the last line of defence, below every act."""
    frozen = inspect(version).attrs.frozen_at.history
    was_frozen = bool(frozen.unchanged and frozen.unchanged[0]) or bool(frozen.deleted and frozen.deleted[0])
    if was_frozen:
        raise FrozenVersionChanged(f"version {version.number} of programme {version.programme_id} is frozen")


class Accreditation(Model):
    """The accredited status of a programme, given by one decision."""

    __tablename__ = "accreditations"
    __table_args__ = (
        # how many there are in each county is counted in the index alone
        Index("ix_accreditations_status_county_codes", "status", "county_codes"),
        Index(
            "uq_accreditations_current",
            "programme_id",
            unique=True,
            sqlite_where=text("status IN (" + ", ".join(f"'{s}'" for s in sorted(CURRENT_ACCREDITATION)) + ")"),
            postgresql_where=text("status IN (" + ", ".join(f"'{s}'" for s in sorted(CURRENT_ACCREDITATION)) + ")"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    status: Mapped[AccreditationStatus] = mapped_column(enum_column(AccreditationStatus))
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    #: Public facts as they stood on the day of the decision: what the register shows and searches.
    title: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str] = mapped_column(String(800), default="")
    holder: Mapped[str] = mapped_column(String(200))
    places: Mapped[str] = mapped_column(String(1000), default="")
    county_codes: Mapped[list[str]] = mapped_column(Codes(100), default=list)
    programme_types: Mapped[list[str]] = mapped_column(Codes(400), default=list)
    level: Mapped[str] = mapped_column(String(60), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    searched: Mapped[str] = mapped_column(String(4000), default="")
    sort_key: Mapped[str] = mapped_column(String(1000), default="", index=True)

    programme: Mapped[Programme] = relationship(back_populates="accreditations")
    certificates: Mapped[list["Certificate"]] = relationship(back_populates="accreditation")
    changes: Mapped[list["StatusChange"]] = relationship(back_populates="accreditation", order_by="StatusChange.id")


class StatusChange(Model):
    """One line of the public history of an accreditation (BR-26): no personal data."""

    __tablename__ = "status_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditations.id"), index=True)
    status: Mapped[AccreditationStatus] = mapped_column(enum_column(AccreditationStatus))
    on: Mapped[date]
    ground: Mapped[str] = mapped_column(String(300))

    accreditation: Mapped[Accreditation] = relationship(back_populates="changes")


class Certificate(Model):
    """One issued certificate: the facts it prints, frozen, and the code by which anyone verifies it."""

    __tablename__ = "certificates"

    id: Mapped[int] = mapped_column(primary_key=True)
    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditations.id"), index=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    accreditation: Mapped[Accreditation] = relationship(back_populates="certificates")
