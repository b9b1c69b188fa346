"""A draft saves itself: on a good line, on none, in two windows, and after the sign-in has expired."""

import pytest
from playwright.sync_api import expect

from tests.blueprints.world import World
from tests.browser.site import Site, answers, wait_until
from tests.browser.whole import Visiting

SECTION = "/cases/{draft}/draft/E"
SAVED = "#E2-saved time"


def stored(visit: Visiting) -> str:
    """What the server has, asked by another browser."""
    return str(visit("staff", SECTION).locator("#E2").input_value())


def test_what_is_typed_is_saved_within_two_seconds(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    page.locator("#E2").fill("Legyen közös kert a három utcában.")

    expect(page.locator(SAVED)).to_be_visible(timeout=2_000)
    assert stored(visit) == "Legyen közös kert a három utcában."


def test_a_line_that_breaks_fifty_times_loses_nothing(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    field = page.locator("#E2")
    field.fill("")
    for number in range(50):
        page.context.set_offline(number % 2 == 0)
        field.press_sequentially(f"{number} ")
        if number % 10 == 4:
            page.wait_for_timeout(1_100)
    page.context.set_offline(True)
    field.press_sequentially("vége")
    expect(page.locator("#E2-saved")).to_have_text("Nincs mentve – ezen az eszközön őrizzük. Magától újra próbáljuk.")
    page.context.set_offline(False)

    expect(page.locator(SAVED)).to_be_visible(timeout=15_000)
    assert stored(visit) == "".join(f"{number} " for number in range(50)) + "vége"


def test_a_server_that_is_killed_ten_times_in_mid_save_loses_nothing(
    visit: Visiting, whole: tuple[Site, World]
) -> None:
    site, _ = whole
    page = visit("staff", SECTION)
    field, typed = page.locator("#E2"), ""
    field.fill("")
    for number in range(10):
        before, after = f"{number} előtte ", f"{number} utána "
        with page.expect_request("**/draft/fields/E2"):
            field.press_sequentially(before)
        site.web.kill_and_restart()
        field.press_sequentially(after)
        typed += before + after
        wait_until(lambda: answers(f"{site.address}/healthz"))
        # else it would wait up to half a minute before it tries again by itself
        page.evaluate("window.dispatchEvent(new Event('online'))")

    wait_until(lambda: page.evaluate("Object.keys(localStorage).length") == 0)
    assert stored(visit) == typed


def test_a_closed_window_leaves_the_text_on_the_device_and_the_next_one_saves_it(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    page.route("**/draft/fields/E2", lambda route: route.abort())
    page.locator("#E2").fill("Ez még nem ért be.")
    expect(page.locator("#E2-saved")).to_contain_text("Nincs mentve")
    page.unroute("**/draft/fields/E2")

    page.reload()

    expect(page.locator("#E2")).to_have_value("Ez még nem ért be.")
    expect(page.locator(SAVED)).to_be_visible()
    assert stored(visit) == "Ez még nem ért be."


@pytest.mark.parametrize(
    ("choice", "kept"), [("Az enyém maradjon", "A másodikban"), ("A másik maradjon", "Az elsőben")]
)
def test_two_windows_show_both_texts_and_one_is_chosen(visit: Visiting, choice: str, kept: str) -> None:
    first, second = visit("staff", SECTION), visit("representative", SECTION)
    first.locator("#E2").fill("Az elsőben")
    expect(first.locator(SAVED)).to_be_visible()
    first.wait_for_timeout(1_500)
    second.locator("#E2").fill("A másodikban")

    other = second.locator("#E2-other")
    expect(other).to_contain_text("Az elsőben")
    expect(other).to_contain_text("A másodikban")
    expect(other.locator("[data-focus]")).to_be_focused()
    other.get_by_role("button", name=choice).click()

    expect(other).to_have_count(0)
    expect(second.locator("#E2")).to_have_value(kept)
    second.wait_for_timeout(1_500)
    assert stored(visit) == kept


def test_an_expired_sign_in_loses_nothing(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.locator("#E2").fill("Lejárt közben a bejelentkezés.")
    expect(page.locator("#E2-saved")).to_contain_text("Lejárt a bejelentkezése.")

    page.context.add_cookies(cookies)
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator(SAVED)).to_be_visible(timeout=10_000)
    assert stored(visit) == "Lejárt közben a bejelentkezés."


def test_signing_out_wipes_what_the_device_kept(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    page.route("**/draft/fields/E2", lambda route: route.abort())
    page.locator("#E2").fill("Titok a közös gépen.")
    expect(page.locator("#E2-saved")).to_contain_text("Nincs mentve")
    assert page.evaluate("Object.keys(localStorage).length") == 1

    page.get_by_role("button", name="Kijelentkezés").first.click()

    page.wait_for_load_state("load")
    assert page.evaluate("Object.keys(localStorage).length") == 0


WORD = "Célunk:\r\n·\ta kö\u00adzös kert\r\n\uf0b7\taz\xa0ágyás"
PASTE = """([area, text, html]) => {
    area.focus();
    const data = new DataTransfer();
    data.setData("text/plain", text);
    data.setData("text/html", html);
    area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_what_is_pasted_from_word_keeps_its_list_and_is_never_rendered(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    with page.expect_response(lambda answer: answer.url.endswith("/draft/fields/E2") and answer.ok):
        page.locator("#E2").fill("")
    html = '<p class="MsoListParagraph"><b>Célunk</b><img src="/x"></p>'

    with page.expect_response(lambda answer: answer.url.endswith("/draft/fields/E2") and answer.ok):
        page.evaluate(PASTE, [page.locator("#E2").element_handle(), WORD, html])

    expect(page.locator("#E2")).to_have_value("Célunk:\n– a közös kert\n– az ágyás")
    assert page.locator(".MsoListParagraph").count() == 0
    assert stored(visit) == "Célunk:\n– a közös kert\n– az ágyás"


def test_what_the_server_tidies_is_shown_when_one_leaves_the_field(visit: Visiting) -> None:
    page = visit("staff", SECTION)
    page.locator("#E2").fill("•\ta közös\u00ad kert")
    expect(page.locator("#E2-saved[data-tidied]")).to_be_visible()

    page.locator("#E1").focus()

    expect(page.locator("#E2")).to_have_value("– a közös kert")
