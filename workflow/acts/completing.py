"""The completion after its request went out: its extension and its answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from models.case import Case
from models.states import ItemState
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.drafting import name_programme
from workflow.acts.papers import letter
from workflow.acts.submitting import declared, freeze, version_in_writing
from workflow.application import form_of
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadline_rules import DEADLINE_RULES
from workflow.deadlines import add_working_days
from workflow.engine import lock, move, stale
from workflow.events import CompletionExtended, CompletionReceived, Event, ExtensionAsked
from workflow.keeping import session_of
from workflow.permissions import demand, may_ask_extension
from workflow.refusals import Refusal, Refused
from workflow.text import Text


def ask_extension(case: Case, *, by: User, reason: str) -> Event:
    """The representative asks for five more working days, before the deadline passes."""
    lock(case)
    demand(may_ask_extension, by, case)
    request, deadline = case.request, case.deadline("H03")
    if request is None:
        raise Refused([stale()])
    if deadline is not None and deadline.is_past(today()):
        raise Refused(
            [Refusal("completion_late", Text(hu="A határidő már lejárt.", en="The deadline has passed already."))]
        )
    request.extension_asked_at, request.extension_reason = now(), reason
    return ExtensionAsked(**about(case, by), reason=reason)


def extend(case: Case, *, by: User) -> Event:
    """T08: five working days more, once."""
    lock(case)
    last = extended_to(case)
    paper = extension_paper(case, by=by)
    (document,) = move(case, "extend_completion", by=by, papers={"extension": [paper]})
    deadline = case.deadline("H03")
    if deadline is not None:
        deadline.due_on, deadline.extended = last, True
    if case.request is not None:
        case.request.extended_at = now()
    return CompletionExtended(**about(case, by), document_id=document.id, due_on=last.isoformat())


def extension_paper(case: Case, *, by: User) -> dict[str, Any]:
    """The letter that gives five working days more."""
    asked = case.request.extension_reason if case.request else ""
    return letter(case, "extension", by=by, due=extended_to(case), reason=asked)


def extended_to(case: Case) -> date:
    """Where the extension would end: five working days after the present last day."""
    deadline = case.deadline("H03")
    present = deadline.due_on if deadline else today()
    calendar = stored_calendar(session_of(case))
    return add_working_days(present, DEADLINE_RULES["H03-extension"].length, calendar=calendar)


def complete(case: Case, *, by: User, answers: Mapping[int, str], declarations: Iterable[str] = ()) -> Event:
    """T09: `answers` maps each item's ordinal to the answer; version 1.1 is frozen and becomes the current one."""
    lock(case)
    version = version_in_writing(case)
    ticked = declared(declarations, form_of(version))
    move(
        case,
        "complete",
        by=by,
        answers=answers,
        declarations=ticked,
        papers={"completion": incoming(case, f"Hiánypótlás: {case.title}", version_id=version.id)},
    )
    request = case.request
    for item in request.items if request else []:
        item.answer, item.state = answers[item.ordinal], ItemState.ANSWERED
    if request is not None:
        request.answered_at = now()
    version.answers = {**version.answers, **ticked}
    freeze(version, by=by, signatory=by.display_name)
    case.version = version
    name_programme(version)
    session_of(case).flush()  # what is asked of the current version goes by its id
    return CompletionReceived(**about(case, by), version=version.number)
