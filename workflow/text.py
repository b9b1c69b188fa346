"""A sentence of the field in both languages, side by side.

Texts that are data (labels of states, rubric anchors, refusals, letters) are kept as `Text`;
words of the screens are gettext messages instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Hungarian and in English."""

    hu: str
    en: str

    def in_(self, locale: object) -> str:
        """The text in `locale` ("hu", "en", "en_GB", a Babel locale): English if it says so, else Hungarian."""
        return self.en if str(locale).lower().startswith("en") else self.hu

    def filled(self, **facts: object) -> "Text":
        """This text with its `{places}` filled; a fact that is a `Text` goes in in the language of its side.

        Raises KeyError when a place has no fact.
        """
        return Text(hu=self.hu.format_map(_spoken(facts, "hu")), en=self.en.format_map(_spoken(facts, "en")))


def _spoken(facts: Mapping[str, object], locale: str) -> dict[str, object]:
    return {name: fact.in_(locale) if isinstance(fact, Text) else fact for name, fact in facts.items()}
