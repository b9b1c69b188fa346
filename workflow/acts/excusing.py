"""The missed deadline of a completion excused: asked for by the representative, decided by the head of office (H32)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.attachment import Attachment
from models.case import Case
from models.excuse import Excuse
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.papers import letter
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadline_rules import due
from workflow.engine import lock, move
from workflow.events import Event, ExcuseAsked, ExcuseGranted, ExcuseRefused
from workflow.keeping import session_of
from workflow.transitions import TRANSITIONS

#: The same steps once the procedure was terminated (T10e–T10g).
AFTER = {name: f"{name}_after" for name in ("ask_excuse", "grant_excuse", "refuse_excuse")}


def step_of(case: Case, name: str) -> str:
    """The row of the table by which `name` is done as the case stands: before its termination, or after it."""
    return AFTER[name] if case.state in TRANSITIONS[AFTER[name]].from_ else name


def ask_excuse(
    case: Case, *, by: User, obstacle: str, obstacle_ended_on: date | None, proof: Mapping[str, Any] | None
) -> Event:
    """T10b, or T10e once the case is terminated: why the day was missed, when the obstacle ended, and what proves it.

    The history does not say why: it may be an illness, and more people read it than the office.
    `proof` is a stored file (see `drafting.attach`); it belongs to the office's papers and not to the application.
    """
    handed_in: dict[str, Any] = {"obstacle": obstacle, "obstacle_ended_on": obstacle_ended_on, "proof": proof}
    move(
        case,
        step_of(case, "ask_excuse"),
        by=by,
        **handed_in,
        papers={"excuse_request": incoming(case, f"Igazolási kérelem: {case.title}")},
    )
    deadline = case.deadline("H03")
    file = Attachment(
        case=case, version_number=case.version.number, kind="excuse", title=str((proof or {})["file_name"])[:200],
        uploaded_at=now(), uploaded_by_id=by.id, personal_data=True, **(proof or {}),
    )  # fmt: skip
    case.excuses.append(
        Excuse(
            missed_on=deadline.due_on if deadline else today(),
            obstacle=obstacle,
            obstacle_ended_on=obstacle_ended_on or today(),
            proof=file,
            asked_at=now(),
            asked_by_id=by.id,
        )
    )
    session_of(case).flush()
    return ExcuseAsked(**about(case, by), reason=obstacle)


def grant_excuse(case: Case, *, by: User) -> Event:
    """T10c, T10f: the deadline is set anew, counted from the communication of the letter; the fields are open again."""
    last = new_deadline(case)
    paper = granting_paper(case, by=by)
    (document,) = move(case, step_of(case, "grant_excuse"), by=by, papers={"excuse_granted": [paper]})
    _decide(case, by, granted=True, reason="")
    return ExcuseGranted(**about(case, by), document_id=document.id, due_on=last.isoformat())


def refuse_excuse(case: Case, *, by: User, reason: str) -> Event:
    """T10d, T10g: the missed day stays missed, and the procedure may be terminated (T10), or stays so."""
    lock(case)
    step = step_of(case, "refuse_excuse")
    kind = "excuse_refused_after" if step in AFTER.values() else "excuse_refused"
    paper = letter(case, kind, by=by, missed_on=_missed_on(case), reason=reason)
    (document,) = move(case, step, by=by, reason=reason, papers={"excuse_refused": [paper]})
    _decide(case, by, granted=False, reason=reason)
    return ExcuseRefused(**about(case, by), document_id=document.id, reason=reason)


def granting_paper(case: Case, *, by: User) -> dict[str, Any]:
    """The letter that sets the deadline anew."""
    lock(case)
    return letter(case, "excuse_granted", by=by, missed_on=_missed_on(case), due=new_deadline(case))


def new_deadline(case: Case) -> date:
    """The last day of the completion if the excuse is granted today."""
    return due("H03", today(), calendar=stored_calendar(session_of(case)))


def _missed_on(case: Case) -> date:
    excuse = case.pending_excuse
    return excuse.missed_on if excuse else today()


def _decide(case: Case, by: User, *, granted: bool, reason: str) -> None:
    excuse = case.pending_excuse
    if excuse is not None:
        excuse.granted, excuse.reason = granted, reason
        excuse.decided_at, excuse.decided_by_id = now(), by.id
        session_of(case).flush()
