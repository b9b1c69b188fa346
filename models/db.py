"""The database: one declarative base, column types that mean the same on SQLite and PostgreSQL, SQLite's settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, Enum, MetaData, String, event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

#: Whether the transaction that begins next will write.  A request that only reads sets it to False and then
#: takes no write lock on SQLite; everybody else (workers, commands, tests) writes.
writing: ContextVar[bool] = ContextVar("writing", default=True)


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can name what it drops."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:  # Flask-SQLAlchemy makes its model class at run time, where a type checker cannot look
    Model = Base
else:
    Model = db.Model


class Moment(TypeDecorator[datetime]):
    """A point in time, aware and in UTC on both databases (SQLite forgets the zone by itself)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Codes(TypeDecorator[list[str]]):
    """A short list of codes as text, "|20|18|": an index can hold it, and "|20|" is found in it on both databases."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else f"|{'|'.join(value)}|" if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:
        return None if value is None else [code for code in value.split("|") if code]


def enum_column(kind: type[StrEnum]) -> Enum:
    """A column that stores the enum's ASCII value as text, so that a new member needs no change of type."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=60,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


@contextmanager
def only_reading() -> Iterator[None]:
    """A look into the database of its own, which keeps no writer waiting and has ended when the block ends."""
    token = writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        writing.reset(token)


def let_go() -> None:
    """End the transaction, so that nobody waits while something slow is done; nothing may have been changed yet.

    What was loaded is loaded anew when it is asked for.
    """
    db.session.rollback()


@event.listens_for(Engine, "connect")
def set_up_sqlite(connection: Any, record: Any) -> None:
    """Settings measured to lose nothing and to lock nobody out: WAL, FULL, five seconds of patience."""
    if type(connection).__module__ != "sqlite3":
        return
    connection.isolation_level = None  # the driver must not begin by itself: `begin` below does, in the right way
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def begin(connection: Any) -> None:
    """SQLite: a writer takes the lock at once; upgrading a read later fails with "locked" in most races."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
