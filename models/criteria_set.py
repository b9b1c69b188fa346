"""Sets of criteria by which programmes are judged: each is written, discussed, adopted, in force and replaced."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Connection, ForeignKey, Index, String, Text, event, inspect, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from models.db import Model, Moment, enum_column
from models.states import SETTLED_CRITERIA, CriteriaSetState

if TYPE_CHECKING:
    from models.criteria_life import CriteriaComment, CriteriaStep
    from models.meeting import AgendaItem


class SettledCriteriaChanged(RuntimeError):
    """Somebody tried to change what a set of criteria says after it was adopted."""


class CriteriaSet(Model):
    """One set of criteria (procedure rules, 4.12).  `content` is what it says; workflow/criteria reads and checks it.

    Once it is adopted, its content, its crosswalk and its name never change again: cases are judged by them.
    """

    __tablename__ = "criteria_sets"
    __table_args__ = (
        Index(
            "uq_criteria_sets_in_force",
            "state",
            unique=True,
            sqlite_where=text("state = 'in_force'"),
            postgresql_where=text("state = 'in_force'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: "1.0": what cases and certificates call it.
    version: Mapped[str] = mapped_column(String(10), unique=True)
    state: Mapped[CriteriaSetState] = mapped_column(enum_column(CriteriaSetState), default=CriteriaSetState.DRAFT)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    change_log: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("criteria_sets.id"))
    #: Under each criterion of the set that it replaces what it became: {"K1": {"to": ["K1", "K2"], "note": "…"}}.
    crosswalk: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    in_force_from: Mapped[date | None]
    resolution_number: Mapped[str] = mapped_column(String(60), default="")
    consultation_from: Mapped[date | None]
    consultation_until: Mapped[date | None]
    adopted_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    edit: Mapped[int] = mapped_column(default=1)

    replaces: Mapped["CriteriaSet | None"] = relationship(remote_side=[id])
    steps: Mapped[list["CriteriaStep"]] = relationship(back_populates="criteria_set", order_by="CriteriaStep.ordinal")
    comments: Mapped[list["CriteriaComment"]] = relationship(
        back_populates="criteria_set", order_by="CriteriaComment.id"
    )
    agenda_items: Mapped[list["AgendaItem"]] = relationship(back_populates="criteria_set", order_by="AgendaItem.id")

    __mapper_args__ = {"version_id_col": edit}  # noqa: RUF012  SQLAlchemy reads it from the class


@event.listens_for(CriteriaSet, "before_update")
def refuse_change_after_adoption(mapper: Mapper[CriteriaSet], connection: Connection, row: CriteriaSet) -> None:
    """No code path may rewrite what cases are judged by, not even by mistake."""
    attrs = inspect(row).attrs
    before = attrs.state.history.deleted or [row.state]
    changed = [name for name in ("version", "content", "crosswalk") if attrs[name].history.has_changes()]
    if before[0] in SETTLED_CRITERIA and changed:
        raise SettledCriteriaChanged(f"criteria set {row.version}: {', '.join(changed)}")
