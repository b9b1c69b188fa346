"""What is being written for a step of a case and was not sent yet."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Model


class Unsent(Model):
    """The words of one step so far, kept while they are written and gone when the step is taken.

    `said` holds them by part, `marks` how often each part was written (see workflow/acts/marking.py).
    """

    __tablename__ = "unsent"
    __table_args__ = (UniqueConstraint("case_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    step: Mapped[str] = mapped_column(String(40))
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    marks: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    edit: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": edit}  # noqa: RUF012
