"""The expert's work: writing, closing and, before the case is consolidated, reopening a review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import inspect

from models.calibration import PracticeScore
from models.case import Case
from models.expert import Assignment
from models.review import CriterionScore, Review
from models.states import AssignmentPart, CaseState, DeadlineState
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.declaring import reported, sign
from workflow.acts.marking import NO_WINDOW, Mark, Window, mark_in, marked, to_write
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.criteria.stored import rubric_of
from workflow.deadlines import add_working_days
from workflow.engine import lock, move
from workflow.events import ConsolidationBegun, DivergenceFound, Event, ReviewClosed, ReviewReopened
from workflow.guards.review import AT_CLOSING, closed_grades, reviewers
from workflow.guards.sheet import gaps
from workflow.keeping import end, session_of, start
from workflow.parties import SYSTEM
from workflow.permissions import demand, may_write_review
from workflow.refusals import Given, Refusal, Refused
from workflow.scoring import assess
from workflow.text import Text

#: Working days that the author of a reopened review has at least.
REOPENED_DAYS = 5
#: The parts of a sheet that are no criterion, by the names of their columns; `notes` are the author's own.
TEXTS = ("strengths", "to_improve", "proposed_conditions", "recommendation", "mismatch_reason", "notes")
WRITTEN_ELSEWHERE = Text(
    hu="Ezt közben egy másik ablakban is írta. Lejjebb ott van a másik szöveg is: válassza ki, melyik maradjon.",
    en="You wrote this in another window meanwhile. The other text is below, too: choose which one stays.",
)
KEPT = Text(
    hu="Ez a szempont megtartja a pontját, mert az átdolgozás nem érinti. Előbb nyissa meg újra, indokkal.",
    en="This criterion keeps its score, because the revision does not concern it. Open it again first, with a reason.",
)


@dataclass(frozen=True)
class Judgement:
    """What an expert says of one criterion; `score` is None until one is given."""

    score: int | None = None
    reason: str = ""
    evidence: str = ""
    to_raise: str = ""


def codes_of(review: Review) -> tuple[str, ...]:
    """The criteria of the sheet: those of the set that judges the case."""
    return rubric_of(review.assignment.case).codes


def parts_of(review: Review) -> tuple[str, ...]:
    """The parts of the sheet: its criteria, then what is no criterion."""
    return (*codes_of(review), *TEXTS)


def sheet_of(review: Review) -> dict[str, Any]:
    """What the sheet says, by part: a Judgement of each criterion, an Outcome or None, texts."""
    rows = {row.criterion: Judgement(row.score, row.reason, row.evidence, row.to_raise) for row in review.scores}
    return {code: rows.get(code, Judgement()) for code in codes_of(review)} | {
        name: getattr(review, name) for name in TEXTS
    }


def marks_of(review: Review) -> dict[str, Mark]:
    """The marks of all parts of the sheet."""
    return {part: mark_in(review.marks, part) for part in parts_of(review)}


def write_review(
    review: Review,
    *,
    by: User,
    parts: Mapping[str, Any],
    seen: Mapping[str, int] | None = None,
    window: Window = NO_WINDOW,
) -> Review:
    """Keep these `parts` of the sheet (see `sheet_of`): half a review is kept, and counts for nothing.

    `seen` are the marks that they began from; None overwrites whatever is there.  Raises Refused once the review is
    closed, WrittenMeanwhile where another window of the author's has written something else since.
    """
    # waits for another window that writes this very review, and reads what it wrote
    session = session_of(review.assignment.case)
    session.flush()
    session.refresh(review, inspect(Review).column_attrs.keys(), with_for_update=True)
    for row in vars(review).get("scores", ()):
        session.expire(row)
    session.expire(review, ["scores"])
    demand(may_write_review, by, review)
    if kept := [row.criterion for row in review.scores if row.is_kept and row.criterion in parts]:
        raise Refused(Refusal("score_kept", KEPT, f"{code}_score") for code in kept)
    stored, known = sheet_of(review), {code: mark.number for code, mark in marks_of(review).items()}
    changed = to_write(
        parts, stored, review.marks, seen=known if seen is None else seen, window=window, said=WRITTEN_ELSEWHERE
    )
    for part, said in changed.items():
        _set(review, part, said)
    if changed:
        review.marks = marked(review.marks, changed, by=by, window=window)
    return review


def _set(review: Review, part: str, said: Any) -> None:
    if part in TEXTS:
        setattr(review, part, said)
        return
    row = review.score(part)
    if row is None:
        row = CriterionScore(criterion=part)
        review.scores.append(row)
    put(row, said)


def put(row: CriterionScore | PracticeScore, said: Judgement) -> None:
    """Write what is said of a criterion into its row."""
    row.score, row.reason, row.evidence, row.to_raise = said.score, said.reason, said.evidence, said.to_raise


def close_review(review: Review, *, by: User, declaration: Text | None, circumstance: str = "") -> list[Event]:
    """Close a complete review (4.8 rule 2, BR-11); with the last one the sums are done (BR-13): T19, T20 or ERT-15.

    `declaration` is the conflict declaration, signed again (4.7), with the `circumstance` that it reports.
    """
    case = review.assignment.case
    lock(case)
    demand(may_write_review, by, review)
    refusals = gaps(review, is_declared=declaration is not None)
    if refusals or declaration is None:
        raise Refused(refusals)
    sign(review.assignment, AT_CLOSING, declaration, circumstance, by=by)
    review.closed_at = now()
    for deadline in case.deadlines:
        if deadline.assignment_id == review.assignment_id and deadline.ended_at is None:
            end(deadline, today())
    session_of(case).flush()
    told = reported(case, circumstance, by=by)
    return [ReviewClosed(**about(case, by), expert_id=by.id), *told, *_after_closing(case)]


def reopen_review(case: Case, *, by: User, assignment: Assignment | None, reason: str) -> list[Event]:
    """T16b: before the consolidation a closed review is opened for its author to correct (4.3), with a reason.

    What was signed on closing goes into the history with the day of closing, because it is signed again.  There are
    five working days at least; a control expert who was to be called waits.
    """
    lock(case)
    signed = [d for d in assignment.declarations if d.kind == AT_CLOSING] if assignment else []
    told: dict[str, Any] = {
        "declared": [[d.text, d.circumstance, d.signed_at.isoformat(), d.version_number] for d in signed]
    }
    if assignment is not None and assignment.review is not None and assignment.review.closed_at is not None:
        told |= {"assignment_id": assignment.id, "closed_at": assignment.review.closed_at.isoformat()}
    move(case, "reopen_review", by=by, reason=reason, assignment=assignment, step_facts=told)
    if assignment is None or assignment.review is None:
        return []
    assignment.review.closed_at = None
    for declaration in signed:
        assignment.declarations.remove(declaration)
        session_of(case).delete(declaration)
    last = _again_until(case, assignment).isoformat()
    return [ReviewReopened(**about(case, by), expert_id=assignment.expert.user_id, reason=reason, due_on=last)]


def _again_until(case: Case, assignment: Assignment) -> date:
    """The expert's deadline runs again, longer if need be; the one for calling a control expert is off."""
    last, calendar = today(), stored_calendar(session_of(case))
    for deadline in case.deadlines:
        if deadline.assignment_id == assignment.id and deadline.code == "H07":
            last = max(deadline.due_on, add_working_days(today(), REOPENED_DAYS, calendar=calendar))
            deadline.state, deadline.ended_at, deadline.due_on = DeadlineState.RUNNING, None, last
        elif deadline.code == "H09" and deadline.ended_at is None:
            deadline.state, deadline.ended_at = DeadlineState.CANCELLED, now()
    session_of(case).flush()
    return last


def _after_closing(case: Case) -> list[Event]:
    pair = closed_grades(case, AssignmentPart.REVIEWER)
    papers = {
        "reviews": [
            p
            for a in reviewers(case)
            for p in incoming(case, f"Szakértői értékelés: {case.title}", sender=a.expert.user.display_name)
        ]
    }
    if case.state == CaseState.UNDER_THIRD_REVIEW:
        papers = {"reviews": papers["reviews"][-1:]}
        move(case, "consolidate_after_control", by=SYSTEM, papers=papers)
        return [_consolidation(case)]
    if len(pair) < 2:
        return []
    found = assess(pair, rules=rubric_of(case).rules)
    if found.needs_control:
        given = Given(by=SYSTEM, today=today(), session=session_of(case))
        deadline = start(case, "H09", today(), given)
        return [
            DivergenceFound(**about(case, SYSTEM), codes=list(found.divergence), due_on=deadline.due_on.isoformat())
        ]
    move(case, "begin_consolidation", by=SYSTEM, papers=papers)
    return [_consolidation(case)]


def _consolidation(case: Case) -> Event:
    deadline = case.deadline("H11")
    return ConsolidationBegun(**about(case, SYSTEM), due_on=(deadline.due_on if deadline else today()).isoformat())
