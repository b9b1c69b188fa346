"""The completion request in preparation, item by item, and its sending."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from models.completion import CompletionItem, CompletionRequest
from models.states import CaseState, ItemState
from models.user import User
from workflow.acts.about import about
from workflow.acts.papers import letter
from workflow.acts.submitting import next_minor, open_version
from workflow.application import expand, form_of
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadline_rules import due
from workflow.engine import lock, move, stale
from workflow.events import CompletionRequested, Event
from workflow.guards.gaps import not_new
from workflow.keeping import session_of
from workflow.permissions import demand, may_prepare_request
from workflow.refusals import Refusal, Refused
from workflow.text import Text

UNKNOWN = Text(hu="Ismeretlen mezőkód. Így írja: A1–A7, M1.", en="Unknown field code. Write it so: A1–A7, M1.")


def add_item(case: Case, *, by: User, fields: str, missing: str, to_supply: str, legal_basis: str) -> CompletionItem:
    """Add an item to the request in preparation.  `fields` are codes as people write them: "A1–A7, M1".

    Raises Refused at the field when a code is unknown, and once the check is over; NotYours unless `by` checks it.
    """
    lock(case)
    demand(may_prepare_request, by, case)
    _demand_known(case, fields)
    request = case.request_in_preparation
    if request is None:
        request = CompletionRequest(version_id=case.version_id)
        case.requests.append(request)
    item = CompletionItem(
        ordinal=len(request.items) + 1,
        fields=fields,
        missing=missing,
        to_supply=to_supply,
        legal_basis=legal_basis,
        state=ItemState.OPEN,
    )
    request.items.append(item)
    session_of(case).flush()
    return item


def change_item(
    case: Case, *, by: User, ordinal: int, fields: str, missing: str, to_supply: str, legal_basis: str
) -> None:
    """Write an item anew before the request goes out.  Raises what `add_item` raises, Refused if it is gone."""
    items = _items_in_preparation(case, by)
    _demand_known(case, fields)
    item = _at(items, ordinal)
    item.fields, item.missing, item.to_supply, item.legal_basis = fields, missing, to_supply, legal_basis
    session_of(case).flush()


def raise_item(case: Case, *, by: User, ordinal: int) -> None:
    """Put an item before the one above it; the first one stays first."""
    items = _items_in_preparation(case, by)
    item = _at(items, ordinal)
    if ordinal > 1:
        above = _at(items, ordinal - 1)
        _number(session_of(case), [*items[: ordinal - 2], item, above, *items[ordinal:]])


def remove_item(case: Case, *, by: User, ordinal: int) -> None:
    """Take an item out of the request in preparation; the others close ranks.  One that is gone already stays gone."""
    items, session = _items_in_preparation(case, by), session_of(case)
    for item in items:
        if item.ordinal == ordinal:
            session.delete(item)
    _number(session, [item for item in items if item.ordinal != ordinal])


def _items_in_preparation(case: Case, by: User) -> Sequence[CompletionItem]:
    lock(case)
    demand(may_prepare_request, by, case)
    request = case.request_in_preparation
    if request is None:
        raise Refused([stale()])
    return list(request.items)


def _at(items: Sequence[CompletionItem], ordinal: int) -> CompletionItem:
    item = next((each for each in items if each.ordinal == ordinal), None)
    if item is None:
        raise Refused([stale()])
    return item


def _number(session: Session, items: Sequence[CompletionItem]) -> None:
    """Number them from 1 in this order: below zero first, because no two may share a number even for a moment."""
    for place, item in enumerate(items, start=1):
        item.ordinal = -place
    session.flush()
    for place, item in enumerate(items, start=1):
        item.ordinal = place
    session.flush()
    if items:
        session.expire(items[0].request, ["items"])


def _demand_known(case: Case, fields: str) -> None:
    """The codes are of the form; after a completion they name gaps that the completion made (T06b)."""
    try:
        expand(fields, form_of(case.version))
    except ValueError:
        raise Refused([Refusal("unknown_field", UNKNOWN, "fields")]) from None
    if case.state == CaseState.COMPLETION_RECEIVED:
        old = list(not_new(case, fields, session_of(case), field="fields"))
        if old:
            raise Refused(old)


def request_completion(case: Case, *, by: User) -> Event:
    """T06: the itemised letter goes out, the clock stops, and a version to complete is opened."""
    return _send(case, "request_completion", by=by)


def request_completion_again(case: Case, *, by: User) -> Event:
    """T06b: as T06, for gaps that the completion itself made; the next version (1.2) is opened."""
    return _send(case, "request_completion_again", by=by)


def _send(case: Case, name: str, *, by: User) -> Event:
    lock(case)
    request = case.request_in_preparation
    items = request.items if request else []
    last = _due(case)
    paper = request_paper(case, by=by)
    (document,) = move(case, name, by=by, papers={"completion_request": [paper]})
    if request is not None:
        request.sent_at, request.sent_by_id = now(), by.id
    open_version(case, next_minor(case.version.number))
    return CompletionRequested(**about(case, by), document_id=document.id, items=len(items), due_on=last.isoformat())


def request_paper(case: Case, *, by: User) -> dict[str, Any]:
    """The request with the items prepared so far, as it would go out today."""
    items = case.request_in_preparation.items if case.request_in_preparation else []
    return letter(
        case,
        "completion_request",
        by=by,
        received_on=case.arrived_on,
        items_count=len(items),
        due=_due(case),
        items=[{"field": i.fields, "missing": i.missing, "supply": i.to_supply, "point": i.legal_basis} for i in items],
    )


def _due(case: Case) -> date:
    return due("H03", today(), calendar=stored_calendar(session_of(case)))
