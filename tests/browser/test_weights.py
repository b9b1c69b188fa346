"""What travels over the wire, in bytes as the server sends them (packed): people sit in villages with poor networks."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.blueprints.world import World
from tests.browser.site import Site
from tests.browser.whole import a_context

STATIC = Path(__file__).parents[2] / "static"
KB = 1024
FIRST_VISIT, NEXT_PAGE = 75 * KB, 15 * KB
STYLES, SCRIPTS = 16 * KB, 24 * KB
FIRST_PAGES = ("/", "/registry", "/login")
#: The heaviest of what each of them sees from day to day.
DAILY = (
    ("", "/registry"),
    ("", "/procedure"),
    ("representative", "/cases/{accredited_with_conditions}"),
    ("representative", "/cases/{draft}/draft/B"),
    ("head", "/cases/"),
    ("officer", "/cases/{under_formal_check}/check"),
    ("expert_a", "/reviews/{review}"),
    ("expert_a", "/reviews/{review}/programme"),
    ("chair", "/meetings/{voting_meeting}"),
)
#: Two answers that stand beside each other on the expert's screen: each is weighed by itself.
BESIDE = "/programme"


class Scale:
    """Weighs everything that a browser is sent, headers included."""

    def __init__(self, context: BrowserContext) -> None:
        self.bytes, self.address, self.others = 0, "", set[str]()
        wire = context.new_cdp_session(context.pages[0])
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._note)
        wire.on("Network.loadingFinished", self._add)

    def of(self, context: BrowserContext, address: str) -> int:
        """Bytes until the page is there and silent."""
        self.bytes, self.address = 0, address
        context.pages[0].goto(address, wait_until="networkidle")
        return self.bytes

    def _note(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].endswith(BESIDE) and not self.address.endswith(BESIDE):
            self.others.add(event["requestId"])

    def _add(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.others:
            self.bytes += int(event["encodedDataLength"])


@pytest.mark.parametrize("address", FIRST_PAGES)
def test_a_first_visit_is_light(chromium: Browser, whole: tuple[Site, World], address: str) -> None:
    context = a_context(chromium, whole[0], None, "hu")

    weight = Scale(context).of(context, address)

    context.close()
    assert 0 < weight <= FIRST_VISIT


@pytest.mark.parametrize(("part", "address"), DAILY)
def test_the_next_page_is_lighter(chromium: Browser, whole: tuple[Site, World], part: str, address: str) -> None:
    site, world = whole
    context = a_context(chromium, site, world.people.get(part), "hu")
    scale = Scale(context)
    first = scale.of(context, "/inbox/" if part else "/")

    weight = scale.of(context, address.format(**world.at))

    context.close()
    assert 0 < weight <= NEXT_PAGE
    assert weight < first


def test_style_sheets_and_scripts_are_light() -> None:
    styles = sum(weight(file) for file in STATIC.rglob("*.css"))
    scripts = sum(weight(file) for file in STATIC.rglob("*.js"))

    assert 0 < styles <= STYLES
    assert 0 < scripts <= SCRIPTS


def weight(file: Path) -> int:
    """Packed, as the server does it."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))
