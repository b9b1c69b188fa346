"""Browsers for tests: Chromium, and an installation of our own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import launch_arguments


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all; each person gets a context of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        yield browser
        browser.close()


@pytest.fixture
def a_pdf(tmp_path: Path) -> Path:
    """A small file that its content shows to be a PDF."""
    place = tmp_path / "irat.pdf"
    place.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    return place


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Everything in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
