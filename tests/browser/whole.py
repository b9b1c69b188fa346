"""An installation that has every page there is, and browsers in which somebody is signed in there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.blueprints.world import World, a_world
from tests.browser.site import Site, start
from tests.stages import TUESDAY
from workflow.storage import Store

#: Of the fixture `visit`: who, where, and how the browser is made; gives the page.
Visiting = Callable[..., Page]


def whole_site(place: Path) -> tuple[Site, World]:
    """A demonstration's installation, because it has every page, on the day of the world and with its records."""
    worlds: list[World] = []

    def fill(app: Flask) -> None:
        with time_machine.travel(TUESDAY, tick=False), app.app_context():
            worlds.append(a_world(Store(app.config["STORAGE_URL"])))

    return start(place, TUESDAY.replace(tzinfo=None).isoformat(), mode="demo", fill=fill), worlds[0]


def a_context(browser: Browser, site: Site, person: str | None, language: str, **options: Any) -> BrowserContext:
    """A browser that reads this language, with one page; `person` is signed in by the cookie, None is nobody."""
    context = browser.new_context(base_url=site.address, **options)
    signed = {"locale": language} | ({"_user_id": person, "_fresh": True} if person else {})
    serializer = site.app.session_interface.get_signing_serializer(site.app)
    with time_machine.travel(TUESDAY, tick=False):  # a cookie from the future is refused
        cookie = serializer.dumps(signed)
    context.add_cookies([{"name": "session", "value": cookie, "url": site.address}])
    context.new_page().set_default_timeout(45_000)
    return context
