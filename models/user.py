"""People and what they are appointed to."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_security import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import Role

if TYPE_CHECKING:
    from models.co_writer import CoWriter


def full_name(named: Any) -> str:
    """Prefix, family name, given name, suffix, as far as there are any; `named` is a User or a line with these."""
    return " ".join(part for part in (named.prefix, named.family_name, named.given_name, named.suffix) if part)


class User(Model, UserMixin):
    """A person with an account.  Name parts are stored apart and never split by blanks (names, 9.3)."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    prefix: Mapped[str] = mapped_column(String(30), default="")
    family_name: Mapped[str] = mapped_column(String(80))
    given_name: Mapped[str] = mapped_column(String(80), default="")
    suffix: Mapped[str] = mapped_column(String(30), default="")
    sort_key: Mapped[str] = mapped_column(String(400), default="", index=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    county_code: Mapped[str | None] = mapped_column(String(2))
    locale: Mapped[str] = mapped_column(String(5), default="hu")
    created_at: Mapped[datetime] = mapped_column(Moment)
    invited_at: Mapped[datetime | None] = mapped_column(Moment)

    appointments: Mapped[list["Appointment"]] = relationship(back_populates="user", foreign_keys="Appointment.user_id")
    co_writings: Mapped[list["CoWriter"]] = relationship(back_populates="user", foreign_keys="CoWriter.user_id")

    @property
    def display_name(self) -> str:
        """The name in Hungarian order, in English texts too."""
        return full_name(self)

    @property
    def roles(self) -> list[str]:  # type: ignore[override]
        """Flask-Security knows of none: what a person may do is asked of `workflow.permissions` alone."""
        return []


class Appointment(Model):
    """One role of one person, with its county and its time; a person may have several (BR-35)."""

    __tablename__ = "appointments"
    __table_args__ = (Index("ix_appointments_role", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    county_code: Mapped[str | None] = mapped_column(String(2))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship(back_populates="appointments", foreign_keys=[user_id])
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])

    def holds_on(self, day: date) -> bool:
        """Whether the appointment is in force on `day`."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
