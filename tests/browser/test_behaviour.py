"""How the screens behave under hands that hold no mouse, eyes that see no screen, and a finger on Back."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import select

from models.db import db
from models.user import User
from tests.blueprints.world import World
from tests.browser.site import PASSWORD, Site
from tests.browser.whole import Visiting

LIVE = "[aria-live]:not([aria-live=off]), [role=status], [role=log], output"


def test_the_first_key_offers_the_way_past_the_menu(visit: Visiting) -> None:
    page = visit("head", "/cases/")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("address", ["/", "/cases/", "/cases/{accepted_for_review}", "/meetings/{voting_meeting}"])
def test_there_is_one_polite_live_region(visit: Visiting, address: str) -> None:
    page = visit("chair" if "meeting" in address else "head", address)

    expect(page.locator(LIVE)).to_have_count(1)
    expect(page.locator(LIVE)).to_have_id("announcer")


def test_the_focus_goes_to_the_beginning_of_what_was_asked_for(visit: Visiting) -> None:
    page = visit("head", "/cases/{accepted_for_review}")

    step(page).click()

    expect(page.locator("main form:has(button[type=submit])").first).to_be_visible()
    expect(page.locator("[id$=-progress] :focus").first).to_be_visible()


def test_the_focus_goes_to_what_is_wrong(visit: Visiting) -> None:
    page = visit("representative", "/cases/{accepted_for_review}/withdrawal")

    page.locator("main form button[type=submit]").last.click()

    summary = page.locator("[class*=error-summary]").first
    expect(summary).to_be_focused()
    expect(summary.locator("a")).not_to_have_count(0)
    summary.locator("a").first.click()
    expect(page.locator(":is(input, textarea, select):focus")).to_have_count(1)


def test_a_region_that_is_waited_for_is_busy(visit: Visiting) -> None:
    page = visit("head", "/cases/{accepted_for_review}")
    region = page.locator("[id$=-progress]")
    waiting = held_back(page, "**/experts")

    step(page).click()
    expect(region).to_have_attribute("aria-busy", "true")
    waiting[0].continue_()

    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator("main form").first).to_be_visible()


@pytest.mark.parametrize(("wish", "moves"), [("no-preference", True), ("reduce", False)])
def test_nothing_moves_for_whoever_asked_for_rest(visit: Visiting, wish: str, moves: bool) -> None:
    page = visit("head", "/cases/{accepted_for_review}", reduced_motion=wish)
    waiting = held_back(page, "**/experts")

    step(page).click()
    expect(page.locator("[aria-busy]")).to_have_count(1)

    assert bool(page.evaluate("document.getAnimations().length")) is moves
    waiting[0].continue_()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_back_and_forward_after_a_filter_show_what_was_there(visit: Visiting) -> None:
    page = visit("head", "/cases/")
    page.fill("input[name=words]", "Kertek alatt 1")
    page.press("input[name=words]", "Enter")
    page.wait_for_url(re.compile("words=Kertek"))
    found = page.locator("main table tbody tr").count()
    page.locator("main table tbody a[href^='/cases/']").first.click()
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    heading = page.locator("h1").inner_text()

    page.go_back()
    expect(page.locator("input[name=words]")).to_have_value("Kertek alatt 1")
    expect(page.locator("main table tbody tr")).to_have_count(found)
    page.go_forward()
    expect(page.locator("h1")).to_have_text(heading)
    page.go_back()
    page.go_back()

    expect(page.locator("input[name=words]")).to_have_value("")


def test_back_and_forward_after_a_step_show_what_was_there(visit: Visiting) -> None:
    page = visit("head", "/cases/{accepted_for_review}")
    step(page).click()
    page.wait_for_url("**/experts")
    expect(page.locator("main form").first).to_be_visible()

    page.go_back()
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    expect(step(page)).to_be_visible()
    page.go_forward()

    page.wait_for_url("**/experts")
    expect(page.locator("main form").first).to_be_visible()
    expect(page.locator("header.masthead")).to_be_visible()


def test_whoever_signed_out_is_shown_nothing_by_back(visit: Visiting) -> None:
    page = visit("head", "/cases/{accepted_for_review}", viewport={"width": 1280, "height": 800})
    secret = page.locator("h1").inner_text()
    page.locator("header form[action$='/logout'] button").locator("visible=true").first.click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))

    page.go_back()

    page.wait_for_url(re.compile("/login"))
    assert secret not in page.content()


def test_somebody_signs_in_and_begins_a_programme_by_keys_alone(whole: tuple[Site, World], visit: Visiting) -> None:
    whole[0].give_passwords()
    page = visit("", "/login")
    keys_to(page, "input[name=email]")
    page.keyboard.type(email_of(whole, "representative"))
    keys_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/")

    keys_to(page, "a[href='/cases/new']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/new")
    keys_to(page, "[name=title]")
    page.keyboard.type("Billentyűkkel írt program")
    keys_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")

    page.wait_for_url("**/draft")
    assert "Billentyűkkel írt program" in page.locator("main").inner_text()


def step(page: Page) -> Locator:
    """The first thing to do next."""
    return page.locator("main a[hx-get][href$='/experts']").first


def held_back(page: Page, addresses: str) -> list[Route]:
    """Requests to these addresses wait in the list until they are let go with `continue_()`."""
    waiting: list[Route] = []
    page.route(addresses, lambda route: waiting.append(route))
    return waiting


def keys_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {selector}")


def email_of(whole: tuple[Site, World], part: str) -> str:
    """The address of a part of the world."""
    site, world = whole
    with site.app.app_context():
        return str(db.session.scalar(select(User.email).where(User.fs_uniquifier == world.people[part])))
