"""Answers with marks, written by several people or windows at once: nobody overwrites anything unseen.

Every answer has a mark: how often it was written, by whom, when, and from which window.  Whoever sends an answer says
which mark it began from; if it was changed elsewhere since, nothing is written and both texts are handed back.  A
window is never in its own way: it counts what it sends, and of two that cross the later wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.user import User
from workflow.clock import now
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: How marks are stored, by answer: number, by_id, at, window, turn.
StoredMarks = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Mark:
    """How often an answer was written, by whom (None: by nobody yet), when, from which window, its how manieth."""

    number: int = 0
    by_id: int | None = None
    at: datetime | None = None
    window: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The page that an answer is sent from ("" where nobody knows), and the how manieth it sends."""

    name: str = ""
    turn: int = 0

    def wrote(self, mark: Mark) -> bool:
        """Whether the answer stands as this very window left it."""
        return bool(self.name) and mark.window == self.name


NO_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class Other:
    """What stands there now, instead of what the writer began from."""

    value: Any
    mark: Mark


class WrittenMeanwhile(Refused):
    """Nothing was written; `others` holds, by answer, what stands there now; `said` is told beside each."""

    def __init__(self, others: Mapping[str, Other], said: Text):
        self.others = dict(others)
        super().__init__(Refusal("written_meanwhile", said, code) for code in others)

    @property
    def is_about_input(self) -> bool:
        """Never: the record has moved on."""
        return False


def mark_in(marks: StoredMarks | None, code: str) -> Mark:
    """The mark of an answer; number 0 for one that nobody wrote."""
    found = (marks or {}).get(code)
    return Mark(found[0], found[1], datetime.fromisoformat(found[2]), found[3], found[4]) if found else Mark()


def numbers(marks: Mapping[str, Mark]) -> dict[str, int]:
    """How often each answer was written."""
    return {code: mark.number for code, mark in marks.items()}


def latest(marks: Mapping[str, Mark], codes: Iterable[str]) -> Mark | None:
    """The mark of whichever of these answers was written last; None while nobody wrote any."""
    written = [(mark.at, code, mark) for code in codes if (mark := marks[code]).at is not None]
    return max(written)[2] if written else None


def to_write(
    answers: Mapping[str, Any],
    stored: Mapping[str, Any],
    marks: StoredMarks | None,
    *,
    seen: Mapping[str, int],
    window: Window,
    said: Text,
) -> dict[str, Any]:
    """Those `answers` that differ from what is `stored`; `seen` are the numbers of the marks they began from.

    What the same `window` sent earlier and arrives later is left aside.  Raises WrittenMeanwhile, saying `said`, where
    something else was written elsewhere since.
    """
    now_marked = {code: mark_in(marks, code) for code in answers}
    changed = {
        code: value
        for code, value in answers.items()
        if stored.get(code) != value and not (window.wrote(now_marked[code]) and window.turn < now_marked[code].turn)
    }
    others = {
        code: Other(stored.get(code), now_marked[code])
        for code in changed
        if now_marked[code].number != seen.get(code, 0) and not window.wrote(now_marked[code])
    }
    if others:
        raise WrittenMeanwhile(others, said)
    return changed


def marked(
    marks: StoredMarks | None, codes: Iterable[str], *, by: User, window: Window = NO_WINDOW
) -> dict[str, list[Any]]:
    """The marks after `by` has written these answers now from that window."""
    moment = now().isoformat()
    new = {code: [mark_in(marks, code).number + 1, by.id, moment, window.name, window.turn] for code in codes}
    return {**{code: list(mark) for code, mark in (marks or {}).items()}, **new}
