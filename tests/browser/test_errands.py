"""Long work before one's eyes: the bar moves by itself, the focus stays, little is read out; and without scripts."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from models.db import db
from models.errand import Errand, ErrandState
from models.states import Role
from tests.browser.site import Site, start
from tests.browser.whole import a_context
from tests.cast import a_person
from tests.stages import TUESDAY
from workflow.clock import now
from workflow.errands import claims
from workflow.errands.claims import Claim
from workflow.errands.kinds import Task
from workflow.text import Text

pytestmark = pytest.mark.slow
Look = Callable[..., Page]
KEY = "key"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = start(tmp_path_factory.mktemp("site"), TUESDAY.replace(tzinfo=None).isoformat())
    yield site
    site.stack.close()


@pytest.fixture
def errand(site: Site) -> Iterator[tuple[str, str, Claim]]:
    """Somebody's session, the address of their errand, and the hold that a worker far away has on it."""
    with time_machine.travel(TUESDAY, tick=False), site.app.app_context():
        person = a_person(Role.HEAD_OF_OFFICE)
        db.session.flush()
        moment = now()
        held = {"state": ErrandState.RUNNING, "claim": KEY, "attempts": 1, "lease_until": moment + timedelta(days=300)}
        asked = {"kind": "cases_export", "asked_by_id": person.id, "arguments": {"language": "hu"}}
        row = Errand(**held, **asked, doing={}, failure={}, created_at=moment)
        db.session.add(row)
        db.session.commit()
        task = Task(row.id, row.kind, row.arguments, person.id, moment)
        session = person.fs_uniquifier
        db.session.rollback()
        yield session, f"/errands/{task.id}", Claim(task, KEY, 1)


@pytest.fixture
def look(chromium: Browser, site: Site, errand: tuple[str, str, Claim]) -> Iterator[Look]:
    """The page of the errand in a browser of its own."""
    opened = []

    def looking(**options: object) -> Page:
        context = a_context(chromium, site, errand[0], "hu", **options)
        opened.append(context)
        context.pages[0].goto(errand[1])
        return context.pages[0]

    yield looking
    for context in opened:
        context.close()


def so_far(held: Claim, done: int) -> None:
    claims.renew(held, done=done, total=100, doing=Text("Írjuk a sorokat.", "Writing."))


def test_the_bar_moves_by_itself_the_focus_stays_and_quarters_are_read_out(look: Look, errand) -> None:
    page, held = look(), errand[2]
    bar, stop, region = (
        page.locator("progress"),
        page.get_by_role("button", name="Leállítás"),
        page.locator("#announcer"),
    )
    stop.focus()

    so_far(held, 10)
    expect(bar).to_have_attribute("value", "10")
    expect(region).not_to_contain_text("10 %")
    so_far(held, 30)
    expect(bar).to_have_attribute("value", "30")

    expect(stop).to_be_focused()
    expect(region).to_contain_text("30 %")
    claims.finish(held)
    db.session.commit()
    expect(region).to_contain_text("Elkészült")
    expect(page.locator("[hx-trigger]")).to_have_count(0)


def test_when_it_has_ended_the_page_asks_no_more(look: Look, errand) -> None:
    page, held = look(), errand[2]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    claims.fail(held, Text("Nincs mit.", "Nothing."))
    db.session.commit()
    expect(page.get_by_text("Nincs mit.")).to_be_visible()
    ended = len(asked)

    page.wait_for_timeout(5000)

    assert asked[ended:] == []


def test_one_leaves_it_and_finds_it_again_in_the_inbox(look: Look, errand) -> None:
    page, held = look(), errand[2]
    so_far(held, 42)

    page.goto("/inbox/")
    line = page.locator("#inbox-errands")
    expect(line).to_contain_text("42 %")
    line.get_by_role("link").click()

    expect(page.locator("progress")).to_have_attribute("value", "42")


def test_without_a_script_one_refreshes_and_stops_it(look: Look, errand) -> None:
    page, held = look(java_script_enabled=False), errand[2]
    so_far(held, 42)

    page.get_by_role("link", name="Frissítés most").click()
    expect(page.locator("progress")).to_have_attribute("value", "42")
    page.get_by_role("button", name="Leállítás").click()

    expect(page.get_by_text("Leállítva")).to_be_visible()
    assert not claims.finish(held)
