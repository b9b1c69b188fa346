"""Documents that were laid against the questions of the application: what was found, and what found no place."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.case import Case
from models.db import Model, Moment
from models.errand import Errand


class Reading(Model):
    """One document and what was read from it; nothing of it is in the application until a person takes it over.

    `placements`: {"code", "value" as it is stored, "source" (the passage), "derived", "taken"} each, in the order of
    the form.  `passages`: {"text", "placed"} each, what answers no question, in the order of the document.
    """

    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: None while the office reads what came on paper or by e-mail: there is no case before it is recorded.
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    #: The work that reads it; None for a moment only.
    errand_id: Mapped[int | None] = mapped_column(ForeignKey("errands.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    #: The name of the original in the store.
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    #: None until it was read.
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    placements: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    passages: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    case: Mapped[Case | None] = relationship()
    errand: Mapped[Errand | None] = relationship()
