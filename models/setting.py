"""Number series and the office's corrections of the working-day calendar."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Model, enum_column


class NumberSeries(Model):
    """The last number given in a series and year: numbers have no gaps and are never reused (4.10)."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("series", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)


class DayKind(StrEnum):
    """What a moved day became."""

    REST = "rest"
    WORKING = "working"


class MovedDay(Model):
    """A day that the yearly decree moved, entered by the office (9.1)."""

    __tablename__ = "moved_days"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[DayKind] = mapped_column(enum_column(DayKind))
    source: Mapped[str] = mapped_column(String(200), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
