"""Conditions of submission, formal check and completion (T01–T12, T31–T33)."""

from collections.abc import Iterator

from models.case import Case
from models.states import DeadlineState, Finding, ItemState, Role
from models.user import User
from workflow.application import FIELDS, cross_problems, missing
from workflow.parties import holds
from workflow.refusals import Given, Refusal, required, unless
from workflow.rubric import ELIGIBILITY
from workflow.text import Text

#: Eligibility items that no completion can mend (T07).
FATAL = frozenset(item.code for item in ELIGIBILITY if not item.can_be_completed)
#: Ticked by the representative when confirming what the office recorded from paper (T02b, item N1–N7).
CONFIRMATIONS = tuple(f"N{number}" for number in range(1, 8))

title_is_given = required("title", "Adja meg a program címét.", "Enter the programme's title.", most=160)
sender_is_given = required("sender", "Adja meg, ki küldte a kérelmet.", "Enter who sent the application.", most=200)
reason_is_given = required("reason", "Írja le az indokot.", "Give the reason.", least=10, most=5000)
statement_is_given = required(
    "statement", "Írja le nyilatkozatát a visszalépésről.", "Write your statement of withdrawal.", least=3, most=5000
)


def application_is_complete(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-01: every required field, annex and declaration (section 6); `answers` and `annexes` are handed in."""
    for lacking in missing(given.facts["answers"], given.facts["annexes"]):
        yield Refusal(
            "field_missing",
            Text(hu=f"Hiányzik: {lacking.code} {lacking.label.hu}.", en=f"Missing: {lacking.code} {lacking.label.en}."),
            lacking.code,
        )
    for code, contradiction in cross_problems(given.facts["answers"]):
        yield Refusal("contradiction", contradiction, code)
    yield from unless(
        bool(str(given.facts.get("signatory") or "").strip()),
        "signatory_missing",
        "Írja be a nevét: a nyilatkozatokat névvel tesszük.",
        "Write your name: declarations are made by name.",
        field="signatory",
    )


def arrival_is_recorded(case: Case, given: Given) -> Iterator[Refusal]:
    """T02b: the day of arrival, not in the future, and the scanned source."""
    arrived = given.facts.get("arrived_on")
    yield from unless(
        arrived is not None and arrived <= given.today,
        "arrived_on_wrong",
        "Adja meg az érkezés napját; jövőbeli nem lehet.",
        "Enter the day of arrival; it cannot be in the future.",
        field="arrived_on",
    )
    yield from unless(
        bool(given.facts.get("source")),
        "source_missing",
        "Csatolja a beérkezett irat másolatát.",
        "Attach the copy of what arrived.",
        field="source",
    )


def officer_is_named(case: Case, given: Given) -> Iterator[Refusal]:
    """T04: a person who is a case officer (or the head of office) today, and not on the applicant's side."""
    officer = given.facts.get("officer")
    able = isinstance(officer, User) and holds(officer, Role.CASE_OFFICER, Role.HEAD_OF_OFFICE)
    yield from unless(able, "officer_missing", "Válasszon ügyintézőt.", "Choose an officer.", field="person")
    if isinstance(officer, User):
        yield from unless(
            officer.id not in {membership.user_id for membership in case.programme.organisation.memberships},
            "officer_conflicted",
            "Az ügyintéző a benyújtó szervezet tagja.",
            "The officer belongs to the applicant.",
            field="person",
        )


def check_is_signed(case: Case, given: Given) -> Iterator[Refusal]:
    """T05: the officer has signed the check-list before the head of office countersigns."""
    yield from unless(
        case.check is not None and case.check.signed_at is not None,
        "check_unsigned",
        "Az ügyintéző még nem írta alá az ellenőrzőlistát.",
        "The officer has not signed the check-list yet.",
    )


def check_is_passed(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-06: J1–J11 all met, each with a note; J11 may be not applicable; the programme type confirmed."""
    check = case.check
    for item in ELIGIBILITY:
        row = check.finding(item.code) if check else None
        passed = row is not None and (
            row.finding == Finding.MET or (item.may_be_not_applicable and row.finding == Finding.NOT_APPLICABLE)
        )
        yield from unless(
            passed and bool(row and row.note.strip()),
            "eligibility_open",
            f"A(z) {item.code} pont nem „megfelel”, vagy nincs hozzá megjegyzés.",
            f"Item {item.code} is not met, or has no note.",
        )
    yield from unless(
        check is not None and check.programme_type_confirmed,
        "type_unconfirmed",
        "A programtípus nincs megerősítve.",
        "The programme type is not confirmed.",
    )


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


def fatal_item_failed(case: Case, given: Given) -> Iterator[Refusal]:
    """T07: an eligibility item that cannot be completed (J1, J2, J6, J10) is not met."""
    failed = case.check and any(row.code in FATAL and row.finding == Finding.NOT_MET for row in case.check.findings)
    yield from unless(
        bool(failed),
        "no_fatal_item",
        "Csak akkor utasítható el, ha a J1, J2, J6 vagy J10 pont nem teljesül.",
        "It may be rejected only if J1, J2, J6 or J10 is not met.",
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
    for code in CONFIRMATIONS:
        yield from unless(
            code in ticked,
            "declaration_missing",
            f"Hiányzik: {code} {FIELDS[code].label.hu}.",
            f"Missing: {code} {FIELDS[code].label.en}.",
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


def revision_in_time(case: Case, given: Given) -> Iterator[Refusal]:
    """T31: within H22."""
    deadline = case.deadline("H22")
    yield from unless(
        deadline is None or not deadline.is_past(given.today),
        "revision_late",
        "Az átdolgozás határideje lejárt.",
        "The deadline of the revision has passed.",
    )


def revision_is_late(case: Case, given: Given) -> Iterator[Refusal]:
    """T32: H22 has passed."""
    deadline = case.deadline("H22")
    yield from unless(
        deadline is not None and deadline.is_past(given.today) and deadline.state != DeadlineState.MET,
        "revision_not_late",
        "Az átdolgozás határideje még nem járt le.",
        "The deadline of the revision has not passed yet.",
    )


def every_task_is_answered(case: Case, given: Given) -> Iterator[Refusal]:
    """T31: the table of changes answers each revision task; `answers` maps the task's ordinal to the text."""
    answers = given.facts.get("answers") or {}
    for point in case.decision.points if case.decision else []:
        yield from unless(
            bool(str(answers.get(point.ordinal) or "").strip()),
            "task_unanswered",
            f"Írja le, mit változtatott a {point.ordinal}. szempontnál.",
            f"Say what you changed for task {point.ordinal}.",
            field=f"item_{point.ordinal}",
        )
