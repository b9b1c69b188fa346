"""Only letters that our fonts have.

PDF/A refuses a document with a missing glyph, and a letter must never fail for an emoji.
"""

import re
import unicodedata
from typing import Any

from workflow.hungarian import MONTHS, SPACE

#: What Bitter has (and Atkinson Hyperlegible Next for the most part; Typst takes the rest from Bitter).
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x17F),
    (0x218, 0x21B),
    (0x400, 0x45F),
    (0x490, 0x491),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
)
SINGLES = "\u02c6\u02da\u02dc\u2009\u2022\u2026\u2044\u20ac\u2116\u2122\u2191\u2193\u2212\u2215"
COVERED = frozenset([chr(code) for first, last in RANGES for code in range(first, last + 1)] + list(SINGLES) + ["\n"])
#: Look-alikes for what people paste from word processors.
INSTEAD = str.maketrans(
    {
        "\t": " ",
        "\r": "\n",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "–",
        "\u2015": "—",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u202f": "\u00a0",
        "\u2190": "<-",
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
    }
)
NO_GLYPH = "?"
#: A date stays in one line, and so does the beginning of a resolution's number.
DATE = re.compile(rf"(\d{{4}}\.) ({'|'.join(MONTHS)}) (?=\d)")


def legible(text: str) -> str:
    """`text` in letters that our fonts have (base letters, or "?"), its dates kept in one line."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(INSTEAD)
    text = "".join(character if character in COVERED else _nearest(character) for character in text)
    text = text.replace("OFM ", f"OFM{SPACE}")
    return DATE.sub(rf"\1{SPACE}\2{SPACE}", text)


def _nearest(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Mn", "Me"):
        return ""
    base = [letter for letter in unicodedata.normalize("NFKD", character) if letter in COVERED]
    return "".join(base) or NO_GLYPH


def all_legible(facts: Any) -> Any:
    """The same JSON shape with every string in it made legible."""
    if isinstance(facts, str):
        return legible(facts)
    if isinstance(facts, dict):
        return {key: all_legible(value) for key, value in facts.items()}
    if isinstance(facts, list | tuple):
        return [all_legible(value) for value in facts]
    return facts
