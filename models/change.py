"""The table of changes of a revised programme: what was changed for each revision task (T31)."""

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Codes, Model
from models.decision import DecisionPoint
from models.programme import Version


class Change(Model):
    """One line: the task, what was changed for it, and in which fields of the form."""

    __tablename__ = "changes"
    __table_args__ = (UniqueConstraint("version_id", "point_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    point_id: Mapped[int] = mapped_column(ForeignKey("decision_points.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[list[str]] = mapped_column(Codes(1000), default=list)

    version: Mapped[Version] = relationship()
    point: Mapped[DecisionPoint] = relationship()
