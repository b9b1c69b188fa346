"""Every page, in both languages, on a phone and on a desk, by day and by night: axe finds nothing, nothing scrolls
sideways, the console is silent (procedure rules, 8.4)."""

from collections.abc import Iterator

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.blueprints.world import World, a_world
from tests.browser.site import Site, start
from tests.browser.visits import Visit, visits
from tests.stages import TUESDAY
from workflow.storage import Store

#: Chromium itself says so of every answer that is an error page.
CHROMIUM_SAYS = "Failed to load resource"
#: Of what it found, only what is wrong; style sheets and frames of others do not exist here.
OPTIONS = {"resultTypes": ["violations"], "preload": False, "iframes": False}
LOOKS = {
    "phone by day, Hungarian": {"locale": "hu", "width": 320, "scheme": "light"},
    "desk by night, English": {"locale": "en", "width": 1280, "scheme": "dark"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration's installation, because it has every page that there is, on the day of the world."""
    site = start(tmp_path_factory.mktemp("site"), TUESDAY.replace(tzinfo=None).isoformat(), mode="demo")
    with time_machine.travel(TUESDAY, tick=False), site.app.app_context():
        site.world = a_world(Store(site.app.config["STORAGE_URL"]))  # type: ignore[attr-defined]
    yield site
    site.stack.close()


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_for_everybody(chromium: Browser, site: Site, look: str) -> None:
    world: World = site.world  # type: ignore[attr-defined]
    contexts: dict[str, BrowserContext] = {}
    found: dict[Visit, list[str]] = {}

    for visit in visits(world):
        if visit.part not in contexts:
            contexts[visit.part] = a_context(chromium, site, world.people.get(visit.part), **LOOKS[look])
        if wrong := looked_at(contexts[visit.part], visit):
            found[visit] = wrong

    assert not found, "\n".join(
        f"{visit.part} at {visit.address}: {line}" for visit, lines in found.items() for line in lines
    )


def a_context(
    browser: Browser, site: Site, person: str | None, *, locale: str, width: int, scheme: str
) -> BrowserContext:
    """A browser of this width and light in which this person is signed in, by the cookie, and reads this language."""
    context = browser.new_context(
        base_url=site.address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    signed = {"locale": locale} | ({"_user_id": person, "_fresh": True} if person else {})
    serializer = site.app.session_interface.get_signing_serializer(site.app)
    with time_machine.travel(TUESDAY, tick=False):  # a cookie from the future is refused
        cookie = serializer.dumps(signed)
    context.add_cookies([{"name": "session", "value": cookie, "url": site.address}])
    context.new_page().set_default_timeout(45_000)
    return context


def looked_at(context: BrowserContext, visit: Visit) -> list[str]:
    """What is wrong with the page, in words; every fold is opened first."""
    page, said = context.pages[0], []

    def hear(message: object) -> None:
        text = f"{message.type}: {message.text}"  # type: ignore[attr-defined]
        if message.type in ("error", "warning") and CHROMIUM_SAYS not in text:  # type: ignore[attr-defined]
            said.append(text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(visit.address)
    status = answer.status if answer else 0
    if status >= 500 or "/login?" in page.url:
        said.append(f"{status} {page.url}")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    said += sideways(page) + violations(page)
    page.remove_listener("console", hear)
    return said


def sideways(page: Page) -> list[str]:
    """The width of the page, if it is wider than the window."""
    wide, there = page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
    return [f"{wide} px wide in a window of {there}"] if wide > there else []


def violations(page: Page) -> list[str]:
    """Every rule of axe, of every level, that the page breaks, with the elements."""
    result = Axe().run(page, options=OPTIONS).response
    return [
        f"{broken['id']} ({broken['impact']}): {node['target']} {node['html'][:150]}"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]
