"""Writing answers, several people or windows at once: nobody overwrites anybody unseen.

Every answer of a version has a mark: how often it was written, by whom, and when.  Whoever sends an answer says which
mark it began from; if the answer has changed since, nothing is written and both texts are handed back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.case import Case
from models.programme import Version
from models.states import CaseState
from models.user import User
from workflow.acts.drafting import demand_open, name_programme
from workflow.application import FIELDS
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
    """How often an answer was written, by whom (None: by nobody yet) and when."""

    number: int = 0
    by_id: int | None = None
    at: datetime | None = None


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
    return {code: mark_of(version, code) for code in FIELDS}


def numbers(marks: Mapping[str, Mark]) -> dict[str, int]:
    """How often each answer was written, by field."""
    return {code: mark.number for code, mark in marks.items()}


def mark_of(version: Version, code: str) -> Mark:
    """The mark of an answer; number 0 for one that nobody wrote."""
    found = (version.marks or {}).get(code)
    return Mark(found[0], found[1], datetime.fromisoformat(found[2])) if found else Mark()


def write_seen(
    case: Case, version: Version, answers: Mapping[str, Any], *, seen: Mapping[str, int], by: User
) -> Mapping[str, Mark]:
    """Lay those `answers` that differ over what the open version says; `seen` are the marks they began from, by field.

    Returns the marks of all of them.  Raises WrittenMeanwhile where another has written something else since, NotYours
    for somebody who does not write for the applicant, Refused when the version is closed or a field is not open.
    """
    demand(may_write_application, by, case)
    demand_open(case, answers)
    # waits for whoever is writing this very version, and reads what they wrote
    session = session_of(case)
    session.flush()
    session.refresh(version, with_for_update=True)
    changed = {code: value for code, value in answers.items() if version.answers.get(code) != value}
    others = {
        code: Other(version.answers.get(code), mark)
        for code in changed
        if (mark := mark_of(version, code)).number != seen.get(code, 0)
    }
    if others:
        raise WrittenMeanwhile(others)
    if changed:
        _write(case, version, changed, by)
    return {code: mark_of(version, code) for code in answers}


def _write(case: Case, version: Version, changed: Mapping[str, Any], by: User) -> None:
    moment = now()
    version.answers = {**version.answers, **changed}
    version.marks = {
        **(version.marks or {}),
        **{code: [mark_of(version, code).number + 1, by.id, moment.isoformat()] for code in changed},
    }
    case.written_at = moment
    if case.state == CaseState.DRAFT and {"B1", "C1"} & set(changed):
        name_programme(version)
