"""Organisations, who acts for them, and who is related to them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, enum_column
from models.states import LegalForm
from models.user import User


class Organisation(Model):
    """An applicant, a host, a partner or an expert's employer."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200), index=True)
    legal_form: Mapped[LegalForm] = mapped_column(enum_column(LegalForm), default=LegalForm.ASSOCIATION)
    seat: Mapped[str] = mapped_column(String(300), default="")
    tax_number: Mapped[str] = mapped_column(String(13), default="")
    registration_number: Mapped[str] = mapped_column(String(40), default="")
    county_code: Mapped[str | None] = mapped_column(String(2))
    contact: Mapped[str] = mapped_column(String(200), default="")

    memberships: Mapped[list["Membership"]] = relationship(back_populates="organisation")


class Part(StrEnum):
    """In what part a person acts for an organisation in Mérce."""

    REPRESENTATIVE = "representative"
    STAFF = "staff"


class Membership(Model):
    """A person who drafts for an organisation, or represents it by law."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("organisation_id", "user_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    part: Mapped[Part] = mapped_column(enum_column(Part))

    organisation: Mapped[Organisation] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship()


class Bond(StrEnum):
    """How a person is tied to an organisation (KO1)."""

    OFFICER = "officer"
    EMPLOYEE = "employee"
    CONTRACTOR = "contractor"
    MEMBER = "member"
    VOLUNTEER = "volunteer"


class Relation(Model):
    """A tie of a person to an organisation, now or in the past: what the conflict screen reads for KO1."""

    __tablename__ = "relations"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    bond: Mapped[Bond] = mapped_column(enum_column(Bond))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    user: Mapped[User] = relationship()
