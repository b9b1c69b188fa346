"""The dark changes nothing but colours: so what the browser tests find out about a page by day holds by night."""

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).parents[1] / "static/css").glob("*.css"))
DARK = re.compile(r"@media[^{]*prefers-color-scheme[^{]*\{")
SAID = re.compile(r"([\w-]+)\s*:\s*([^;{}]*[^;{}\s])")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|var\(--[a-z-]+\)|rgba?\([\d., %/]+\)|transparent|currentColor|none")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_dark_names_only_colours(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")

    said = [line for found in DARK.finditer(css) for line in declarations(css, found.end())]

    assert [f"{name}: {value}" for name, value in said if not COLOUR.fullmatch(value)] == []
    assert said or sheet.name != "merce.css"


def declarations(css: str, start: int) -> list[tuple[str, str]]:
    """Name and value of everything said in the block that begins at `start`."""
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(css[end], 0)
        end += 1
    return SAID.findall(css[start : end - 1])
