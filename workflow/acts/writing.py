"""Writing the answers of an application, several people or windows at once (see `marking`)."""

from collections.abc import Mapping
from typing import Any

from models.case import Case
from models.programme import Version
from models.states import CaseState
from models.user import User
from workflow.acts.drafting import demand_open, name_programme
from workflow.acts.marking import NO_WINDOW, Mark, Window, mark_in, marked, to_write
from workflow.application import form_of
from workflow.clock import now
from workflow.guards.answers import ambiguous_places
from workflow.keeping import session_of
from workflow.permissions import demand, may_write_application
from workflow.refusals import Refused
from workflow.text import Text

WRITTEN_MEANWHILE = Text(
    hu="Ezt közben más is írta. Lejjebb ott van a másik szöveg is: válassza ki, melyik maradjon.",
    en="Somebody else wrote this meanwhile. The other text is below, too: choose which one stays.",
)


def marks_of(version: Version) -> dict[str, Mark]:
    """The marks of all questions, by field."""
    return {code: mark_of(version, code) for code in form_of(version).fields}


def mark_of(version: Version, code: str) -> Mark:
    """The mark of an answer; number 0 for one that nobody wrote."""
    return mark_in(version.marks, code)


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
    changed = to_write(answers, version.answers, version.marks, seen=seen, window=window, said=WRITTEN_MEANWHILE)
    if changed:
        _write(case, version, changed, by, window)
    return {code: mark_of(version, code) for code in answers}


def demand_told_apart(case: Case, answers: Mapping[str, Any]) -> None:
    """Refuse, at the field, a settlement whose name several bear and that was not chosen from the gazetteer."""
    found = list(ambiguous_places(session_of(case), answers))
    if found:
        raise Refused(found)


def _write(case: Case, version: Version, changed: Mapping[str, Any], by: User, window: Window) -> None:
    version.answers = {**version.answers, **changed}
    version.marks = marked(version.marks, changed, by=by, window=window)
    case.written_at = now()
    if case.state == CaseState.DRAFT and {"B1", "C1"} & set(changed):
        name_programme(version)
