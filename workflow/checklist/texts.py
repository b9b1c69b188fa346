"""What can be told of the texts without judging them: personal data in them (J7), their language (J4)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workflow.application import NEWEST, Answers, Form
from workflow.hungarian import fold

#: Folded, because accents get lost.
WORD_LISTS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
#: Numbers as they are dialled; years, sums and hours have fewer figures or no such beginning.
PHONE = re.compile(r"(?<![\w/])(?:\+36|06)[\s()/.-]*(?:\d[\s()/.-]*){7,9}(?!\w)")
#: Fields that ask for a contact, a name or a number: what they hold is meant to be there.
CONTACTS = frozenset({"A3", "A4", "A5", "A6", "A7", "A7e", "A7t", "A9", "A10", "A11", "H1"})
#: A text is long enough to have a language from so many words on.
WORDS = 25
#: Of a hundred words of a Hungarian text at least eight are among these; of another language's hardly any.
COMMON = frozenset(WORD_LISTS["common"])
SHARE = 0.08
LETTER_WORD = re.compile(r"[a-z]+")


def personal_data(answers: Answers, form: Form = NEWEST) -> Iterator[tuple[str, str]]:
    """The field and the very words of every e-mail address and telephone number, but where the form asks for them."""
    for code, text in texts(answers, form):
        if code in CONTACTS:
            continue
        for pattern in (EMAIL, PHONE):
            yield from ((code, found.strip(" .-/(")) for found in pattern.findall(text))


def foreign_texts(answers: Answers, form: Form = NEWEST) -> Iterator[str]:
    """The fields whose text is long enough to judge and does not read as Hungarian."""
    for code, text in texts(answers, form):
        if form.fields[code].kind != "long_text":
            continue
        words = LETTER_WORD.findall(fold(text))
        if len(words) >= WORDS and sum(word in COMMON for word in words) < SHARE * len(words):
            yield code


def texts(answers: Answers, form: Form = NEWEST) -> Iterator[tuple[str, str]]:
    """Every answer that is text, cells and lines included, in the order of the form."""
    for code in form.fields:
        for text in _texts(answers.get(code)):
            yield code, text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
