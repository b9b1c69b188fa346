"""Registered documents (irat): what came in, what went out, what stayed inside."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import Direction
from models.user import User

if TYPE_CHECKING:
    from models.case import Case
    from models.programme import Version


class Document(Model):
    """One document with its registration number.  `facts` hold what a letter prints; the PDF is made from them."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("case_id", "subnumber"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    subnumber: Mapped[int]
    number: Mapped[str] = mapped_column(String(30), unique=True)
    direction: Mapped[Direction] = mapped_column(enum_column(Direction))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(400))
    on: Mapped[date]
    sender: Mapped[str] = mapped_column(String(300), default="")
    addressee: Mapped[str] = mapped_column(String(300), default="")
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Whether it is a letter to the applicant's side, whose opening is its communication (közlés).
    to_applicant: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Day of communication: of opening, or the 5th working day after sending when nobody opened it.
    communicated_on: Mapped[date | None]

    case: Mapped["Case"] = relationship(back_populates="documents")
    #: The version of the application that it speaks of.
    version: Mapped["Version | None"] = relationship(viewonly=True)
    opened_by: Mapped[User | None] = relationship(foreign_keys=[opened_by_id])
