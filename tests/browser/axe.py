"""Axe: every rule of every level, the experimental and the best practices among them."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

#: Goes into every page of a browser by `add_init_script`.
SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: Everything that axe can check.  "wcag22a-obsolete" is left to those who must still prove WCAG 2.1's 4.1.1.
LEVELS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
#: What another light can change.  test_stylesheets.py holds that it changes nothing but colours.
COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
RUN = """options => axe.run(options).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
  nodes.map(({ html, any, all }) => {
    const why = [...any, ...all].map(one => one.message).join("; ");
    return `${id} (${impact}): ${html.slice(0, 150)} ${why}`;
  })))"""


def every_rule(page: Page) -> list[str]:
    """What the page breaks, with the elements."""
    return _run(page, {"type": "tag", "values": LEVELS})


def rules_of_colours(page: Page) -> list[str]:
    """The same for what depends on the light."""
    return _run(page, {"type": "rule", "values": COLOURS})


def _run(page: Page, rules: dict[str, object]) -> list[str]:
    # No style sheets and no frames of others exist here.
    options = {"resultTypes": ["violations"], "preload": False, "iframes": False, "selectors": False, "runOnly": rules}
    return list(page.evaluate(RUN, options))
