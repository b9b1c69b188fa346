"""Why a step is not possible: a code for the machine, a sentence for the person, the field that it concerns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from workflow.calendar import Calendar
from workflow.calendar.stored import stored_calendar
from workflow.parties import Actor
from workflow.text import Text


@dataclass(frozen=True)
class Refusal:
    """One reason.  With `field` it is about what was handed in; without, about how the case stands."""

    code: str
    text: Text
    field: str | None = None


@dataclass
class Given:
    """What a guard may look at beside the case: who acts, which day it is, what was handed in."""

    by: Actor
    today: date
    session: Session
    facts: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        """The working-day calendar with the office's corrections: read once, and only if somebody counts."""
        return stored_calendar(self.session)


Guard = Callable[[Case, Given], Iterable[Refusal]]


class Refused(Exception):
    """The step did not happen.  `refusals` holds every reason; nothing was changed."""

    def __init__(self, refusals: Iterable[Refusal]):
        self.refusals = tuple(refusals)
        super().__init__(", ".join(refusal.code for refusal in self.refusals))

    @property
    def is_about_input(self) -> bool:
        """Whether better input would do: then the answer is 422 at the field, else 409 with the present state."""
        return all(refusal.field for refusal in self.refusals)


def unless(condition: bool, code: str, hu: str, en: str, *, field: str | None = None) -> Iterator[Refusal]:
    """One refusal, unless `condition` holds."""
    if not condition:
        yield Refusal(code, Text(hu=hu, en=en), field)


def required(name: str, hu: str, en: str, *, least: int = 1, most: int | None = None) -> Guard:
    """A guard: the text `name` is given, with at least `least` and at most `most` characters."""

    def guard(case: Case, given: Given) -> Iterator[Refusal]:
        length = len(str(given.facts.get(name) or "").strip())
        yield from unless(length >= least, f"{name}_missing", hu, en, field=name)
        yield from unless(
            most is None or length <= most,
            f"{name}_too_long",
            f"Legfeljebb {most} karakter lehet, most {length}.",
            f"At most {most} characters; it has {length}.",
            field=name,
        )

    return guard
