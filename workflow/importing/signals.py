"""Answers that stand inside other answers: "10 óra időtartamban szakértői moderálással" says two things more."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workflow.application import FIELDS
from workflow.importing.values import figure

#: Where to look for what: field, the field whose text is read, the words.
SIGNALS = (
    ("G5", "G3", re.compile(r"(?<!\d)(?P<said>\d{1,6}(?:,\d{1,6})?\s?(?:tan)?óra)\b", re.IGNORECASE)),
    ("G6", "G3", re.compile(r"(?<!\d)(?P<said>\d{1,6}\s?alkalom)", re.IGNORECASE)),
    ("G9", "G3", re.compile(r"(?P<said>\b\w+\s+moder[áa][lt]\w*)", re.IGNORECASE)),
    ("D4", "D3", re.compile(r"(?P<said>\d[\d .]{0,12}(?:fő|ember|lakos|család)\b)", re.IGNORECASE)),
)
#: Forms of work by the words that name them.
FORMS_OF_WORK = ("G4", "G3")


def signalled(sources: Mapping[str, str]) -> Iterator[tuple[str, Any, str]]:
    """Field, value and the words it was read from; `sources` are the texts that were placed, by field."""
    for code, place, words in SIGNALS:
        found = words.search(sources.get(place, ""))
        if not found:
            continue
        kind = FIELDS[code].kind
        value = figure(found["said"], whole=kind == "integer") if kind in ("integer", "decimal") else found["said"]
        if value is not None:
            yield code, value, found["said"]
    code, place = FORMS_OF_WORK
    text = sources.get(place, "").casefold()
    named = [choice for choice in FIELDS[code].choices if (word := _word(choice.label.hu)) and word in text]
    if named:
        yield code, [choice.code for choice in named], ", ".join(_word(choice.label.hu) for choice in named)


def _word(label: str) -> str:
    """What names a choice inside a sentence: its label without what stands in brackets; "egyéb" names nothing."""
    word = re.sub(r"\s*\(.*\)", "", label).casefold()
    return "" if word == "egyéb" else word
