"""The sentences that the office keeps for completion requests: one row a kind of gap (procedure rules, 6.3)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Model, Moment


class StandardItem(Model):
    """What is usually missing and what to supply, in Hungarian; `fields` as people write codes: "A1–A7, M1".

    A retired one is offered no more, and stays: nobody has to write it again.
    """

    __tablename__ = "standard_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    fields: Mapped[str] = mapped_column(String(200))
    missing: Mapped[str] = mapped_column(Text)
    to_supply: Mapped[str] = mapped_column(Text)
    legal_basis: Mapped[str] = mapped_column(String(60))
    written_at: Mapped[datetime | None] = mapped_column(Moment)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
