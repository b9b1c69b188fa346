"""Scoring a practice programme: the sheet of a real review, kept and closed in the same way."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect

from models.calibration import PracticeScore, PracticeSheet
from models.db import db
from models.user import User
from workflow.acts.marking import NO_WINDOW, Mark, Window, mark_in, marked, to_write
from workflow.acts.reviewing import WRITTEN_ELSEWHERE, Judgement, put
from workflow.clock import now
from workflow.guards.practice import gaps_of_practice, rubric_of_day
from workflow.permissions import demand, may_write_practice
from workflow.refusals import Refused


def parts_of(sheet: PracticeSheet) -> tuple[str, ...]:
    """The parts that are saved one by one: the criteria."""
    return tuple(criterion.code for criterion in rubric_of_day(sheet.calibration).criteria)


def practice_of(sheet: PracticeSheet) -> dict[str, Judgement]:
    """What the sheet says, by criterion."""
    rows = {row.criterion: Judgement(row.score, row.reason, row.evidence, row.to_raise) for row in sheet.scores}
    return {code: rows.get(code, Judgement()) for code in parts_of(sheet)}


def practice_marks(sheet: PracticeSheet) -> dict[str, Mark]:
    """The marks of all parts of the sheet."""
    return {part: mark_in(sheet.marks, part) for part in parts_of(sheet)}


def write_practice(
    sheet: PracticeSheet,
    *,
    by: User,
    parts: Mapping[str, Judgement],
    seen: Mapping[str, int] | None = None,
    window: Window = NO_WINDOW,
) -> PracticeSheet:
    """Keep these `parts`, half a sheet as well.

    `seen` are the marks that they began from; None overwrites whatever is there.  Raises Refused once it is closed,
    WrittenMeanwhile where another window of the author's has written something else since.
    """
    session = db.session()
    session.flush()
    session.refresh(sheet, inspect(PracticeSheet).column_attrs.keys(), with_for_update=True)
    for row in vars(sheet).get("scores", ()):
        session.expire(row)
    session.expire(sheet, ["scores"])
    demand(may_write_practice, by, sheet)
    known = {code: mark.number for code, mark in practice_marks(sheet).items()}
    changed: dict[str, Any] = to_write(
        parts,
        practice_of(sheet),
        sheet.marks,
        seen=known if seen is None else seen,
        window=window,
        said=WRITTEN_ELSEWHERE,
    )
    for part, said in changed.items():
        row = sheet.score(part)
        if row is None:
            row = PracticeScore(criterion=part)
            sheet.scores.append(row)
        put(row, said)
    if changed:
        sheet.marks = marked(sheet.marks, changed, by=by, window=window)
    return sheet


def close_practice(sheet: PracticeSheet, *, by: User) -> PracticeSheet:
    """Close a complete sheet: from then on nothing in it changes.  Raises Refused at every gap."""
    demand(may_write_practice, by, sheet)
    gaps = gaps_of_practice(sheet)
    if gaps:
        raise Refused(gaps)
    sheet.closed_at = now()
    return sheet
