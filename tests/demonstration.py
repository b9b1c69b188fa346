"""The application in demo mode, with its invented people and programmes loaded by the command that people type."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from models.db import db
from tests.postgres import a_database


@contextmanager
def a_demonstration(place: Path) -> Iterator[Flask]:
    """A demonstration over a database of its own, of the kind that MERCE_TEST_DATABASE names."""
    with a_database(place) as url:
        app = create_app({**settings(place, url), "MERCE_MODE": "demo"})
        with app.app_context():
            db.create_all()
        loaded = app.test_cli_runner().invoke(args=["demo", "load"])
        assert (loaded.exit_code, loaded.output) == (0, "55 people and 30 programmes.\n")
        yield app
        with app.app_context():
            db.engine.dispose()


def settings(place: Path, url: str) -> dict[str, object]:
    """What every mode needs."""
    return {
        "DATABASE_URL": url,
        "DATA_DIR": str(place),
        "SECRET_KEY": "not a secret",
        "SECURITY_PASSWORD_SALT": "not a secret",
        "PUBLIC_URL": "https://merce.example",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "Mérce <merce@merce.example>",
        "TESTING": True,
        "WTF_CSRF_ENABLED": False,
    }
