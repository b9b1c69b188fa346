"""Conditions of the revised programme, and of the end for want of it (T31, T32)."""

from collections.abc import Iterator

from models.case import Case
from models.states import DeadlineState
from workflow.refusals import Given, Refusal, unless


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
