"""What the system looks at for the check-list J1–J11, and what it says of each item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from models.states import Finding
from workflow.application import NEWEST, Field, Form
from workflow.text import Text


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case about the same programme, or about one of the same title by the same organisation (J10)."""

    number: str
    title: str
    how: Literal["open", "refused"]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that can be looked at without judging: nothing here comes from the officer.

    `form` is the edition that the answers answer, `annexes` maps M1…M7 to the titles of what is attached,
    `declared_on` is the day of the signature, `others` are the cases of the database that J10 asks for.
    """

    answers: Mapping[str, Any]
    form: Form = NEWEST
    annexes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    signatory: str = ""
    declared_on: date | None = None
    today: date = date.min
    others: Sequence[OtherCase] = ()

    def field(self, code: str) -> Field | None:
        """The question of this code, or None where this edition of the form does not ask it."""
        return self.form.fields.get(code)

    def said(self, code: str) -> str:
        """The answer as a line of text, "" where there is none."""
        value = self.answers.get(code)
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was found, and where: the code of a field or annex, or "" for the register of cases.

    `is_gap`: it stands in the way of the item, so it belongs into a completion item.
    """

    where: str
    text: Text
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system sees of one item.  `finding` is a proposal; None where only a person can tell."""

    code: str
    finding: Finding | None
    facts: tuple[Fact, ...]

    @property
    def lines(self) -> tuple[tuple[tuple[str, ...], Text], ...]:
        """The facts, those that say the same in one line: where it was found, and what."""
        places: dict[Text, list[str]] = {}
        for fact in self.facts:
            places.setdefault(fact.text, []).extend([fact.where] if fact.where else [])
        return tuple((tuple(where), text) for text, where in places.items())

    @property
    def note(self) -> Text:
        """The facts as the note that the officer may take over, each with its place."""
        return Text(*("; ".join(_placed(where, text.in_(each)) for where, text in self.lines) for each in ("hu", "en")))

    @property
    def gaps(self) -> tuple[str, ...]:
        """The fields and annexes that stand in the way, each once, in the order in which they were found."""
        return tuple(dict.fromkeys(fact.where for fact in self.facts if fact.is_gap and fact.where))


def _placed(where: Sequence[str], said: str) -> str:
    return f"{', '.join(where)}: {said}" if where else said
