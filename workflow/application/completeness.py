"""What an application still lacks before it may be submitted (Rule BR-01; procedure rules, 6.1)."""

from collections.abc import Callable, Mapping
from typing import Any

from workflow.application.editions import NEWEST
from workflow.application.fields import Condition, Field, Form

Answers = Mapping[str, Any]
INFORMAL_GROUP = "informal_group"
#: What the last column of I1 holds where there is an agreement.
AGREED = "van"


def is_empty(value: object) -> bool:
    """Whether nothing was answered.  0 and "no" are answers, an unticked declaration is none."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list) and not value)


def _has_agreement(answers: Answers) -> bool:
    partners = answers.get("I1") or []
    return any(isinstance(row, list) and len(row) == 4 and row[3] == AGREED for row in partners)


CONDITIONS: dict[Condition, Callable[[Answers], bool]] = {
    "legal_entity": lambda answers: not is_empty(answers.get("A2")) and answers["A2"] != INFORMAL_GROUP,
    "informal_group": lambda answers: answers.get("A2") == INFORMAL_GROUP,
    "quarter": lambda answers: answers.get("B4") == "quarter",
    "minors": lambda answers: answers.get("F6") is True,
    "agreement": _has_agreement,
    "no_reason": lambda answers: is_empty(answers.get("I1r")),
}


def is_required(field: Field, answers: Answers) -> bool:
    """Whether the field must be answered, given the other answers (K, or F whose condition holds)."""
    return field.required or (field.required_if is not None and CONDITIONS[field.required_if](answers))


def missing(answers: Answers, annexes: set[str], form: Form = NEWEST) -> list[Field]:
    """The required fields, annexes and declarations that are not there, in the order of the form.

    `annexes` holds the codes of what is attached; add "M1" when the organisation's record already has it.
    """
    return [
        field
        for field in form.fields.values()
        if is_required(field, answers) and not _is_given(field, answers, annexes)
    ]


def _is_given(field: Field, answers: Answers, annexes: set[str]) -> bool:
    if field.kind == "annex":
        return field.code in annexes
    if field.kind == "declaration":
        return answers.get(field.code) is True
    return not is_empty(answers.get(field.code))
