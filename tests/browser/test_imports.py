"""A document on its way into the form, with the worker at work: found again after leaving, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from models.db import db
from tests import stages
from tests.browser.desk import Desk
from tests.browser.scene import Kept, email_of, people, scene
from tests.browser.site import Site, start
from tests.workflow.importing.making import docx_of, txt_of
from workflow.acts import drafting

pytestmark = pytest.mark.slow
DAY = "2026-09-15"
GOAL = "Három utca lakói közös kertet művelnek"
THANKS = "Köszönjük a polgárőröknek a vizet."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = start(tmp_path_factory.mktemp("site"), f"{DAY}T10:00")
    yield site
    site.stack.close()


@pytest.fixture(scope="module")
def cast(site: Site) -> Kept:
    return people(site)


@pytest.fixture
def draft(site: Site, cast: Kept) -> str:
    """The address of an application that says nothing yet."""
    with scene(site, cast, DAY) as there:
        case, _ = drafting.open_draft("Közös kert", there.organisation, by=there.staff, token=stages.token())
        db.session.flush()
        return f"/cases/{case.id}"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = tmp_path / "program.docx"
    document.write_bytes(docx_of())
    return document


@pytest.mark.parametrize("has_scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_document_is_sent_read_found_again_compared_and_taken_over(
    chromium: Browser, site: Site, cast: Kept, draft: str, word: Path, has_scripts: bool
) -> None:
    desk = Desk(chromium, site, email_of(site, cast, "staff"), java_script_enabled=has_scripts).sign_in()
    page = desk.visit(f"{draft}/draft")
    page.get_by_role("link", name="Átvétel dokumentumból").click()
    desk.fill(file=word).send("/import", leads_to="**/errands/*")
    desk.visit("/inbox/")

    page.goto(found_again(page))
    compared(page).click()
    page.wait_for_url("**/imports/*")
    expect(page.locator("#E1")).to_be_checked()
    expect(page.locator("#G5")).not_to_be_checked()
    desk.fill(G5=True).send(page.url.removeprefix(site.address))
    expect(page.locator("main").get_by_text("5 választ átvett.")).to_be_visible()
    desk.visit(f"{draft}/draft/E")

    assert page.locator("#E1").input_value().startswith(GOAL)
    page.locator("#passages-left summary").click()
    expect(page.get_by_text(THANKS)).to_be_visible()
    desk.press(page.get_by_role("button", name="A helyére került"))
    expect(page.get_by_text(THANKS)).to_have_count(0)
    desk.context.close()


def test_pasted_text_comes_the_same_way_and_a_file_that_cannot_be_read_is_told(
    chromium: Browser, site: Site, cast: Kept, draft: str, tmp_path: Path
) -> None:
    desk = Desk(chromium, site, email_of(site, cast, "staff"), java_script_enabled=False).sign_in()
    page = desk.visit(f"{draft}/import")
    picture = tmp_path / "kep.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    page.set_input_files("[name=file]", picture)
    page.locator("main form button").last.click()
    expect(page.locator("#file-error")).to_contain_text("DOCX, ODT, PDF vagy TXT fájlt töltsön fel.")

    desk.visit(f"{draft}/import")
    desk.fill(text=txt_of().decode()).send("/import", leads_to="**/errands/*")
    compared(page).click()

    expect(page.get_by_text(GOAL).first).to_be_visible()
    desk.context.close()


def found_again(page: Page) -> str:
    """The address of the errand, from the inbox: while it runs or when it is done."""
    link = page.locator('main a[href^="/errands/"]').first
    link.wait_for()
    return str(link.get_attribute("href"))


def compared(page: Page) -> object:
    """The way on, once the worker has read the document; a page without scripts is loaded again meanwhile."""
    way = page.get_by_role("link", name="Összevetés az űrlappal")
    for _ in range(60):
        if way.count():
            break
        page.wait_for_timeout(500)
        if page.get_by_role("link", name="Frissítés most").count():
            page.get_by_role("link", name="Frissítés most").click()
    return way
