"""How Alembic reaches our tables: always online, through the application's own engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from models.db import Base, db


def run() -> None:
    """Apply the revisions in one transaction; SQLite changes a table by copying it ("batch", set by Flask-Migrate)."""
    with db.engine.connect() as connection, references_aside(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
            demand_whole_references(connection)


@contextmanager
def references_aside(connection: Connection) -> Iterator[None]:
    """SQLite: a table that others refer to is copied and dropped, so references are not watched meanwhile."""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]  # heeded only outside a transaction
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]


def demand_whole_references(connection: Connection) -> None:
    """Raise RuntimeError, so that nothing is changed, when a row was left that refers to no other."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"These rows refer to rows that do not exist: {broken[:10]}")


run()
