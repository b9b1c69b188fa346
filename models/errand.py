"""Long work that the worker does for a person while they go on: who asked for what, how far it is, what came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Model, Moment, enum_column


class ErrandState(StrEnum):
    """Where an errand stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: The worker still has something to do with these.
UNFINISHED = frozenset({ErrandState.WAITING, ErrandState.RUNNING})


class Errand(Model):
    """One piece of long work.  `kind` is a key of `workflow.errands.KINDS`, `arguments` what that kind needs.

    Whoever holds `claim` works on it until `lease_until`; both are given anew at every attempt, so that a worker that
    was away for too long can no longer write.  `doing` and `failure` are sentences, {"hu": …, "en": …}.
    """

    __tablename__ = "errands"
    __table_args__ = (
        Index("ix_errands_state_lease_until", "state", "lease_until"),
        Index("ix_errands_asked_by_id_id", "asked_by_id", "id"),
        Index("ix_errands_keep_until", "keep_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    #: The one-time mark of the form that asked for it: a second click asks for no second one.
    birth_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    state: Mapped[ErrandState] = mapped_column(enum_column(ErrandState), default=ErrandState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    #: None while nobody knows how much there is to do.
    total: Mapped[int | None]
    doing: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    failure: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    #: The fingerprint of the result; written down before the file, so that no file is there that no row names.
    sha256: Mapped[str | None] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(255), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int] = mapped_column(default=0)
    #: The result is deleted after this.
    keep_until: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNFINISHED
