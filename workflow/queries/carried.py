"""What an expert who judged a programme sees of it after its revision: the own earlier scores, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models.attachment import Attachment
from models.case import Case
from models.change import Change
from models.db import db
from models.decision import DecisionPoint
from models.expert import Assignment, ExpertProfile
from models.programme import Version
from models.review import CriterionScore, Review
from models.states import Outcome
from workflow.application import Field, form_of
from workflow.bearing import bears_on, familiar, touched
from workflow.comparison import Difference, changed_fields, difference
from workflow.criteria.stored import rubric_of


@dataclass(frozen=True)
class Task:
    """A revision task with what the applicant says was changed for it, and the fields that it names."""

    point: DecisionPoint
    answer: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Revision:
    """What changed since the version that was judged before: fields and kinds of annexes, and the tasks of it."""

    before: Version
    after: Version
    changed: tuple[str, ...]
    annexes: tuple[str, ...]
    tasks: tuple[Task, ...]
    #: The criteria of which workflow/bearing.py knows what bears on them.
    known: frozenset[str]

    def to_judge(self, criteria: Sequence[str]) -> frozenset[str]:
        """The criteria that are confirmed or scored anew: a change bears on them, or a task names them.

        A task for the whole programme names the criteria of the fields that were changed for it; all, if it has none.
        """
        named = {task.point.criterion for task in self.tasks if task.point.criterion}
        for task in self.tasks:
            if not task.point.criterion:
                named |= touched(task.fields, criteria, self.known) if task.fields else frozenset(criteria)
        return touched([*self.changed, *self.annexes], criteria, self.known) | (named & set(criteria))

    def fields_for(self, criterion: str) -> list[Field]:
        """The changed fields that bear on the criterion."""
        old, new = form_of(self.before).fields, form_of(self.after).fields
        return [new.get(code) or old[code] for code in self.changed if bears_on(code, criterion, self.known)]

    def annexes_for(self, criterion: str) -> list[str]:
        """The kinds of annexes with a new file that bear on the criterion."""
        return [kind for kind in self.annexes if bears_on(kind, criterion, self.known)]

    def tasks_for(self, criterion: str) -> list[Task]:
        """The tasks that name the criterion, or the whole programme."""
        return [task for task in self.tasks if task.point.criterion in ("", criterion)]

    def differences_for(self, criterion: str, locale: object) -> list[Difference]:
        """The same fields word by word."""
        old, new = self.before.answers, self.after.answers
        asked = form_of(self.before).fields
        return [
            difference(field, old.get(field.code), new.get(field.code), locale, asked=asked.get(field.code))
            for field in self.fields_for(criterion)
        ]


def earlier_review(assignment: Assignment) -> Review | None:
    """The closed review that the same expert wrote of this case in the latest round before, or None."""
    found = [
        row
        for row in assignment.case.assignments
        if row.expert_id == assignment.expert_id
        and row.round < assignment.round
        and row.review is not None
        and row.review.is_closed
        and row.review.voided_at is None
    ]
    return max(found, key=lambda row: row.round).review if found else None


def has_judged(case: Case, expert: ExpertProfile) -> bool:
    """Whether the expert closed a review of this case in an earlier round."""
    return any(
        row.expert_id == expert.id and row.round < case.review_round and row.review is not None and row.review.is_closed
        for row in case.assignments
    )


def revision_of(case: Case, earlier: Review) -> Revision | None:
    """What changed between the version that the earlier review judged and the present one.

    None where that review went into no assessment.
    """
    place = earlier.assignment.round - 1
    if place >= len(case.assessments):
        return None
    before, after = case.assessments[place].version, case.version
    changed = changed_fields(before.answers, after.answers, (form_of(before), form_of(after)))
    known = familiar(rubric_of(case))
    return Revision(before, after, tuple(changed), _new_annexes(case, before), _tasks(case, place), known)


@dataclass(frozen=True)
class Carried:
    """The rows of a sheet that carry an earlier score, by criterion, with what they carry, and what changed since."""

    rows: Mapping[str, CriterionScore]
    earlier: Sequence[CriterionScore]
    revision: Revision

    @property
    def kept(self) -> frozenset[str]:
        """The criteria that keep their score."""
        return frozenset(code for code, row in self.rows.items() if row.is_kept)


def carried(review: Review) -> Carried | None:
    """What the sheet carries over; None, and no query, for one that begins empty."""
    rows = {row.criterion: row for row in review.scores if row.carried_from_id is not None}
    earlier = earlier_review(review.assignment) if rows else None
    revision = revision_of(review.assignment.case, earlier) if earlier else None
    if earlier is None or revision is None:
        return None
    # read at once, or each row would ask for its own
    return Carried(rows, earlier.scores, revision)


def _new_annexes(case: Case, before: Version) -> tuple[str, ...]:
    later = [version.number for version in case.programme.versions if version.id > before.id]
    kinds = select(Attachment.kind).where(Attachment.case_id == case.id, Attachment.version_number.in_(later))
    return tuple(sorted(set(db.session.scalars(kinds)) - {"excuse"}))


def _tasks(case: Case, place: int) -> tuple[Task, ...]:
    """Those of the decision that returned the programme after that round."""
    returned = [
        decision
        for decision in case.decisions
        if decision.outcome == Outcome.RETURNED_FOR_REVISION and decision.sent_back_at is None
    ]
    if place >= len(returned):
        return ()
    points = [point.id for point in returned[place].points]
    rows = db.session.execute(select(Change.point_id, Change.fields).where(Change.point_id.in_(points)))
    named = {row.point_id: row.fields for row in rows}
    return tuple(Task(point, point.answer, tuple(named.get(point.id) or ())) for point in returned[place].points)
