"""How Alembic reaches our tables: always online, through the application's own engine."""

from alembic import context
from flask import current_app

from models.db import Base, db


def run() -> None:
    """Apply the revisions in one transaction; SQLite changes a table by copying it ("batch", set by Flask-Migrate)."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
