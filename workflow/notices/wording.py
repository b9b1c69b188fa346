"""How a notice is worded: facts go into sentences of the reader's language, and nothing in a fact can act."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Any
from unicodedata import category

from workflow.clock import BUDAPEST
from workflow.hungarian import article, date_until, long_date
from workflow.notices.labels import LABELS
from workflow.text import Text

#: A fact longer than this (a title, a question) is cut, so that a subject stays a line.
LONGEST_FACT = 300
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of notice.

    `subject`, `said` (what happened) and `todo` (what to do, until when) have `{places}` for facts.  A fact
    whose name ends in `_on` is an ISO date and is written out; `{due_on:until}` puts on the Hungarian suffix, and
    `{title:Az}` (or `:az`) quotes a title after the article that its sound asks for.
    `path` is the one link, below PUBLIC_URL; `link` says where it leads.
    """

    subject: Text
    said: tuple[Text, ...]
    path: str
    link: Text
    todo: Text | None = None

    @property
    def facts(self) -> frozenset[str]:
        """The names of the facts that these words need."""
        texts = (self.subject, *self.said, self.link, *([self.todo] if self.todo else []))
        sources = [self.path, *(side for text in texts for side in (text.hu, text.en))]
        return frozenset(place for source in sources for _, place, _, _ in Formatter().parse(source) if place)

    def needed_of(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Of all facts those that the words name, and no other; KeyError when one is missing."""
        return {name: facts[name] for name in sorted(self.facts)}


@dataclass(frozen=True, slots=True)
class Said:
    """A wording with its facts in it, in one language.  `path` begins with one slash."""

    subject: str
    said: tuple[str, ...]
    todo: str | None
    path: str
    link: str


def say(wording: Wording, facts: Mapping[str, Any], locale: str) -> Said:
    """The notice as it is read in `locale`.  KeyError when a fact is missing, ValueError for a path that leaves us."""
    spoken = {name: _spoken(name, fact, locale) for name, fact in facts.items()}

    def fill(text: Text) -> str:
        return text.in_(locale).format_map(spoken)

    return Said(
        subject=fill(wording.subject),
        said=tuple(fill(text) for text in wording.said),
        todo=fill(wording.todo) if wording.todo else None,
        path=_inside(wording.path.format_map(facts)),
        link=fill(wording.link),
    )


def neutral(fact: str) -> str:
    """What people typed, as one harmless line: no control or hidden characters, nothing a mail program links.

    A blank breaks "://" and the dot of a host name, which reads naturally in names ("dr. Nagy").
    """
    line = "".join(" " if character.isspace() else character for character in fact)
    line = "".join(character for character in line if category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    line = re.sub(r"(?<=\w)\.(?=[^\W\d_]{2,})", ". ", line.replace("://", ": //"))
    line = " ".join(line.split())
    return line if len(line) <= LONGEST_FACT else line[: LONGEST_FACT - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    locale: str

    def __format__(self, how: str) -> str:
        if self.locale.startswith("en"):
            return f"{self.day.day} {ENGLISH_MONTHS[self.day.month - 1]} {self.day.year}"
        return date_until(self.day) if how == "until" else long_date(self.day)


class _Line(str):
    """A neutral line of text, which can stand after its Hungarian article."""

    def __format__(self, how: str) -> str:
        if how.lower() != "az":
            return str(self)
        the = article(self)
        return f"{the.capitalize() if how[0].isupper() else the} „{self}”"


def _spoken(name: str, fact: Any, locale: str) -> Any:
    if fact is None:
        return _Line("–")
    if name in LABELS:
        return LABELS[name][fact].in_(locale)
    if name.endswith("_on"):
        return _Day(date.fromisoformat(fact), locale)
    if name.endswith("_at"):
        moment = datetime.fromisoformat(fact).astimezone(BUDAPEST)
        hour = f"{moment:%H:%M}" if locale.startswith("en") else f"{moment.hour}.{moment:%M}"
        return f"{_Day(moment.date(), locale)} {hour}"
    return _Line(neutral(fact)) if isinstance(fact, str) else fact


def _inside(path: str) -> str:
    if not re.fullmatch(r"/(?!/)[!-~]*", path) or "\\" in path:
        raise ValueError(f"a notice cannot link to {path!r}")
    return path
