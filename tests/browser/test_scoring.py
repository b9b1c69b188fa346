"""A review is scored by the keyboard while the line breaks; evidence is marked in the programme; two windows."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.whole import Visiting

SHEET = "/reviews/{review}"
REASON = "A programleírás és a jelenléti ívek szerint a lakosok minden szakaszban részt vettek, árvíztűrő módon: {n}. "


def reason(number: int) -> str:
    return (REASON.format(n=number) * 2).strip()


#: What is in sight of a criterion, whose reason has the focus: each of its sentences, and the text itself.
IN_SIGHT = """code => {
  const seen = element => {
    const box = element.getBoundingClientRect();
    return [box.top + 12, box.bottom - 12].every(y => element.contains(document.elementFromPoint(box.left + 40, y)));
  };
  const part = document.getElementById(code + "-part");
  const levels = [...part.querySelectorAll(".level:has([value]:not([value='']))")];
  const chosen = levels.filter(level => level.querySelector(":checked"));
  return [levels.map(seen), chosen.map(seen), seen(document.activeElement)];
}"""


def test_while_a_reason_is_written_the_six_sentences_of_its_criterion_stay_in_sight(visit: Visiting) -> None:
    page = visit("expert_a", SHEET, viewport={"width": 1280, "height": 720})
    for number in range(1, 10):
        page.locator(f"#K{number}_score-4").focus()
        page.keyboard.press("4")
        for part in ("reason", "evidence"):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.name") == f"K{number}_{part}"
            assert page.evaluate(IN_SIGHT, f"K{number}") == [[True] * 6, [True], True], (number, part)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_programme_and_sheet_are_two_tabs(visit: Visiting, has_scripts: bool) -> None:
    page = visit("expert_a", SHEET, viewport={"width": 360, "height": 740}, java_script_enabled=has_scripts)
    tabs, programme, sheet = page.locator(".jumps"), page.locator("#programme"), page.locator("#sheet")

    tabs.get_by_role("link", name="Értékelőlap").click()
    expect(programme).to_be_hidden()
    expect(sheet).to_be_visible()
    tabs.get_by_role("link", name="Program").click()
    expect(programme).to_be_visible()
    expect(sheet).to_be_hidden()


def test_on_a_phone_the_chosen_sentence_stays_in_sight_while_its_reason_is_written(visit: Visiting) -> None:
    page = visit("expert_a", SHEET, viewport={"width": 360, "height": 740}, has_touch=True)
    for number, digit in ((1, 0), (3, 5), (9, 4)):
        page.locator(f"#K{number}_score-{digit}").check()
        page.locator(f"#K{number}_reason").tap()
        assert page.evaluate(IN_SIGHT, f"K{number}")[1:] == [[True], True], number


def mark_an_answer(page: Page) -> str:
    """Select the whole of one short answer of the programme, as a mouse does; its code."""
    page.locator("#programme [data-code]").first.wait_for()
    return str(
        page.evaluate(
            """() => {
              const row = document.querySelector("#programme [data-code]");
              getSelection().selectAllChildren(row.querySelector(".govuk-summary-list__value"));
              return row.dataset.code;
            }"""
        )
    )


def test_a_sentence_marked_in_the_programme_becomes_evidence_of_the_criterion_in_hand(visit: Visiting) -> None:
    page = visit("expert_a", SHEET)
    page.locator("#K3_evidence").fill("M4")
    code = mark_an_answer(page)

    page.get_by_role("button", name="Bizonyíték ehhez: K3").click()

    assert page.locator("#K3_evidence").input_value().startswith(f"M4; {code}: „")
    expect(page.locator("#announcer")).to_have_text("Bizonyíték felvéve ide: K3")
    expect(page.locator("[data-pick]")).to_be_hidden()
    expect(page.locator("#K3-saved time")).to_be_visible(timeout=5_000)


def test_two_windows_of_one_review_merge_or_show_both(visit: Visiting) -> None:
    first, second = visit("expert_a", SHEET), visit("expert_a", SHEET)
    first.locator("#K4_reason").fill("Az első ablakban.")
    expect(first.locator("#K4-saved time")).to_be_visible(timeout=5_000)
    first.wait_for_timeout(1_200)
    second.locator("#K5_reason").fill("A másodikban, másik szempontnál.")
    second.wait_for_timeout(1_800)
    second.locator("#K4_reason").fill("A második ablakban.")

    other = second.locator("#K4-other")
    expect(other).to_contain_text("Az első ablakban.")
    expect(other).to_contain_text("A második ablakban.")
    other.get_by_role("button", name="A másik maradjon").click()

    expect(other).to_have_count(0)
    expect(second.locator("#K4_reason")).to_have_value("Az első ablakban.")
    expect(second.locator("#K5_reason")).to_have_value("A másodikban, másik szempontnál.")


def test_save_and_next_leads_to_the_next_criterion(visit: Visiting) -> None:
    page = visit("expert_a", SHEET)

    page.locator("[data-next=K2]").click()

    assert page.evaluate("document.activeElement.name") == "K2_score"


def test_a_review_is_scored_and_closed_by_the_keyboard_and_a_broken_line_loses_nothing(visit: Visiting) -> None:
    page = visit("expert_a", SHEET)
    page.locator("#K1_score-none, input[name=K1_score]:checked").first.focus()
    for number, digit in enumerate("443344343", start=1):
        page.context.set_offline(number % 3 == 1)
        page.keyboard.press(digit)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == f"K{number}_reason"
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(reason(number))
        page.keyboard.press("Tab")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(f"E1, M4, {number}. oldal")
        while page.evaluate("document.activeElement.name") != f"K{number + 1}_score" and number < 9:
            page.keyboard.press("Tab")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    for number in range(1, 10):
        expect(page.locator(f"#K{number}-saved time")).to_be_visible(timeout=15_000)
    expect(page.locator(".standing .figure")).to_have_text("72")
    assert page.evaluate("Object.keys(localStorage).length") == 0

    for name, text in (("strengths", "A lakosok viszik."), ("to_improve", "A nyilvánosság.")):
        tab_to(page, name)
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(text)
    tab_to(page, "recommendation")
    while page.evaluate("document.activeElement.value") != "accredited_with_conditions":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/check")

    stored = visit("expert_a", SHEET)
    for number, digit in enumerate("443344343", start=1):
        assert stored.locator(f"input[name=K{number}_score]:checked").get_attribute("value") == digit
        assert stored.locator(f"#K{number}_reason").input_value() == reason(number)
        assert stored.locator(f"#K{number}_evidence").input_value() == f"E1, M4, {number}. oldal"

    tab_to(page, "conflict_of_interest")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda address: "/check" not in address)
    expect(page.locator("[id$=-reading]")).to_contain_text("Lezárva:")
    expect(page.locator("#sheet")).to_contain_text("72 pont")


def tab_to(page: Page, name: str) -> None:
    """Go on with the key of that name, as far as the field."""
    while page.evaluate("document.activeElement.name") != name:
        page.keyboard.press("Tab")
