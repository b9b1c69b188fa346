"""What a page says: every text a person reads or hears, and the catalogue's words to look for in it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po

HUNGARIAN = Path(__file__).resolve().parents[2] / "translations/hu/LC_MESSAGES"
SILENT = {"script", "style", "template"}
VOID = {"meta", "link", "input", "br", "hr", "img", "col", "source", "wbr"}
#: Attributes that are read out, or shown by a script.
HEARD = (
    "aria-label",
    "placeholder",
    "title",
    "alt",
    "data-announce",
    "data-left",
    "data-over",
    "data-short",
    "data-enough",
)
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


class Ear(HTMLParser):
    """Hears a page out.  What is marked with a language of its own is quoted, and not heard."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.deaf: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; what its attributes say is heard with it."""
        given = dict(attrs)
        quoted = "lang" in given and tag != "html"
        deaf = tag in SILENT or quoted or bool(self.deaf and self.deaf[-1])
        if not deaf:
            self.heard += [str(given[name]) for name in HEARD if given.get(name)]
        if tag not in VOID:
            self.deaf.append(deaf)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag not in VOID and self.deaf:
            self.deaf.pop()

    def handle_data(self, data: str) -> None:
        """A text."""
        if not (self.deaf and self.deaf[-1]):
            self.heard.append(data)


def said(page: str) -> set[str]:
    """The texts of a page, blanks made one."""
    ear = Ear()
    ear.feed(page)
    return {text for raw in ear.heard if (text := " ".join(raw.split()))}


def catalogue() -> Iterator[tuple[str, str]]:
    """Every English text with its Hungarian one, where they differ: ours, and what the libraries say."""
    for name in ("messages", "flask_security", "wtforms"):
        with (HUNGARIAN / f"{name}.po").open("rb") as source:
            for message in read_po(source, locale="hu"):
                english = [message.id] if isinstance(message.id, str) else list(message.id)
                hungarian = message.string if isinstance(message.string, str) else message.string[0]
                yield from ((one, hungarian) for one in english if one and one != hungarian)


def sought(words: str) -> re.Pattern[str]:
    """Finds `words` as a whole text; where a count goes stands a number, in its other places anything."""
    found = ""
    for part in re.split(f"({PLACE.pattern})", words):
        found += r"\d+" if part == "%(num)s" else ".+" if PLACE.fullmatch(part) else re.escape(part)
    return re.compile(found)
