"""An application on an empty database of its own, for every test of delivery."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.delivery import an_app
from tests.postgres import a_database
from workflow.notices.drain import stopping


@pytest.fixture(scope="session")
def outbox_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_database(tmp_path_factory.mktemp("outbox")) as url:
        yield url


@pytest.fixture
def app(outbox_url: str) -> Iterator[Flask]:
    app = an_app(outbox_url)
    with app.app_context():
        yield app
    stopping.clear()
