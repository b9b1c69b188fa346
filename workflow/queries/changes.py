"""The table of changes of a revised programme: each task with its answer, and everything that differs (T31)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.case import Case
from models.change import Change
from models.db import db
from models.decision import DecisionPoint
from models.programme import Version
from workflow.application import form_of
from workflow.comparison import Difference, changed_fields, difference

#: What the applicant thinks of itself is nobody's task, and experts do not read it before they have closed (6.1 O).
SELF_ASSESSMENT = "O"


@dataclass(frozen=True)
class Answered:
    """One revision task: what was changed for it, and the fields that the applicant names, as they differ."""

    point: DecisionPoint
    text: str
    fields: list[str]
    differences: list[Difference]


@dataclass(frozen=True)
class TableOfChanges:
    """All tasks, and under `others` what differs without a task; `changed` are the codes of all that differs."""

    version: Version
    before: Version
    tasks: list[Answered]
    others: list[Difference]
    changed: list[str]


def changes_of(version: Version) -> dict[int, Change]:
    """The lines of a version's table, by the ordinal of their task; one query."""
    rows = db.session.scalars(
        select(Change).options(joinedload(Change.point)).where(Change.version_id == version.id).order_by(Change.id)
    )
    return {change.point.ordinal: change for change in rows}


def table_being_written(case: Case, locale: object) -> TableOfChanges | None:
    """The table of the programme that was returned for revision, as far as it is written; None before the decision."""
    version = case.programme.versions[-1]
    points = case.decision.points if case.decision else []
    return _table(version, case.version, points, locale) if points else None


def table_of(case: Case, version: Version, locale: object) -> TableOfChanges | None:
    """The table that a revised version came with, or None where it came with none."""
    changes = changes_of(version)
    if not changes:
        return None
    earlier = [each for each in case.programme.versions if each.frozen_at is not None and each.id < version.id]
    return _table(version, earlier[-1], [change.point for change in changes.values()], locale) if earlier else None


def _table(version: Version, before: Version, points: Sequence[DecisionPoint], locale: object) -> TableOfChanges:
    told, form, asked = changes_of(version), form_of(version), form_of(before)
    differing = changed_fields(before.answers, version.answers, (asked, form))
    changed = [code for code in differing if _field(code, form, asked).section != SELF_ASSESSMENT]

    def differences(codes: Sequence[str]) -> list[Difference]:
        return [
            difference(_field(code, form, asked), before.answers.get(code), version.answers.get(code), locale)
            for code in codes
        ]

    tasks = []
    for point in points:
        change = told.get(point.ordinal)
        named = [code for code in (change.fields if change else ()) if code in changed]
        tasks.append(Answered(point, change.text if change else "", named, differences(named)))
    mentioned = {code for task in tasks for code in task.fields}
    others = differences([code for code in changed if code not in mentioned])
    return TableOfChanges(version, before, tasks, others, changed)


def _field(code: str, form: Any, asked: Any) -> Any:
    return form.fields.get(code) or asked.fields[code]
