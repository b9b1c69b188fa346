"""The proposal for the waiting cases is changed by hand: at once where scripts run, by a button where they do not."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.whole import Visiting


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_change_by_hand_says_what_it_means_and_is_fixed(visit: Visiting, has_scripts: bool) -> None:
    page = visit("head", "/matching", java_script_enabled=has_scripts)
    row = page.locator("[id^=matching-row-]").first
    row.get_by_role("button", name="Módosítás kézzel").click()
    first = row.get_by_label("Első szakértő")
    expect(row).to_contain_text("Mit jelent ez a választás")
    if has_scripts:
        page.evaluate(axe.SOURCE)
        assert axe.every_rule(page) == []

    other = first.locator("option:not(:checked)").last.get_attribute("value")
    name = first.locator(f"option[value='{other}']").inner_text().split(",")[0]
    first.focus()
    first.select_option(other)
    if not has_scripts:
        row.get_by_role("button", name="Mit jelentene ez?").click()
    expect(row.locator("[id$=-what-if-in-all]")).to_contain_text(f"Első szakértő: {name}")
    expect(row.locator("[id$=-what-if-in-all]")).to_contain_text("Az összes ügyre együtt")
    if has_scripts:
        assert page.evaluate("document.activeElement.id") == first.get_attribute("id")

    row.get_by_role("button", name="Rögzítés, a többi újra elosztva").click()
    expect(row).to_contain_text("kézzel rögzítve")
    expect(row.get_by_role("listitem").first).to_contain_text(name)
    row.get_by_role("button", name="Rögzítés feloldása").click()
    expect(row).not_to_contain_text("kézzel rögzítve")
