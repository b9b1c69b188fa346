"""Requests of people who have no account yet and would like to write for their organisation."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.organisation import Part
from models.states import LegalForm
from models.user import User


class JoinRequest(Model):
    """What somebody says of oneself and of the organisation; the office confirms it (procedure rules, 4.2)."""

    __tablename__ = "join_requests"
    __table_args__ = (Index("ix_join_requests_email_asked_at", "email", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    family_name: Mapped[str] = mapped_column(String(80))
    given_name: Mapped[str] = mapped_column(String(80))
    part: Mapped[Part] = mapped_column(enum_column(Part))
    organisation_name: Mapped[str] = mapped_column(String(200))
    legal_form: Mapped[LegalForm] = mapped_column(enum_column(LegalForm))
    county_code: Mapped[str] = mapped_column(String(2))
    seat: Mapped[str] = mapped_column(String(300), default="")
    intention: Mapped[str] = mapped_column(Text, default="")
    locale: Mapped[str] = mapped_column(String(5), default="hu")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    #: When the link in the letter was followed: before that nobody is shown it.
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Why it was refused; empty for one that was accepted.
    reason: Mapped[str] = mapped_column(Text, default="")

    settled_by: Mapped[User | None] = relationship()

    @property
    def display_name(self) -> str:
        """The name in Hungarian order."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def is_waiting(self) -> bool:
        """Whether the office has to say something."""
        return self.confirmed_at is not None and self.settled_at is None
