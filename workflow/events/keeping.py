"""What the clock sees and what the house does for people."""

from dataclasses import dataclass, field

from workflow.events.event import Event


@dataclass(frozen=True, kw_only=True)
class PeopleExported(Event):
    """The list of people was saved as a file: how many they were, and for what purpose (BR-37).  Nobody hears of it."""

    purpose: str
    people: int


@dataclass(frozen=True, kw_only=True)
class JoiningAsked(Event):
    """`person` asks to write for the organisation `title`, and the address is theirs: the head of office is told."""

    request_id: int
    person: str


@dataclass(frozen=True, kw_only=True)
class JoiningRefused(Event):
    """The office did not accept the request; whoever asked (no account) is told why."""

    request_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineNear(Event):
    """A reminder: `days` working days before (or, negative, after) the deadline `code`.

    `person_ids` are those whose deadline it is; empty where the applicant's side is meant.
    """

    code: str
    due_on: str
    days: int
    person_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class DeadlineMissed(Event):
    """A deadline of the office or the applicant passed: the head of office is told."""

    code: str
    due_on: str


@dataclass(frozen=True, kw_only=True)
class ErrandFinished(Event):
    """Long work is done; `asked_by_id` (user) is told.  No case is meant."""

    errand_id: int
    errand_kind: str
    asked_by_id: int


@dataclass(frozen=True, kw_only=True)
class ErrandFailed(Event):
    """Long work came to its end without a result; `asked_by_id` (user) is told."""

    errand_id: int
    errand_kind: str
    asked_by_id: int
