"""The migrations make the tables that the models describe, take them away again, and keep what is in them."""

import json
from collections.abc import Iterator
from datetime import date
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
from models.criteria_set import CriteriaSet
from models.db import db
from models.expert import ExpertPause
from models.standard_item import StandardItem
from models.states import CaseState
from tests import stages
from tests.cast import an_expert, the_people
from tests.factories import a_case
from tests.postgres import a_database
from tests.stages import TUESDAY
from workflow.acts import drafting, submitting
from workflow.criteria.stored import the_first_set
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


def columns() -> dict[str, set[str]]:
    """The columns of every table, as the database has them now."""
    found = inspect(db.engine)
    return {table: {column["name"] for column in found.get_columns(table)} for table in tables()}


def rows() -> dict[str, list[dict[str, object]]]:
    """Everything that is in the tables, as the models read it."""
    with db.engine.connect() as connection:
        return {
            name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in db.metadata.tables.items()
        }


def only(kept: dict[str, set[str]], found: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """What is in these columns, of tables that hold anything."""
    return {
        name: [{column: value for column, value in row.items() if column in kept[name]} for row in lines]
        for name, lines in found.items()
        if lines and name in kept
    }


def test_there_is_one_way_up() -> None:
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_the_migrations_make_exactly_the_tables_of_the_models(empty: Flask) -> None:
    upgrade()

    assert differences() == []
    assert tables() == set(db.metadata.tables) | {"alembic_version"}


def test_whoever_used_the_first_release_keeps_everything_on_the_way_up(empty: Flask) -> None:
    """Down to the first revision and up again, with the tables full: what that revision knows stays as it was, and
    what later ones can work out from it is worked out."""
    upgrade()
    with time_machine.travel(TUESDAY, tick=False):
        people = the_people()
        for state in (CaseState.ACCREDITED_WITH_CONDITIONS, CaseState.UNDER_EXPERT_REVIEW):
            a_case(state, cast=people)
        in_second_round = a_case(CaseState.RETURNED_FOR_REVISION, cast=people)
        version = submitting.version_to_write(in_second_round)
        drafting.write_answers(in_second_round, version, {"G3": "Átdolgozva."}, by=people.staff)
        stages.resubmit(in_second_round, people)
        announce()
    db.session.remove()
    before = rows()

    downgrade(revision="0001")
    known = columns()
    upgrade()

    known["cases"].add("review_round")
    known["declarations"].add("version_number")
    assert differences() == []
    assert only(known, rows()) == only(known, before)
    assert before["accreditations"]


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


def test_the_pause_that_was_known_becomes_the_first_of_an_experts_pauses(empty: Flask) -> None:
    upgrade()
    with time_machine.travel(TUESDAY, tick=False):
        paused, _ = an_expert(pauses=[(date(2025, 1, 1), date(2025, 2, 1)), (date(2026, 9, 1), None)]), an_expert()
        announce()
        number = paused.id
    db.session.remove()

    downgrade(revision="0015")
    upgrade()

    kept = db.session.scalars(select(ExpertPause)).all()
    # the way down had room for the latest one only
    assert [(one.expert_id, one.from_on, one.to_on) for one in kept] == [(number, date(2026, 9, 1), None)]


def test_the_office_begins_with_the_standard_items_of_the_rules(empty: Flask) -> None:
    upgrade()

    rules = json.loads((ROOT / "tests" / "workflow" / "completion_items.json").read_text(encoding="utf-8"))
    kept = db.session.scalars(select(StandardItem).order_by(StandardItem.id)).all()
    assert [{name: getattr(item, name) for name in rules[0]} for item in kept] == rules
    assert {item.retired_at for item in kept} == {None}


def test_every_installation_begins_with_the_first_set_of_criteria(empty: Flask) -> None:
    upgrade()

    kept = db.session.scalars(select(CriteriaSet)).one()
    begun = the_first_set()
    assert {name: getattr(kept, name) for name in begun if name != "created_at"} == {
        name: value for name, value in begun.items() if name != "created_at"
    }
