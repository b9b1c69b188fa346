"""The accreditation case and its history."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.programme import Accreditation, Programme, Version
from models.states import OPEN, Arrival, CaseState, DeadlineState
from models.user import User

if TYPE_CHECKING:
    from models.circumstance import Circumstance
    from models.co_writer import CoWriter
    from models.completion import CompletionRequest, FormalCheck
    from models.deadline import Deadline
    from models.decision import Decision
    from models.document import Document
    from models.excuse import Excuse
    from models.expert import Assignment, Clarification
    from models.meeting import AgendaItem
    from models.review import Assessment, Remarks

_OPEN_STATES = text("state IN (" + ", ".join(f"'{state}'" for state in sorted(OPEN)) + ")")


class Case(Model):
    """One procedure about one programme.  `state` changes only through `workflow.engine.move`."""

    __tablename__ = "cases"
    __table_args__ = (
        # BR-03: one open case for a programme at a time
        Index("uq_cases_open", "programme_id", unique=True, sqlite_where=_OPEN_STATES, postgresql_where=_OPEN_STATES),
        # the programme stands in it so that counting reads the index alone
        Index("ix_cases_state_id_programme_id", "state", "id", "programme_id"),
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
    #: 1, and one more for every revised programme (T31): a new version is reviewed anew.
    review_round: Mapped[int] = mapped_column(default=1)
    document_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    #: When the applicant last wrote in the draft (H34); None: not since it was opened.
    written_at: Mapped[datetime | None] = mapped_column(Moment)
    #: The one-time mark of the form that opened the case: a second click opens no second case.
    birth_token: Mapped[str | None] = mapped_column(String(64), unique=True)

    programme: Mapped[Programme] = relationship(lazy="joined")
    version: Mapped[Version] = relationship(foreign_keys=[version_id])
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id])
    steps: Mapped[list["Step"]] = relationship(back_populates="case", order_by="Step.ordinal")
    deadlines: Mapped[list["Deadline"]] = relationship(back_populates="case", order_by="Deadline.id")
    documents: Mapped[list["Document"]] = relationship(back_populates="case", order_by="Document.subnumber")
    checks: Mapped[list["FormalCheck"]] = relationship(back_populates="case", order_by="FormalCheck.id")
    requests: Mapped[list["CompletionRequest"]] = relationship(back_populates="case", order_by="CompletionRequest.id")
    excuses: Mapped[list["Excuse"]] = relationship(back_populates="case", order_by="Excuse.id")
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="case", order_by="Assignment.id")
    assessments: Mapped[list["Assessment"]] = relationship(back_populates="case", order_by="Assessment.id")
    remarks: Mapped[list["Remarks"]] = relationship(back_populates="case", order_by="Remarks.id")
    agenda_items: Mapped[list["AgendaItem"]] = relationship(back_populates="case", order_by="AgendaItem.id")
    decisions: Mapped[list["Decision"]] = relationship(back_populates="case", order_by="Decision.id")
    clarifications: Mapped[list["Clarification"]] = relationship(back_populates="case", order_by="Clarification.id")
    circumstances: Mapped[list["Circumstance"]] = relationship(back_populates="case", order_by="Circumstance.id")
    co_writers: Mapped[list["CoWriter"]] = relationship(back_populates="case", order_by="CoWriter.id")
    accreditation: Mapped[Accreditation | None] = relationship(viewonly=True, uselist=False)

    @property
    def title(self) -> str:
        """The programme's title."""
        return self.programme.title

    @property
    def organisation_id(self) -> int:
        """Whose programme it is."""
        return self.programme.organisation_id

    def deadline(self, code: str) -> "Deadline | None":
        """The latest deadline of this kind that was not cancelled, or None."""
        kept = [d for d in self.deadlines if d.code == code and d.state != DeadlineState.CANCELLED]
        return kept[-1] if kept else None

    @property
    def check(self) -> "FormalCheck | None":
        """The formal check of the current version, or None while nobody has begun it."""
        return next((check for check in self.checks if check.version_id == self.version_id), None)

    @property
    def request(self) -> "CompletionRequest | None":
        """The latest completion request that went out, or None."""
        return next((request for request in reversed(self.requests) if request.sent_at), None)

    @property
    def request_in_preparation(self) -> "CompletionRequest | None":
        """The completion request that the officer is still writing, or None."""
        return next((request for request in self.requests if request.sent_at is None), None)

    @property
    def pending_excuse(self) -> "Excuse | None":
        """The request to excuse a missed deadline that nobody has decided yet, or None."""
        return next((excuse for excuse in self.excuses if excuse.granted is None), None)

    @property
    def current_assignments(self) -> "list[Assignment]":
        """The experts of the present round of review."""
        number = self.review_round
        return [assignment for assignment in self.assignments if assignment.round == number]

    @property
    def standing_assessments(self) -> "list[Assessment]":
        """The assessments that did not turn void: one a round of review."""
        return [assessment for assessment in self.assessments if assessment.voided_at is None]

    @property
    def agenda_item(self) -> "AgendaItem | None":
        """The latest place of the case on an agenda, or None."""
        return self.agenda_items[-1] if self.agenda_items else None

    @property
    def decision(self) -> "Decision | None":
        """The decision that stands: the latest one that was not sent back, or None."""
        return next((decision for decision in reversed(self.decisions) if decision.sent_back_at is None), None)

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
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)

    case: Mapped[Case] = relationship(back_populates="steps")
    by: Mapped[User | None] = relationship()
