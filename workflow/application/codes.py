"""Which fields a completion item names: "A1–A7, M1, M2" (procedure rules, 6.3)."""

import re

from workflow.application.fields import FIELDS

CODE = r"[A-Z]{1,2}-?\d+[a-z]?"
RANGE = re.compile(rf"({CODE})(?:\s*[-–]\s*({CODE}))?")
BETWEEN = re.compile(r"[,;()]|\bés\b|\band\b")
ORDER = {code: place for place, code in enumerate(FIELDS)}


def expand(text: str) -> list[str]:
    """The codes of the fields that the text names, each once, in the order of the form.

    A code of 6.1 stands for all its parts: "A7" gives A7, A7e, A7t.  Raises ValueError, which names the code,
    when there is no such field or a range runs backwards.
    """
    named = {code for part in BETWEEN.split(text) if part.strip() for code in _named(part.strip())}
    return sorted(named, key=ORDER.__getitem__)


def _named(part: str) -> list[str]:
    match = RANGE.fullmatch(part)
    if match is None:
        raise ValueError(f"unknown field: {part}")
    first, last = _parts(match[1]), _parts(match[2] or match[1])
    codes = list(FIELDS)[ORDER[first[0]] : ORDER[last[-1]] + 1]
    if not codes:
        raise ValueError(f"backward range: {part}")
    return codes


def _parts(code: str) -> list[str]:
    parts = [field.code for field in FIELDS.values() if field.base == code] or [code] * (code in FIELDS)
    if not parts:
        raise ValueError(f"unknown field: {code}")
    return parts
