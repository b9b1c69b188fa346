"""Writing answers, several people or windows at once: nobody overwrites anybody unseen.

Every answer of a version has a mark: how often it was written, by whom, when, and from which window.  Whoever sends an
answer says which mark it began from; if another has changed the answer since, nothing is written and both texts are
handed back.  A window is never in its own way: it counts what it sends, and of two that cross the later wins.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.case import Case
from models.programme import Version
from models.states import CaseState
from models.user import User
from workflow.acts.drafting import demand_open, name_programme
from workflow.application import form_of
from workflow.clock import now
from workflow.keeping import session_of
from workflow.permissions import demand, may_write_application
from workflow.refusals import Refusal, Refused
from workflow.text import Text

WRITTEN_MEANWHILE = Text(
    hu="Ezt közben más is írta. Lejjebb ott van a másik szöveg is: válassza ki, melyik maradjon.",
    en="Somebody else wrote this meanwhile. The other text is below, too: choose which one stays.",
)


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
    """What stands in the draft now, instead of what the writer began from."""

    value: Any
    mark: Mark


class WrittenMeanwhile(Refused):
    """Nothing was written; `others` holds, by field, what stands there now."""

    def __init__(self, others: Mapping[str, Other]):
        self.others = dict(others)
        super().__init__(Refusal("written_meanwhile", WRITTEN_MEANWHILE, code) for code in others)

    @property
    def is_about_input(self) -> bool:
        """Never: the record has moved on."""
        return False


def marks_of(version: Version) -> dict[str, Mark]:
    """The marks of all questions, by field."""
    return {code: mark_of(version, code) for code in form_of(version).fields}


def numbers(marks: Mapping[str, Mark]) -> dict[str, int]:
    """How often each answer was written, by field."""
    return {code: mark.number for code, mark in marks.items()}


def latest(marks: Mapping[str, Mark], codes: Iterable[str]) -> Mark | None:
    """The mark of whichever of these answers was written last; None while nobody wrote any."""
    written = [(mark.at, code, mark) for code in codes if (mark := marks[code]).at is not None]
    return max(written)[2] if written else None


def mark_of(version: Version, code: str) -> Mark:
    """The mark of an answer; number 0 for one that nobody wrote."""
    found = (version.marks or {}).get(code)
    return Mark(found[0], found[1], datetime.fromisoformat(found[2]), found[3], found[4]) if found else Mark()


def write_seen(
    case: Case,
    version: Version,
    answers: Mapping[str, Any],
    *,
    seen: Mapping[str, int],
    by: User,
    window: Window = NO_WINDOW,
) -> Mapping[str, Mark]:
    """Lay those `answers` that differ over what the open version says; `seen` are the marks they began from, by field.

    What the same `window` sent earlier and arrives later is left aside.

    Returns the marks of all of them.  Raises WrittenMeanwhile where another has written something else since, NotYours
    for somebody who does not write for the applicant, Refused when the version is closed or a field is not open.
    """
    demand(may_write_application, by, case)
    demand_open(case, answers)
    # waits for whoever is writing this very version, and reads what they wrote
    session = session_of(case)
    session.flush()
    session.refresh(version, with_for_update=True)
    marks = {code: mark_of(version, code) for code in answers}
    changed = {
        code: value
        for code, value in answers.items()
        if version.answers.get(code) != value and not (window.wrote(marks[code]) and window.turn < marks[code].turn)
    }
    others = {
        code: Other(version.answers.get(code), marks[code])
        for code in changed
        if marks[code].number != seen.get(code, 0) and not window.wrote(marks[code])
    }
    if others:
        raise WrittenMeanwhile(others)
    if changed:
        _write(case, version, changed, by, window)
    return {code: mark_of(version, code) for code in answers}


def _write(case: Case, version: Version, changed: Mapping[str, Any], by: User, window: Window) -> None:
    moment = now()
    version.answers = {**version.answers, **changed}
    version.marks = {
        **(version.marks or {}),
        **{
            code: [mark_of(version, code).number + 1, by.id, moment.isoformat(), window.name, window.turn]
            for code in changed
        },
    }
    case.written_at = moment
    if case.state == CaseState.DRAFT and {"B1", "C1"} & set(changed):
        name_programme(version)
