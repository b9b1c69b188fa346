"""Files on a poor line: cut off, loaded again, signed out, two windows, no scripts; what arrives is what was sent."""

import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
from sqlalchemy import select

from models.attachment import Attachment
from models.db import db
from tests.blueprints.world import World
from tests.browser.site import Site
from tests.browser.whole import Visiting, a_context
from workflow.storage import Store

MEGABYTE = 1024 * 1024
CUTS = 5
#: Bytes a second: 12 megabytes take some seconds, so there is time to cut.
SPEED = 3 * MEGABYTE
Line = Callable[..., None]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Twelve megabytes that its first bytes show to be a PDF, and that nothing can pack."""
    place = tmp_path / "tervrajz.pdf"
    place.write_bytes(b"%PDF-1.7 " + os.urandom(12 * MEGABYTE))
    return place


def line_of(page: Page) -> Line:
    """`line(is_cut=True)` cuts the page's line, `line()` mends it."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")

    def line(*, is_cut: bool = False) -> None:
        speeds = {"latency": 5, "downloadThroughput": SPEED, "uploadThroughput": SPEED}
        wire.send("Network.emulateNetworkConditions", {"offline": is_cut, **speeds})

    line()
    return line


def choose(page: Page, *files: Path) -> Locator:
    """Choose them and press the button; gives what is said of the first."""
    page.set_input_files("input[type=file]", list(files))
    page.get_by_role("button", name="Csatolás").click()
    return page.locator(".uploads .upload-said").first


def wait_for_percent(page: Page, percent: int) -> None:
    page.wait_for_function("least => document.querySelector('.uploads progress').value >= least", arg=percent)


def arrived(site: Site, name: str) -> list[str]:
    """The fingerprints of what lies in the store for the annexes of that file name."""
    with site.app.app_context():
        found = db.session.scalars(select(Attachment.sha256).where(Attachment.file_name == name)).all()
        store = Store(site.app.config["STORAGE_URL"])
        return [sha256(store.read(digest)).hexdigest() for digest in found]


def test_a_line_that_is_cut_five_times_and_a_page_loaded_again_lose_nothing(
    visit: Visiting, whole: tuple[Site, World], film: Path
) -> None:
    page = visit("staff", "/cases/{draft}/attachments")
    line = line_of(page)
    said = choose(page, film)
    for cut in range(CUTS):
        wait_for_percent(page, 4 + 8 * cut)
        line(is_cut=True)
        expect(said).to_have_text(re.compile("^Megszakadt a kapcsolat"))
        line()
    wait_for_percent(page, 50)
    page.reload()
    expect(page.locator("#annexes")).to_contain_text("tervrajz.pdf – 12 MB-ból")
    places: list[int] = []

    def note(request: Request) -> None:
        if request.url.endswith("/parts"):
            places.append(int(request.headers["upload-offset"]))

    page.on("request", note)
    said = choose(page, film)

    expect(said).to_have_text("csatolva", timeout=60_000)
    expect(page.locator("#annexes")).not_to_contain_text("tervrajz.pdf –")
    assert arrived(whole[0], film.name) == [sha256(film.read_bytes()).hexdigest()]
    assert places[0] > 5 * MEGABYTE


def test_it_waits_for_a_new_sign_in_and_goes_on(
    visit: Visiting, whole: tuple[Site, World], chromium: Browser, tmp_path: Path
) -> None:
    site, world = whole
    page = visit("staff", "/cases/{draft}/attachments")
    line_of(page)
    file = tmp_path / "kijelentkezve.pdf"
    file.write_bytes(b"%PDF-1.7 " + os.urandom(6 * MEGABYTE))
    elsewhere = a_context(chromium, site, world.people["staff"], "hu")
    signed_in_anew: Any = elsewhere.cookies()
    said = choose(page, file)
    wait_for_percent(page, 4)

    page.context.clear_cookies()
    expect(said).to_have_text(re.compile("^Ki van jelentkezve"))
    page.context.add_cookies(signed_in_anew)

    expect(said).to_have_text("csatolva", timeout=60_000)
    elsewhere.close()
    assert arrived(site, file.name) == [sha256(file.read_bytes()).hexdigest()]


def test_two_windows_send_the_same_file_and_it_is_there_once(
    visit: Visiting, whole: tuple[Site, World], film: Path
) -> None:
    film = film.rename(film.with_name("ketszer.pdf"))
    page = visit("staff", "/cases/{draft}/attachments")
    other = page.context.new_page()
    other.goto(page.url)
    for window in (page, other):
        line_of(window)

    said = [choose(window, film) for window in (page, other)]

    for one in said:
        expect(one).to_have_text("csatolva", timeout=60_000)
    assert arrived(whole[0], film.name) == [sha256(film.read_bytes()).hexdigest()]


def test_what_the_server_refuses_is_said_in_the_row_of_the_file(visit: Visiting, tmp_path: Path) -> None:
    page = visit("staff", "/cases/{draft}/attachments")
    files = {"ures.pdf": b"", "program.pdf": b"MZ" + bytes(300_000), "nagy.pdf": b"%PDF" + bytes(50 * MEGABYTE)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    choose(page, *(tmp_path / name for name in files))

    expect(page.locator(".uploads .upload-row.wrong .upload-said")).to_have_text(
        ["A fájl üres.", re.compile("^Ezt a fájltípust nem tudjuk fogadni"), "A fájl legfeljebb 50 MB lehet."]
    )


def test_without_scripts_a_large_file_goes_as_a_form(visit: Visiting, whole: tuple[Site, World], film: Path) -> None:
    film = film.rename(film.with_name("urlap.pdf"))
    page = visit("staff", "/cases/{draft}/attachments", java_script_enabled=False)

    page.set_input_files("input[type=file]", film)
    page.get_by_label("Az irat kelte").fill("2026-05-01")
    page.get_by_role("button", name="Csatolás").click()

    expect(page.locator("#annexes")).to_contain_text("urlap.pdf")
    expect(page.locator("#annexes")).to_contain_text("12 MB")
    assert arrived(whole[0], film.name) == [sha256(film.read_bytes()).hexdigest()]
