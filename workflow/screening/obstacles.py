"""What stands against a person: the ground, the fact in words, the record that says so, since when and until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.text import Text


class Source(StrEnum):
    """The record in which a fact was found."""

    TIES = "ties"
    SHEET = "sheet"
    MEMBERS = "members"
    ADVICE = "advice"
    APPLICATION = "application"
    CO_WRITERS = "co_writers"
    CASES = "cases"
    ASSIGNMENTS = "assignments"
    DECISION = "decision"
    REGISTER = "register"
    RULINGS = "rulings"


SOURCES: dict[Source, Text] = {
    Source.TIES: Text(hu="szervezeti kapcsolatok", en="ties to organisations"),
    Source.SHEET: Text(hu="szakértői adatlap", en="expert sheet"),
    Source.MEMBERS: Text(hu="a szervezet munkatársai a Mércében", en="the organisation's people in Mérce"),
    Source.ADVICE: Text(hu="adott tanácsok", en="advice given"),
    Source.APPLICATION: Text(hu="a kérelem", en="the application"),
    Source.CO_WRITERS: Text(hu="a kérelem társszerzői", en="co-writers of the application"),
    Source.CASES: Text(hu="folyamatban lévő ügyek", en="open cases"),
    Source.ASSIGNMENTS: Text(hu="az ügy felkérései", en="the invitations of the case"),
    Source.DECISION: Text(hu="az ügyben hozott döntés iratai", en="the papers of the decision in the case"),
    Source.RULINGS: Text(hu="az irodavezető írásos döntései", en="the head of office's decisions in writing"),
    Source.REGISTER: Text(hu="szakértői névjegyzék", en="register of experts"),
}


@dataclass(frozen=True)
class Obstacle:
    """One reason against a person: the ground's code, the fact in words, and where it stands.

    `from_on` and `to_on` are the fact's own days, `until` the last day on which it still counts (None: no such day).
    A pending one is no exclusion yet: somebody has to decide it in writing first.
    """

    code: str
    text: Text
    source: Source | None = None
    from_on: date | None = None
    to_on: date | None = None
    until: date | None = None
    is_pending: bool = False

    @property
    def is_conflict(self) -> bool:
        """Whether it is a conflict of interest (KO1–KO12), and not want of time or appointment."""
        return self.code.startswith("KO")


def obstacle(code: str, hu: str, en: str, source: Source | None = None, **more: date | None) -> Obstacle:
    """An obstacle in both languages; `more` are its days."""
    return Obstacle(code, Text(hu=hu, en=en), source, **more)  # type: ignore[arg-type]
