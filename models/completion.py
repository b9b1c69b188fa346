"""The formal check, its eligibility findings, and the completion request with its items."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import Finding, ItemState
from models.user import User

if TYPE_CHECKING:
    from models.case import Case


class FormalCheck(Model):
    """The check-list J1–J11 of one version, signed by the officer, countersigned by the head of office."""

    __tablename__ = "formal_checks"
    __table_args__ = (UniqueConstraint("version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    programme_type_confirmed: Mapped[bool] = mapped_column(default=False)
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    edit: Mapped[int] = mapped_column(default=1)

    case: Mapped["Case"] = relationship(back_populates="checks")
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    findings: Mapped[list["EligibilityFinding"]] = relationship(
        back_populates="check", order_by="EligibilityFinding.id", lazy="joined"
    )

    __mapper_args__ = {"version_id_col": edit}  # noqa: RUF012

    def finding(self, code: str) -> "EligibilityFinding | None":
        """The finding on one eligibility item, or None while nobody has looked."""
        return next((row for row in self.findings if row.code == code), None)


class EligibilityFinding(Model):
    """One line of the check-list."""

    __tablename__ = "eligibility_findings"
    __table_args__ = (UniqueConstraint("check_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("formal_checks.id"))
    code: Mapped[str] = mapped_column(String(4))
    finding: Mapped[Finding] = mapped_column(enum_column(Finding))
    note: Mapped[str] = mapped_column(Text, default="")

    check: Mapped[FormalCheck] = relationship(back_populates="findings")


class CompletionRequest(Model):
    """The one itemised request for what a version lacks (BR-04)."""

    __tablename__ = "completion_requests"
    __table_args__ = (UniqueConstraint("version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    extended_at: Mapped[datetime | None] = mapped_column(Moment)
    extension_asked_at: Mapped[datetime | None] = mapped_column(Moment)
    extension_reason: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    case: Mapped["Case"] = relationship(back_populates="requests")
    items: Mapped[list["CompletionItem"]] = relationship(
        back_populates="request", order_by="CompletionItem.ordinal", lazy="joined"
    )


class CompletionItem(Model):
    """One gap: which fields, what is missing, what to supply, and the applicant's answer."""

    __tablename__ = "completion_items"
    __table_args__ = (UniqueConstraint("request_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("completion_requests.id"))
    ordinal: Mapped[int]
    fields: Mapped[str] = mapped_column(String(200))
    missing: Mapped[str] = mapped_column(Text)
    to_supply: Mapped[str] = mapped_column(Text)
    legal_basis: Mapped[str] = mapped_column(String(60), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ItemState] = mapped_column(enum_column(ItemState), default=ItemState.OPEN)

    request: Mapped[CompletionRequest] = relationship(back_populates="items")
