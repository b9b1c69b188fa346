"""Conditions of the completion: its request, its answer, its deadline (T06, T08–T12)."""

from collections.abc import Iterator

from models.case import Case
from models.completion import CompletionRequest
from models.states import ItemState
from workflow.application import Form, expand, form_of
from workflow.refusals import Given, Refusal, unless

#: Ticked by the representative when confirming what the office recorded from paper (T02b, item N1–N7).
CONFIRMATIONS = tuple(f"N{number}" for number in range(1, 8))


def request_has_items(case: Case, given: Given) -> Iterator[Refusal]:
    """T06: at least one item, each with field, gap and what to supply."""
    request = case.request_in_preparation
    yield from unless(
        request is not None and bool(request.items),
        "items_missing",
        "Vegyen fel legalább egy hiánypótlási tételt.",
        "Add at least one completion item.",
    )


def first_request_for_version(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-04: one completion request a version."""
    yield from unless(
        all(request.version_id != case.version_id or request.sent_at is None for request in case.requests),
        "already_requested",
        "Ehhez a változathoz már kértünk hiánypótlást.",
        "Completion was already requested for this version.",
    )


def extension_was_asked(case: Case, given: Given) -> Iterator[Refusal]:
    """T08: the representative asked, in time, and it was not extended before."""
    request = case.request
    yield from unless(
        request is not None and request.extension_asked_at is not None,
        "extension_not_asked",
        "A képviselő nem kért hosszabbítást.",
        "The representative has not asked for an extension.",
    )
    yield from unless(
        request is None or request.extended_at is None,
        "already_extended",
        "A határidő csak egyszer hosszabbítható.",
        "The deadline may be extended only once.",
    )
    yield from completion_in_time(case, given)


def completion_in_time(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-05: a late completion is refused."""
    deadline = case.deadline("H03")
    yield from unless(
        deadline is not None and not deadline.is_past(given.today),
        "completion_late",
        "A hiánypótlás határideje lejárt.",
        "The deadline of the completion has passed.",
    )


def completion_is_late(case: Case, given: Given) -> Iterator[Refusal]:
    """T10: the deadline has passed without an answer."""
    deadline = case.deadline("H03")
    yield from unless(
        deadline is not None and deadline.is_past(given.today),
        "completion_not_late",
        "A hiánypótlás határideje még nem járt le.",
        "The deadline of the completion has not passed yet.",
    )


def every_item_is_answered(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-04: the answer addresses each item; `answers` maps the item's ordinal to the text."""
    answers = given.facts.get("answers") or {}
    for item in case.request.items if case.request else []:
        yield from unless(
            bool(str(answers.get(item.ordinal) or "").strip()),
            "item_unanswered",
            f"Válaszoljon a {item.ordinal}. tételre.",
            f"Answer item {item.ordinal}.",
            field=f"item_{item.ordinal}",
        )


def recorded_data_are_confirmed(case: Case, given: Given) -> Iterator[Refusal]:
    """T02b: what the office recorded from paper is confirmed by the representative with the completion."""
    if not case.version.recorded:
        return
    ticked = set(given.facts.get("declarations") or ())
    asked = form_of(case.version).fields
    for code in CONFIRMATIONS:
        yield from unless(
            code in ticked,
            "declaration_missing",
            f"Hiányzik: {code} {asked[code].label.hu}.",
            f"Missing: {code} {asked[code].label.en}.",
            field=code,
        )


def every_item_is_supplied(case: Case, given: Given) -> Iterator[Refusal]:
    """T11: all items are "supplied"."""
    request = case.request
    yield from unless(
        request is not None and all(item.state == ItemState.SUPPLIED for item in request.items),
        "items_not_supplied",
        "Nem minden hiánypótlási tétel pótolt.",
        "Not every completion item is supplied.",
    )


def some_item_is_not_supplied(case: Case, given: Given) -> Iterator[Refusal]:
    """T12: at least one item was not supplied."""
    request = case.request
    yield from unless(
        request is not None and any(item.state == ItemState.NOT_SUPPLIED for item in request.items),
        "nothing_unsupplied",
        "Nincs „nem pótolt” tétel.",
        "No item is marked as not supplied.",
    )


def opened_by(request: CompletionRequest | None, form: Form) -> frozenset[str]:
    """The fields that a request opens: those that its items name (T06).

    One that names the partners (I1) opens their agreements (M5), too: the one may call for the other.
    """
    named = frozenset(code for item in (request.items if request else ()) for code in expand(item.fields, form))
    return named | {"M5"} if "I1" in named else named


def nothing_else_is_changed(case: Case, given: Given) -> Iterator[Refusal]:
    """T09: the new version differs from the old one in the fields that the request names, and nowhere else.

    Nobody can write elsewhere; this is what holds if somebody ever could.
    """
    new = next((version for version in reversed(case.programme.versions) if version.frozen_at is None), case.version)
    old, form = case.version.answers, form_of(case.version)
    opened = opened_by(case.request, form)
    for code in (old.keys() | new.answers.keys()) - opened:
        yield from unless(
            old.get(code) == new.answers.get(code),
            "closed_field_changed",
            f"A hiánypótlási felhívás nem nyitotta meg ezt: {code}.",
            f"The completion request does not open {code}.",
        )
