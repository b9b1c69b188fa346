"""The application on a database of the tests' own, sessions that leave nothing behind, browsers who are signed in."""

import inspect
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from passlib.hash import sha256_crypt
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session, scoped_session

from app import create_app
from models.db import db
from models.outbox import Mail
from models.user import User
from tests.cast import Cast, the_people
from tests.postgres import a_database
from tests.stages import TUESDAY
from workflow.criteria.stored import begin_with_the_first_set

settings.register_profile("merce", deadline=None, derandomize=True)
settings.load_profile("merce")

#: Fixtures behind which there is a database, and folders whose tests make one of their own.
ON_A_DATABASE = frozenset({"database_url", "outbox_url", "empty", "demonstration", "multiplied"})
WITH_THEIR_OWN = ("tests/migrations/", "tests/browser/")
#: The screens show what acts and queries give them, alike on both.  PostgreSQL is asked for each of their pages once
#: (these tests open every address), and whatever counts questions, searches, filters or sorts by what an address holds,
#: or is done twice or by two at once.
SCREENS = "tests/blueprints/"
#: What the demonstration alone has runs on SQLite; that it can be loaded on PostgreSQL is asked in tests/workflow.
FOR_TRIAL = "tests/blueprints/test_demo.py"
EVERY_PAGE = "tests/blueprints/test_languages.py::test_pages_were_heard"
ASKS = re.compile(r"\bqueries_of|\bcount_queries\b|\?\w+=|query_string")
AT_ONCE = re.compile(r"_two_|_twice|_at_once|_meanwhile|_second_click")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks the database something that it may answer in its own way."""
    if os.environ.get("MERCE_TEST_DATABASE") != "postgresql":
        return
    chosen = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _asks_a_database(item: pytest.Item) -> bool:
    if item.nodeid.startswith(FOR_TRIAL):
        return False
    if item.nodeid.startswith(SCREENS) and isinstance(item, pytest.Function):
        asks = ASKS.search(inspect.getsource(item.function)) or AT_ONCE.search(item.name)
        return asks is not None or item.nodeid == EVERY_PAGE
    return bool(set(getattr(item, "fixturenames", ())) & ON_A_DATABASE) or item.nodeid.startswith(WITH_THEIR_OWN)


#: The schemes of the product with little of their work: what is tested is who gets in, not how dear a guess is.
CHEAP = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__rounds": 1,
        "argon2__memory_cost": 64,
        "argon2__parallelism": 1,
    },
    "SECURITY_HASHING_SCHEMES": [sha256_crypt.using(rounds=1000)],
}


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database for this process of tests, of the kind that MERCE_TEST_DATABASE names."""
    with a_database(tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(scope="session")
def application(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application itself, with empty tables; use `app`."""
    app = create_app(
        {
            "MERCE_MODE": "testing",
            "DATABASE_URL": database_url,
            "DATA_DIR": str(tmp_path_factory.mktemp("data")),
            "SECRET_KEY": "not a secret",
            "SECURITY_PASSWORD_SALT": "not a secret",
            "PUBLIC_URL": "https://merce.example",
            "MAIL_FROM": "Mérce <merce@merce.example>",
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            **CHEAP,
        }
    )
    with time_machine.travel(TUESDAY, tick=False), app.app_context():
        db.create_all()
    return app


@pytest.fixture
def app(application: Flask) -> Flask:
    """The application; what a test commits stays for the next one unless it asks for `saved`."""
    return application


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """A session whose work is undone at the end: acts flush, and never commit."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def saved(app: Flask) -> Iterator[scoped_session[Session]]:
    """A session for tests that commit, or whose requests do: every table is emptied at the end."""
    with app.app_context():
        yield db.session
        db.session.rollback()
        empty_tables()


@pytest.fixture
def cast(session: scoped_session[Session]) -> Cast:
    """Everybody, not committed; for tests with requests take `saved` and `the_people()`, and commit."""
    return the_people()


@pytest.fixture
def tuesday() -> Iterator[time_machine.Traveller]:
    """The clock stands still on a working Tuesday, 15 September 2026, ten o'clock."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sign_in(app: Flask, saved: scoped_session[Session]) -> Callable[[User | None], FlaskClient]:
    """A browser in which this (committed) person is signed in, without the slow hashing; None: nobody is."""

    def signed_in(person: User | None) -> FlaskClient:
        client = app.test_client()
        if person is not None:
            with client.session_transaction() as cookie:
                cookie.update({"_user_id": person.fs_uniquifier, "_fresh": True})
        return client

    return signed_in


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as asked:` everything that the database is asked inside, in order."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(*facts: object) -> None:
            asked.append(str(facts[2]))

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def mails(saved: scoped_session[Session]) -> Callable[[], list[tuple[str, str]]]:
    """What has been posted so far, in order: (address, template) of every mail in the outbox."""

    def posted() -> list[tuple[str, str]]:
        return [(mail.address, mail.template) for mail in db.session.scalars(select(Mail).order_by(Mail.id))]

    return posted


def empty_tables() -> None:
    """Every table that holds something is emptied, whatever refers to what, and its numbers begin again.

    Only the criteria begin with set 1.0, as every database does.

    PostgreSQL: TRUNCATE makes new files for all tables and their indexes, ten times the work of deleting a few rows.
    """
    tables = [table.name for table in reversed(db.metadata.sorted_tables)]
    if db.engine.dialect.name == "postgresql":
        asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)  # noqa: S608
        tables = [name for (name,) in db.session.execute(text(asked))]
        begin_again = [f"ALTER SEQUENCE IF EXISTS {name}_id_seq RESTART" for name in tables]
        db.session.execute(text("; ".join(["SET LOCAL session_replication_role = replica", *begin_again])))
    for name in tables:
        db.session.execute(text(f"DELETE FROM {name}"))  # noqa: S608  the names are our own
    with time_machine.travel(TUESDAY, tick=False):  # every test finds the same rows
        begin_with_the_first_set(db.session.connection())
    db.session.commit()
