"""What is written by hand: rows that grow, files on their way, scores by the keyboard; focus and speech go along."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.whole import Visiting


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_row_is_added_moved_and_removed_and_one_stands_where_one_goes_on(visit: Visiting, has_scripts: bool) -> None:
    page = visit("staff", "/cases/{draft}/draft/G", java_script_enabled=has_scripts)
    page.locator("[name=G9]").fill("Ez itt marad.")
    topics = page.locator("#G2-rows textarea")
    before = (
        topics.all_inner_texts() if not has_scripts else [topics.nth(n).input_value() for n in range(topics.count())]
    )

    page.locator("#G2-rows").get_by_role("button", name="Új sor").click()
    expect(topics).to_have_count(len(before) + 1)
    expect(topics.last).to_be_focused()
    expect(page.locator("#G2-rows .rows-said")).to_have_text(f"Új sor: {len(before) + 1}. sor.")
    if has_scripts:
        expect(page.locator("#announcer")).to_have_text(f"Új sor: {len(before) + 1}. sor.")
    page.keyboard.type("Egészen új")
    page.locator("#G2-rows li").last.get_by_role("button", name="Feljebb").click()
    expect(topics.nth(len(before) - 1)).to_have_value("Egészen új")
    expect(page.locator("#G2-rows li").nth(len(before) - 1).get_by_role("button", name="Feljebb")).to_be_focused()
    page.locator("#G2-rows li").nth(len(before) - 1).get_by_role("button", name="Törlés").click()

    expect(topics).to_have_count(len(before))
    expect(page.locator("[name=G9]")).to_have_value("Ez itt marad.")
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def test_enter_in_a_cell_keeps_the_section_and_moves_no_row(visit: Visiting) -> None:
    page = visit("staff", "/cases/{draft}/draft/G")
    topics = page.locator("#G2-rows textarea").count()

    page.locator("#G8-0-4").press("Enter")

    page.wait_for_load_state("networkidle")
    page.goto(page.url if "/draft/G" in page.url else f"{page.url}/G")
    assert page.locator("#G2-rows textarea").count() == topics


def test_files_go_one_by_one_and_what_is_refused_is_said_beside_it(visit: Visiting, tmp_path: Path) -> None:
    page = visit("staff", "/cases/{draft}/attachments")
    files = {"egy.pdf": b"%PDF-1.7 egy", "ketto.pdf": b"nem az", "film.mp4": b"x", "harom.pdf": b"%PDF-1.7 h"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    page.set_input_files("input[type=file]", [tmp_path / name for name in files])
    page.get_by_role("button", name="Csatolás").click()

    rows = page.locator(".uploads .upload-row")
    expect(page.locator("#announcer")).to_have_text("2 csatolva, 2 nem")
    assert [row.get_attribute("class").split()[-1] for row in rows.all()] == ["done", "wrong", "wrong", "done"]
    expect(rows.nth(1)).to_contain_text("Ezt a fájltípust nem tudjuk fogadni.")
    expect(page.locator("#annexes")).to_contain_text("harom.pdf")


def test_a_file_on_its_way_shows_how_far_it_is_and_can_be_stopped(visit: Visiting, tmp_path: Path) -> None:
    page = visit("staff", "/cases/{draft}/attachments")
    large = tmp_path / "nagy.pdf"
    large.write_bytes(b"%PDF-1.7" + b" " * 9 * 1024 * 1024)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 500_000},
    )

    page.set_input_files("input[type=file]", large)
    page.get_by_role("button", name="Csatolás").click()
    expect(page.locator(".uploads .upload-said")).to_have_text(re.compile(r"^[1-9]\d? százalék elküldve$"))
    page.get_by_role("button", name="Mégse").click()

    expect(page.locator(".uploads .upload-said")).to_have_text("leállítva")
    expect(page.locator("#annexes")).not_to_contain_text("nagy.pdf")


def test_a_digit_scores_and_enter_goes_on_to_the_next_criterion(visit: Visiting) -> None:
    page = visit("expert_a", "/reviews/{review}")
    page.locator("#K1_score-none, input[name=K1_score]:checked").first.focus()

    for digit in "34":
        page.keyboard.press(digit)
        page.keyboard.press("Enter")

    chosen = [page.locator(f"input[name=K{n}_score]:checked").get_attribute("value") for n in (1, 2)]
    assert chosen == ["3", "4"]
    assert page.evaluate("document.activeElement.name") == "K3_score"
    expect(page.locator(".standing .figure")).to_have_text("21", timeout=20_000)


def test_a_digit_in_a_reason_is_only_a_digit(visit: Visiting) -> None:
    page = visit("expert_a", "/reviews/{review}")
    before = page.locator("input[name=K1_score]:checked").get_attribute("value")

    page.locator("[name=K1_reason]").focus()
    page.keyboard.type("5")

    assert page.locator("input[name=K1_score]:checked").get_attribute("value") == before


def test_a_long_section_with_a_table_that_grows_is_filled_by_the_keyboard_alone(visit: Visiting) -> None:
    page = visit("staff", "/cases/{draft}/draft/G")

    def go_to(selector: str) -> None:
        for _ in range(400):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    go_to('#G2-rows button[value^="G2:add"]')
    topics = page.locator("#G2-rows textarea").count()
    page.keyboard.press("Enter")
    expect(page.locator("#G2-rows textarea")).to_have_count(topics + 1)
    expect(page.locator("#G2-rows textarea").last).to_be_focused()
    page.keyboard.type("közös főzés")
    go_to("[name=G9]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Csak billentyűkkel írtuk.")
    go_to("#draft-section form > .actions button")
    page.keyboard.press("Enter")

    page.wait_for_url("**/draft")
    again = visit("staff", "/cases/{draft}/draft/G")
    expect(again.locator("[name=G9]")).to_have_value("Csak billentyűkkel írtuk.")
    expect(again.locator("#G2-rows textarea").last).to_have_value("közös főzés")
