"""A list under hands: a click sorts or clears a filter in its place, the address says so, and Back undoes it."""

import pytest
from playwright.sync_api import expect

from tests.browser.whole import Visiting

#: What a page that was loaded anew has forgotten.
MARK, MARKED = "window.stayed = true", "window.stayed === true"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_heading_sorts_and_a_filter_narrows_with_scripts_and_without(visit: Visiting, has_scripts: bool) -> None:
    page = visit("head", "/cases/", java_script_enabled=has_scripts)
    if has_scripts:
        page.evaluate(MARK)

    page.get_by_role("link", name="Szám", exact=True).click()
    expect(page.locator("[aria-sort=ascending]")).to_have_text("Szám")
    page.get_by_role("combobox", name="Állapot").select_option("submitted")
    page.get_by_role("button", name="Keresés").click()
    chip = page.get_by_role("link", name="Szűrő törlése:")
    expect(chip).to_have_count(1)
    assert "sort=number" in page.url
    assert "state=submitted" in page.url
    chip.click()

    expect(chip).to_have_count(0)
    expect(page.get_by_role("combobox", name="Állapot")).to_have_value("")
    expect(page.locator("[aria-sort=ascending]")).to_have_text("Szám")
    assert not has_scripts or page.evaluate(MARKED)


def test_back_shows_the_list_as_it_was_with_its_filters(visit: Visiting) -> None:
    page = visit("head", "/cases/?sort=title")
    page.get_by_role("searchbox").fill("nincs ilyen")
    page.get_by_role("button", name="Keresés").click()
    expect(page.locator("[data-focus]")).to_be_focused()
    expect(page.locator("table")).to_have_count(0)

    page.go_back()

    expect(page.locator("[aria-sort=ascending]")).to_have_text("Program")
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.go_forward()
    expect(page.get_by_role("searchbox")).to_have_value("nincs ilyen")


def test_sorting_the_experts_leaves_the_choice_alone(visit: Visiting) -> None:
    page = visit("head", "/cases/{accepted_for_review}/experts")
    first = page.get_by_role("combobox", name="Első szakértő")
    first.select_option(index=2)
    chosen = first.input_value()

    page.get_by_role("link", name="Megye", exact=True).click()

    expect(page.locator("[aria-sort=ascending]")).to_have_text("Megye")
    expect(first).to_have_value(chosen)


def test_the_head_of_a_long_list_stays_in_sight(visit: Visiting) -> None:
    page = visit("head", "/cases/", viewport={"width": 1280, "height": 400})

    page.locator("tbody tr").nth(15).scroll_into_view_if_needed()

    expect(page.get_by_role("columnheader", name="Program")).to_be_in_viewport()
    expect(page.locator("caption")).not_to_be_in_viewport()


def test_on_a_phone_a_list_can_be_sorted_too(visit: Visiting) -> None:
    page = visit("head", "/cases/", viewport={"width": 320, "height": 700})

    page.get_by_role("link", name="Érkezett", exact=True).click()

    expect(page.locator("[aria-sort=ascending]")).to_have_text("Érkezett")
    expect(page.get_by_role("columnheader", name="Érkezett")).to_be_visible()


def test_the_list_is_saved_under_the_name_of_the_day(visit: Visiting) -> None:
    page = visit("head", "/cases/?state=submitted")

    with page.expect_download() as download:
        page.get_by_role("link", name="Lista mentése (CSV)").click()

    assert download.value.suggested_filename == "ugyek-2026-09-15.csv"
    assert download.value.path().read_bytes().startswith(b'\xef\xbb\xbf"Program";')
