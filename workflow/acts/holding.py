"""Words for a step that are kept while they are written: leaving the page, or a second writer, loses nothing."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models.case import Case
from models.unsent import Unsent
from models.user import User
from workflow.acts.marking import NO_WINDOW, Mark, Window, mark_in, marked, to_write
from workflow.engine import lock
from workflow.keeping import session_of
from workflow.permissions import May, demand
from workflow.text import Text

WRITTEN_ELSEWHERE = Text(
    hu="Ezt közben valaki más, vagy Ön egy másik ablakban is írta. Válassza ki, melyik szöveg maradjon.",
    en="Somebody else, or you in another window, wrote this meanwhile. Choose which text stays.",
)


def held(case: Case, step: str) -> Unsent | None:
    """What is being written for the step, or None."""
    found: Unsent | None = session_of(case).scalar(select(Unsent).where(Unsent.case_id == case.id, Unsent.step == step))
    return found


def marks_of(unsent: Unsent | None, parts: Mapping[str, Any]) -> dict[str, Mark]:
    """The marks of these parts; number 0 for what nobody wrote yet."""
    return {part: mark_in(unsent.marks if unsent else None, part) for part in parts}


def hold(
    case: Case,
    step: str,
    may: May,
    *,
    by: User,
    parts: Mapping[str, Any],
    began: Mapping[str, Any],
    seen: Mapping[str, int],
    window: Window = NO_WINDOW,
) -> Unsent:
    """Keep these `parts`, whose words were `began` by the system; `seen` are the marks that the writer began from.

    Raises NotYours for somebody else, Refused once the case has moved on, WrittenMeanwhile where another text of the
    same part was kept since.
    """
    lock(case)
    demand(may, by, case)
    session, unsent = session_of(case), held(case, step)
    stored = {**began, **(unsent.said if unsent else {})}
    changed = to_write(
        parts, stored, unsent.marks if unsent else None, seen=seen, window=window, said=WRITTEN_ELSEWHERE
    )
    if unsent is None:
        unsent = Unsent(case_id=case.id, step=step, said={}, marks={})
        session.add(unsent)
    if changed:
        unsent.said = {**unsent.said, **changed}
        unsent.marks = marked(unsent.marks, changed, by=by, window=window)
    session.flush()
    return unsent


def let_go(case: Case, step: str) -> None:
    """The step is taken: what was kept for it stands in its record now."""
    unsent = held(case, step)
    if unsent is not None:
        session_of(case).delete(unsent)
