"""The fixed words of a document in its one language."""

from collections.abc import Mapping
from datetime import date

from workflow.hungarian import long_date
from workflow.text import Text

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def english_date(day: date) -> str:
    """The date in full: "18 February 2027"."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def bare_resolution(number: str) -> str:
    """The number of a resolution without the words after it: "OFM 7/2027. (II. 18.)"."""
    return number.removesuffix(" határozat").removesuffix(" sz.").strip()


class Words:
    """`Words(texts, "hu")("title", **facts)` says one of the texts, with the facts filled in."""

    def __init__(self, texts: Mapping[str, Text], language: str) -> None:
        self.texts = texts
        self.language = language

    def __call__(self, name: str, **facts: object) -> str:
        return self.texts[name].in_(self.language).format(**facts)

    def day(self, day: date) -> str:
        """The date in full."""
        return long_date(day) if self.language == "hu" else english_date(day)

    def dated(self, place: str, day: date) -> str:
        """The date line: "Budapest, 2027. február 18."."""
        return f"{place}, {self.day(day)}"

    def quoted(self, text: str) -> str:
        """In the quotation marks of the language."""
        return f"„{text}”" if self.language == "hu" else f"“{text}”"
