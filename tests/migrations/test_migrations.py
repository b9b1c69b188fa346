"""The migrations make the tables that the models describe, take them away again, and keep what is in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select

from app import create_app
from models.case import Case, Step
from models.db import db
from models.states import CaseState
from tests.factories import a_case
from tests.postgres import a_database
from tests.stages import TUESDAY
from workflow.notices import announce

ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """The application on a new database without any table."""
    with a_database(tmp_path) as url:
        app = create_app(
            {
                "MERCE_MODE": "testing",
                "DATABASE_URL": url,
                "DATA_DIR": str(tmp_path),
                "SECRET_KEY": "x",
                "TESTING": True,
            }
        )
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, db.metadata)


def test_there_is_one_way_up() -> None:
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_the_migrations_make_exactly_the_tables_of_the_models(empty: Flask) -> None:
    upgrade()

    assert differences() == []
    assert tables() == set(db.metadata.tables) | {"alembic_version"}


def test_whatever_is_in_the_tables_the_way_down_and_up_again_works(empty: Flask) -> None:
    upgrade()
    with time_machine.travel(TUESDAY, tick=False):
        case = a_case(CaseState.ACCREDITED_WITH_CONDITIONS)
        announce()
        steps = [step.name for step in case.steps]
    db.session.remove()
    assert db.session.scalars(select(Step.name).order_by(Step.ordinal)).all() == steps
    db.session.remove()

    downgrade(revision="base")
    after_down = tables()
    upgrade()

    assert [after_down, differences()] == [{"alembic_version"}, []]
    assert db.session.scalar(select(func.count(Case.id))) == 0
