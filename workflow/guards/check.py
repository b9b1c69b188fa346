"""Conditions of acceptance and formal rejection: the check-list J1–J11 (T05, T07, T11, T12)."""

from collections.abc import Iterator

from models.case import Case
from models.states import Finding
from workflow.criteria.stored import rubric_of
from workflow.hungarian import the
from workflow.refusals import Given, Refusal, required, unless

reason_is_given = required("reason", "Írja le az indokot.", "Give the reason.", least=10, most=5000)


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
    for item in rubric_of(case).eligibility:
        row = check.finding(item.code) if check else None
        passed = row is not None and (
            row.finding == Finding.MET or (item.may_be_not_applicable and row.finding == Finding.NOT_APPLICABLE)
        )
        yield from unless(
            passed and bool(row and row.note.strip()),
            "eligibility_open",
            f"{the(item.code)} pont nem „megfelel”, vagy nincs hozzá megjegyzés.",
            f"Item {item.code} is not met, or has no note.",
        )
    yield from unless(
        check is not None and check.programme_type_confirmed,
        "type_unconfirmed",
        "A programtípus nincs megerősítve.",
        "The programme type is not confirmed.",
    )


def fatal_item_failed(case: Case, given: Given) -> Iterator[Refusal]:
    """T07: an eligibility item that cannot be completed (J1, J2, J6, J10) is not met."""
    fatal = [item.code for item in rubric_of(case).eligibility if not item.can_be_completed]
    failed = case.check and any(row.code in fatal and row.finding == Finding.NOT_MET for row in case.check.findings)
    *others, last = fatal or [""]
    yield from unless(
        bool(failed),
        "no_fatal_item",
        f"Csak akkor utasítható el, ha a {', '.join(others)} vagy {last} pont nem teljesül.",
        f"It may be rejected only if {', '.join(others)} or {last} is not met.",
    )
