"""The accreditation case and its history."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.programme import Programme, Version
from models.states import OPEN, Arrival, CaseState
from models.user import User

if TYPE_CHECKING:
    from models.completion import CompletionRequest, FormalCheck
    from models.deadline import Deadline
    from models.decision import Decision
    from models.document import Document
    from models.expert import Assignment
    from models.meeting import AgendaItem
    from models.review import Assessment, Remarks

_OPEN_STATES = text("state IN (" + ", ".join(f"'{state}'" for state in sorted(OPEN)) + ")")


class Case(Model):
    """One procedure about one programme.  `state` changes only through `workflow.engine.move`."""

    __tablename__ = "cases"
    __table_args__ = (
        # BR-03: one open case for a programme at a time
        Index(
            "uq_cases_open", "programme_id", unique=True, sqlite_where=_OPEN_STATES, postgresql_where=_OPEN_STATES
        ),
        Index("ix_cases_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(24), unique=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    state: Mapped[CaseState] = mapped_column(enum_column(CaseState))
    step_count: Mapped[int] = mapped_column(default=0)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    arrival: Mapped[Arrival] = mapped_column(enum_column(Arrival), default=Arrival.ONLINE)
    sender: Mapped[str] = mapped_column(String(200), default="")
    arrived_on: Mapped[date | None] = mapped_column(index=True)
    criteria_version: Mapped[str] = mapped_column(String(10), default="1.0")
    document_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    programme: Mapped[Programme] = relationship(lazy="joined")
    version: Mapped[Version] = relationship(foreign_keys=[version_id])
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    steps: Mapped[list["Step"]] = relationship(back_populates="case", order_by="Step.ordinal")
    deadlines: Mapped[list["Deadline"]] = relationship(back_populates="case", order_by="Deadline.id")
    documents: Mapped[list["Document"]] = relationship(back_populates="case", order_by="Document.subnumber")
    checks: Mapped[list["FormalCheck"]] = relationship(back_populates="case", order_by="FormalCheck.id")
    requests: Mapped[list["CompletionRequest"]] = relationship(
        back_populates="case", order_by="CompletionRequest.id"
    )
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="case", order_by="Assignment.id")
    assessments: Mapped[list["Assessment"]] = relationship(back_populates="case", order_by="Assessment.id")
    remarks: Mapped[list["Remarks"]] = relationship(back_populates="case", order_by="Remarks.id")
    agenda_items: Mapped[list["AgendaItem"]] = relationship(back_populates="case", order_by="AgendaItem.id")
    decisions: Mapped[list["Decision"]] = relationship(back_populates="case", order_by="Decision.id")

    @property
    def title(self) -> str:
        """The programme's title."""
        return self.programme.title

    @property
    def organisation_id(self) -> int:
        """Whose programme it is."""
        return self.programme.organisation_id

    @property
    def name(self) -> str:
        """What people call the case: its number once it has one, else its title."""
        return self.number or self.title


class Step(Model):
    """One line of the history: which transition, when, by whom, why.  Never changed, never deleted."""

    __tablename__ = "steps"
    __table_args__ = (UniqueConstraint("case_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    ordinal: Mapped[int]
    transition: Mapped[str] = mapped_column(String(5))
    name: Mapped[str] = mapped_column(String(60))
    from_state: Mapped[CaseState | None] = mapped_column(enum_column(CaseState))
    to_state: Mapped[CaseState] = mapped_column(enum_column(CaseState))
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    case: Mapped[Case] = relationship(back_populates="steps")
    by: Mapped[User | None] = relationship()
