"""Meetings of the National Development Workshop: agenda, presence, exclusions, proposals, ballots, minutes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import Choice, ItemKind, ItemStage, MeetingState, Outcome, Presence
from models.user import User

if TYPE_CHECKING:
    from models.case import Case
    from models.criteria_set import CriteriaSet


#: Announced, in session, or waiting for its minutes; written out, for an index serves only the very words it has.
COMING = f"state != '{MeetingState.CERTIFIED}'"


class Meeting(Model):
    """One meeting.  `number` is "1/2027"."""

    __tablename__ = "meetings"
    __table_args__ = (
        # the few that are not over yet, among all that ever were
        Index("ix_meetings_coming", "starts_at", sqlite_where=text(COMING), postgresql_where=text(COMING)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    starts_at: Mapped[datetime] = mapped_column(Moment, index=True)
    place: Mapped[str] = mapped_column(String(300))
    state: Mapped[MeetingState] = mapped_column(enum_column(MeetingState), default=MeetingState.PLANNED)
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    certified_at: Mapped[datetime | None] = mapped_column(Moment)
    certifier_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    second_certifier_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    minutes: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    items: Mapped[list["AgendaItem"]] = relationship(back_populates="meeting", order_by="AgendaItem.ordinal")
    attendances: Mapped[list["Attendance"]] = relationship(back_populates="meeting", order_by="Attendance.id")
    chair: Mapped[User | None] = relationship(foreign_keys=[chair_id])
    secretary: Mapped[User | None] = relationship(foreign_keys=[secretary_id])
    certifier: Mapped[User | None] = relationship(foreign_keys=[certifier_id])
    second_certifier: Mapped[User | None] = relationship(foreign_keys=[second_certifier_id])


class Attendance(Model):
    """A member of the workshop at a meeting; the rows are the members who may vote there."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    presence: Mapped[Presence] = mapped_column(enum_column(Presence), default=Presence.ABSENT)

    meeting: Mapped[Meeting] = relationship(back_populates="attendances")
    member: Mapped[User] = relationship(lazy="joined")


class AgendaItem(Model):
    """One matter on the agenda of one meeting: an accreditation case, or a topic with a title and a paper of its own.

    A case brings its title and its papers; `title` and `paper` are empty then.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (UniqueConstraint("meeting_id", "ordinal"), UniqueConstraint("meeting_id", "case_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[ItemKind] = mapped_column(enum_column(ItemKind), default=ItemKind.ACCREDITATION)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    criteria_set_id: Mapped[int | None] = mapped_column(ForeignKey("criteria_sets.id"), index=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    paper: Mapped[str] = mapped_column(Text, default="")
    ordinal: Mapped[int]
    rapporteur_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    stage: Mapped[ItemStage] = mapped_column(enum_column(ItemStage), default=ItemStage.LISTED)
    discussion: Mapped[str] = mapped_column(Text, default="")
    taken_off_reason: Mapped[str] = mapped_column(Text, default="")

    meeting: Mapped[Meeting] = relationship(back_populates="items", lazy="joined")
    case: Mapped["Case | None"] = relationship(back_populates="agenda_items")
    criteria_set: Mapped["CriteriaSet | None"] = relationship(back_populates="agenda_items")
    rapporteur: Mapped[User] = relationship()
    exclusions: Mapped[list["Exclusion"]] = relationship(back_populates="item", lazy="joined")
    proposals: Mapped[list["Proposal"]] = relationship(back_populates="item", order_by="Proposal.id")

    @property
    def heading(self) -> str:
        """What the item is called on the agenda."""
        return self.case.title if self.case else self.title


class Exclusion(Model):
    """A member who leaves for the item and is not counted: with the ground (KO1–KO12)."""

    __tablename__ = "exclusions"
    __table_args__ = (UniqueConstraint("item_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ground: Mapped[str] = mapped_column(String(5))
    note: Mapped[str] = mapped_column(String(500), default="")
    found_by_system: Mapped[bool] = mapped_column(default=False)

    item: Mapped[AgendaItem] = relationship(back_populates="exclusions")
    member: Mapped[User] = relationship()


class Proposal(Model):
    """A proposal put to the vote, and its count once the vote is closed.

    `outcome` is what it decides of a case; on a topic it has none, and once carried it bears its resolution number
    itself (a case's stands in the decision).  `points` are the conditions, revision tasks or reasons: a list of
    {"criterion", "text", "proof", "due_days"}.
    """

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    text: Mapped[str] = mapped_column(Text)
    departure_reason: Mapped[str] = mapped_column(Text, default="")
    points: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    put_at: Mapped[datetime] = mapped_column(Moment)
    #: Whoever is present may ask for it: then it is kept who has voted and how many, but not who voted how.
    is_secret: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    base: Mapped[int | None]
    present: Mapped[int | None]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstained: Mapped[int | None]
    carried: Mapped[bool | None]
    resolution_number: Mapped[str | None] = mapped_column(String(60), unique=True)

    item: Mapped[AgendaItem] = relationship(back_populates="proposals")
    ballots: Mapped[list["Ballot"]] = relationship(back_populates="proposal", lazy="selectin")


class Ballot(Model):
    """One member's vote on one proposal: once, and not changed.  A secret one says only that the member has voted."""

    __tablename__ = "ballots"
    __table_args__ = (UniqueConstraint("proposal_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    choice: Mapped[Choice | None] = mapped_column(enum_column(Choice))
    cast_at: Mapped[datetime] = mapped_column(Moment)

    proposal: Mapped[Proposal] = relationship(back_populates="ballots")
    member: Mapped[User] = relationship()
