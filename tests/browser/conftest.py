"""Browsers for tests: Chromium, and an installation of our own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.blueprints.world import World
from tests.browser.site import Site
from tests.browser.whole import Visiting, a_context, whole_site
from tests.chromium import launch_arguments


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all; each person gets a context of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, World]]:
    """An installation with every page there is, for the tests of one file."""
    site, world = whole_site(tmp_path_factory.mktemp("site"))
    yield site, world
    site.stack.close()


@pytest.fixture
def visit(chromium: Browser, whole: tuple[Site, World]) -> Iterator[Visiting]:
    """`visit("head", "/cases/")`: that person's page, in a browser of its own, in Hungarian."""
    site, world = whole
    opened = []

    def visiting(part: str, address: str, **options: object) -> Page:
        context = a_context(chromium, site, world.people.get(part), "hu", **options)
        opened.append(context)
        context.pages[0].goto(address.format(**world.at))
        return context.pages[0]

    yield visiting
    for context in opened:
        context.close()


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
