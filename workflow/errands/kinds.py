"""What a kind of errand is: its title, who may ask for it, and the function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from workflow.permissions import May
from workflow.storage import Store
from workflow.text import Text


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, as it was asked for."""

    id: int
    kind: str
    arguments: dict[str, Any]
    asked_by_id: int
    created_at: datetime
    #: What was uploaded; there while the work is done.
    files: Store | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: a file to download."""

    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of it where there is no file: `enter` writes it into the tables, once, in the transaction in which the
    errand ends.  It does not commit."""

    enter: Callable[[], None]


class Report(Protocol):
    """How the function says how far it is, and hears whether it is still wanted."""

    def __call__(self, done: int, total: int | None, doing: Text) -> None:
        """`done` of `total` (None: nobody knows), with a sentence.  Call it at least every half minute, with no
        transaction open.  It raises when the errand was cancelled, taken over, too long, or the worker ends: let that
        pass."""


class CannotBeDone(Exception):
    """The errand fails at once, with this sentence for whoever asked; trying again would not help."""

    def __init__(self, why: Text):
        self.why = why
        super().__init__(why.en)


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the table.  `may` is asked when it is asked for, when it begins, and again at the download.

    `do` may run twice and in two workers at once: it reads and makes a file, and changes nothing.  It reads inside
    `only_reading()`, in portions, so that no transaction is open while it works.  `makes_file` says whether there is
    something to download in the end.
    """

    title: Text
    may: May
    do: Callable[[Task, Report], Made | Entered]
    makes_file: bool = True
