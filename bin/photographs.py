"""Photographs every page into docs/screenshots.  Typed as `bin/screenshots`.

The pages and who looks at them come from the list that the tests of the face go through, so none is forgotten.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from supervision import ROOT
from tests.blueprints.world import World
from tests.browser.played import played_site, played_visits
from tests.browser.site import Site
from tests.browser.visits import Visit, named_visits
from tests.browser.whole import a_context, whole_site
from tests.chromium import launch_arguments

#: What the screens speak, and what the browser then speaks of dates and files.
LANGUAGES = {"hu": "hu-HU", "en": "en-GB"}
SCREENS = {"phone": {"width": 360, "height": 800}, "desk": {"width": 1280, "height": 900}}
LIGHTS = ("light", "dark")
#: What git keeps (`git add --force`), for README and handbook: as much as the window shows, so that they stay small.
CHOSEN = (
    "demo-home-hu-desk-light",
    "demo-register-hu-desk-light",
    "demo-register-programme-hu-phone-light",
    "demo-verified-en-phone-light",
    "demo-inbox-head-hu-desk-light",
    "demo-cases-head-hu-desk-dark",
    "demo-case-head-hu-desk-light",
    "demo-case-applicant-hu-phone-light",
    "demo-review-hu-desk-light",
    "cases-draft-draft-representative-hu-phone-light",
    "meetings-voting-meeting-member-hu-phone-dark",
    "procedure-en-desk-light",
)
Begin = Callable[[Path], tuple[Site, World]]
Visits = Callable[[World], dict[str, Visit]]


class Picture(NamedTuple):
    """One picture to take of an open page."""

    name: str
    screen: str
    light: str


def main() -> None:
    """First the demonstration as it is played, then every page of a world with one record of each kind."""
    asked = arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    taken = photographed(played_site, played_visits, asked) + photographed(whole_site, named_visits, asked)
    print(f"{taken} pictures in {asked.out}, {time.monotonic() - began:.0f} s")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/screenshots", description="Photographs every page.")
    parser.add_argument(
        "--only", nargs="+", default=[""], metavar="WORD", help="pictures whose names hold one of these"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs/screenshots", metavar="DIR")
    return parser.parse_args()


def photographed(begin: Begin, visits: Visits, asked: argparse.Namespace) -> int:
    """Start an installation, photograph it with one browser for each language, end everything; returns how often."""
    with TemporaryDirectory(prefix="merce-screenshots-") as place:
        site, world = begin(Path(place))
        try:
            with ThreadPoolExecutor(len(LANGUAGES)) as pool:
                return sum(pool.map(lambda locale: photograph(site, world, visits(world), locale, asked), LANGUAGES))
        finally:
            site.stack.close()


def photograph(site: Site, world: World, visits: dict[str, Visit], locale: str, asked: argparse.Namespace) -> int:
    """These pages in one language; returns how many pictures were taken."""
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        contexts: dict[str, BrowserContext] = {}
        for name, visit in visits.items():
            pictures = list(wanted(f"{name}-{locale}", asked.only))
            if pictures:
                if visit.part not in contexts:
                    contexts[visit.part] = at_rest(browser, site, world, visit.part, locale)
                take(contexts[visit.part], visit, pictures, asked.out)
                taken += len(pictures)
        browser.close()
    return taken


def wanted(name: str, words: list[str]) -> Iterator[Picture]:
    """The pictures of a page, as far as they are asked for."""
    for screen in SCREENS:
        for light in LIGHTS:
            whole = f"{name}-{screen}-{light}"
            if any(word in whole for word in words):
                yield Picture(whole, screen, light)


def at_rest(browser: Browser, site: Site, world: World, part: str, locale: str) -> BrowserContext:
    """A browser of somebody, in which nothing moves."""
    return a_context(browser, site, world.people.get(part), locale, locale=LANGUAGES[locale], reduced_motion="reduce")


def take(context: BrowserContext, visit: Visit, pictures: list[Picture], out: Path) -> None:
    """Open the page once, and photograph it on each screen and in each light."""
    page = context.pages[0]
    page.goto(visit.address)
    for picture in pictures:
        page.set_viewport_size(SCREENS[picture.screen])
        page.emulate_media(color_scheme=picture.light)
        page.screenshot(path=out / f"{picture.name}.png", full_page=picture.name not in CHOSEN, animations="disabled")


if __name__ == "__main__":
    main()
