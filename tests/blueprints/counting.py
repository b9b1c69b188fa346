"""How many queries a request makes."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import has_app_context
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from models.db import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that a database is sent, but for where a transaction begins."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def queries_of(client: FlaskClient, address: str) -> int:
    """The queries of this page, on a session of its own as in real life."""
    if has_app_context():
        db.session.rollback()  # or SQLite waits for us
    with client.application.app_context(), counted() as sent:
        assert client.get(address).status_code == 200
    return len(sent)


def queries_of_post(client: FlaskClient, address: str, data: dict[str, str], headers: dict[str, str]) -> int:
    """The queries of sending this form, on a session of its own."""
    if has_app_context():
        db.session.rollback()
    with client.application.app_context(), counted() as sent:
        assert client.post(address, data=data, headers=headers).status_code == 200
    return len(sent)
