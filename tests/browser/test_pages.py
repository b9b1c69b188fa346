"""Every page, for whoever may see it, in both languages, on a phone and on a desk, by day and by night: axe finds
nothing, nothing scrolls sideways, every target is large enough for a finger, nothing jumps, the console is silent and
nobody else is asked for anything (procedure rules, 8.4)."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.blueprints.world import World
from tests.browser import axe
from tests.browser.site import Site
from tests.browser.visits import Visit, visits
from tests.browser.watch import Watch
from tests.browser.whole import a_context

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
#: Of the height of the window, how much may move after it was seen first.
MOST_SHIFT = 0.02
#: 320 px is a small phone, and a desk at 1280 px that is enlarged to 400 %.
WIDTHS = {"phone": 320, "desk": 1280}
LANGUAGES = ["hu", "en"]
#: Where a page is asked everything, by day, and where about colours, by night.  Each page is looked at in one language
#: in one of these ways, in turn; MERCE_TEST_LOOKS=all takes every page in both languages, widths and lights.
PHONE_BY_DAY, DESK_BY_DAY = (["phone"], ["desk"]), (["desk"], ["phone"])
EVERYTHING = (list(WIDTHS), list(WIDTHS))
TAKES_ALL = os.environ.get("MERCE_TEST_LOOKS") == "all"


class Person(NamedTuple):
    """A browser in which somebody is signed in, and what it says."""

    context: BrowserContext
    watch: Watch


@pytest.mark.slow
@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_page_is_for_everybody(chromium: Browser, whole: tuple[Site, World], locale: str) -> None:
    site, world = whole
    people: dict[str, Person] = {}
    wrong: list[str] = []

    for nth, visit in enumerate(visits(world)):
        if not TAKES_ALL and LANGUAGES[nth % 2] != locale:
            continue
        if visit.part not in people:
            people[visit.part] = a_person(chromium, site, world.people.get(visit.part), locale)
        looks = EVERYTHING if TAKES_ALL else (PHONE_BY_DAY, DESK_BY_DAY)[nth // 2 % 2]
        lines = seen(people[visit.part], visit, looks)
        wrong += [f"{visit.part or 'nobody'} at {visit.address}, {line}" for line in lines]

    for person in people.values():
        person.context.close()
    assert not wrong, "\n".join(wrong)


def a_person(browser: Browser, site: Site, signed_in: str | None, locale: str) -> Person:
    """Somebody who begins on a phone, by day."""
    context = a_context(
        browser, site, signed_in, locale, viewport={"width": WIDTHS["phone"], "height": 800}, reduced_motion="reduce"
    )
    context.add_init_script(LOOK)
    context.add_init_script(axe.SOURCE)
    return Person(context, Watch(context, site.address))


def seen(person: Person, visit: Visit, looks: tuple[list[str], list[str]]) -> list[str]:
    """What is wrong with the page, in words; every fold is opened once it is known that nothing jumps."""
    page = person.context.pages[0]
    answer = page.goto(visit.address)
    wrong = [f"shift of {moved}" for moved in [page.evaluate("look.shift")] if moved > MOST_SHIFT]
    if answer is None or answer.status >= 500 or "/login?" in page.url:
        wrong.append(f"answered with {answer and answer.status} {page.url}")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    by_day, by_night = looks
    for name in by_night:
        set_up(page, name, "dark")
        wrong += [f"{name}, dark: {line}" for line in axe.rules_of_colours(page)]
    for name, width in WIDTHS.items():
        set_up(page, name, "light")
        found = measured(page) + (axe.every_rule(page) if name in by_day else [])
        wrong += [f"{name} of {width} px: {line}" for line in found]
    return wrong + person.watch.told()


def set_up(page: Page, name: str, light: str) -> None:
    """A window of that width, at that time of the day."""
    page.emulate_media(color_scheme=light)
    page.set_viewport_size({"width": WIDTHS[name], "height": 800})


def measured(page: Page) -> list[str]:
    """What scrolls sideways, and what is too small for a finger."""
    return list(page.evaluate("[...look.sideways(), ...look.smallTargets()]"))
