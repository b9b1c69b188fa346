"""What waits for a person: work by its next act and deadline, and notices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select, text, update
from sqlalchemy.orm import contains_eager, lazyload

from models.case import Case
from models.db import db
from models.deadline import Deadline
from models.excuse import Excuse
from models.expert import Assignment, ExpertProfile
from models.meeting import COMING, Meeting
from models.organisation import Membership
from models.outbox import Notice
from models.programme import Programme
from models.review import Review
from models.states import AssignmentState, CaseState, DeadlineState, Role
from models.user import User
from workflow.clock import now
from workflow.parties import co_written_by, holds
from workflow.queries.agendas import listable_by
from workflow.text import Text

MOST = 60
NOTICES = 30
S = CaseState
#: Deadlines after which nobody has to act: the whole procedure's, and the one to appeal.
NOBODYS = ("H33", "H17")
#: In which states the next act is whose.
APPLICANTS = (S.DRAFT, S.COMPLETION_REQUESTED, S.WAITING_FOR_APPLICANTS_REMARKS, S.RETURNED_FOR_REVISION)
WRITERS = (S.DRAFT, S.COMPLETION_REQUESTED, S.RETURNED_FOR_REVISION)
OFFICERS = (S.UNDER_FORMAL_CHECK, S.COMPLETION_RECEIVED, S.CONSOLIDATION)
HEADS = (S.SUBMITTED, S.UNDER_FORMAL_CHECK, S.COMPLETION_RECEIVED, S.ACCEPTED_FOR_REVIEW, S.WAITING_FOR_A_MEETING)


#: The next act on a case that waits for somebody.
NEXT_ACT: Mapping[CaseState, Text] = {
    S.DRAFT: Text("Kérelem megírása és benyújtása", "Write and submit the application"),
    S.SUBMITTED: Text("Ügyintéző kijelölése", "Name an officer"),
    S.UNDER_FORMAL_CHECK: Text("Formai ellenőrzés", "Check formally"),
    S.COMPLETION_REQUESTED: Text("Hiánypótlás", "Answer the completion request"),
    S.COMPLETION_RECEIVED: Text("A hiánypótlás elbírálása", "Judge the completion"),
    S.ACCEPTED_FOR_REVIEW: Text("Szakértők kijelölése", "Choose the experts"),
    S.CONSOLIDATION: Text("Összesítő értékelés", "Write the assessment"),
    S.WAITING_FOR_APPLICANTS_REMARKS: Text("Észrevétel az értékelésre", "Send remarks on the assessment"),
    S.WAITING_FOR_A_MEETING: Text("Napirendre tűzés", "Put on an agenda"),
    S.DECISION_BEING_ISSUED: Text("Határozat kiadása", "Issue the decision"),
    S.RETURNED_FOR_REVISION: Text("A program átdolgozása", "Revise the programme"),
}


DECIDE_EXCUSE = Text("Igazolási kérelem elbírálása", "Decide on a request to be excused")
#: The case waits for the head of office although the applicant has the next word, or it has ended (T10b, T10e).
EXCUSED_IN = (S.COMPLETION_REQUESTED, S.TERMINATED)
EXCUSE_ASKED = select(Excuse.id).where(Excuse.case_id == Case.id, Excuse.granted.is_(None)).exists()


@dataclass(frozen=True)
class Task:
    """A case that waits for this person, as a line (id, number, state, title), with the day until which."""

    case: Any
    due_on: date | None
    act: Text


def tasks_of(person: User) -> list[Task]:
    """The cases in which this person acts next, the nearest deadline first; three queries, the chair six, however many.

    Deadlines are read in their order, so that the first sixty of ten thousand cases are found without the others.
    """
    theirs = _acted_on_by(person)
    running = (Deadline.state == DeadlineState.RUNNING, Deadline.code.not_in(NOBODYS))
    due: dict[int, date | None] = {}
    for case_id, due_on in db.session.execute(
        select(Deadline.case_id, Deadline.due_on)
        .join(Case, Case.id == Deadline.case_id)
        .where(*running, theirs)
        .order_by(Deadline.due_on, Deadline.id)
        .limit(3 * MOST)
    ):
        due.setdefault(case_id, due_on)
    timed = select(Deadline.id).where(Deadline.case_id == Case.id, *running)
    if len(due) < MOST:
        timeless = select(Case.id).where(theirs, ~timed.exists()).order_by(Case.id).limit(MOST)
        due.update(dict.fromkeys(db.session.scalars(timeless)))
    ids = list(due)[:MOST]
    lines = (
        select(Case.id, Case.number, Case.state, Programme.title, EXCUSE_ASKED.label("is_excuse_asked"))
        .join(Case.programme)
        .where(Case.id.in_(ids))
    )
    cases = {case.id: case for case in db.session.execute(lines)}
    hidden = _in_conflict(person, cases.values())
    decides = holds(person, Role.HEAD_OF_OFFICE)
    return [Task(cases[id], due[id], _next_act(cases[id], decides)) for id in ids if id not in hidden]


def by_next_act(tasks: Iterable[Task]) -> list[tuple[Text, list[Task]]]:
    """The tasks under what is to be done with them; the act whose first deadline is nearest stands first."""
    groups: dict[Text, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.act, []).append(task)
    return list(groups.items())


def _next_act(case: Any, decides: bool) -> Text:
    return DECIDE_EXCUSE if case.is_excuse_asked and decides else NEXT_ACT[CaseState(case.state)]


def _in_conflict(person: User, cases: Iterable[Any]) -> set[int]:
    """The waiting cases that this chair of the workshop may not even open; none for the head of office."""
    if holds(person, Role.HEAD_OF_OFFICE):
        return set()
    waiting = {case.id for case in cases if case.state == S.WAITING_FOR_A_MEETING}
    return waiting - listable_by(person, waiting)


def _acted_on_by(person: User) -> ColumnElement[bool]:
    """The cases whose next act is this person's."""
    own = select(Programme.id).where(
        Programme.organisation_id.in_(select(Membership.organisation_id).where(Membership.user_id == person.id))
    )
    wanted: list[ColumnElement[bool]] = [Case.programme_id.in_(own) & Case.state.in_(APPLICANTS)]
    if written := co_written_by(person):
        wanted.append(Case.id.in_(written) & Case.state.in_(WRITERS))
    if holds(person, Role.CASE_OFFICER):
        wanted.append((Case.officer_id == person.id) & Case.state.in_(OFFICERS))
    if holds(person, Role.HEAD_OF_OFFICE):
        wanted.append(Case.state.in_(HEADS) | (Case.state.in_(EXCUSED_IN) & EXCUSE_ASKED))
    if holds(person, Role.WORKSHOP_CHAIR):
        wanted.append(Case.state == S.WAITING_FOR_A_MEETING)
    if holds(person, Role.PRESIDENT):
        wanted.append(Case.state == S.DECISION_BEING_ISSUED)
    return or_(*wanted)


def assignments_of(person: User) -> Sequence[Assignment]:
    """Invitations to answer and reviews to write; one query."""
    return (
        db.session.scalars(
            select(Assignment)
            .join(ExpertProfile)
            .outerjoin(Review)
            .join(Assignment.case)
            .options(
                contains_eager(Assignment.review),
                contains_eager(Assignment.case).joinedload(Case.programme).joinedload(Programme.organisation),
                contains_eager(Assignment.case).selectinload(Case.deadlines),
            )
            .where(
                ExpertProfile.user_id == person.id,
                Assignment.state.in_((AssignmentState.INVITED, AssignmentState.ACCEPTED)),
                Review.closed_at.is_(None),
                Case.state.in_((S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW, S.UNDER_THIRD_REVIEW)),
            )
            .order_by(Assignment.id)
        )
        .unique()
        .all()
    )


def coming_meetings() -> Sequence[Meeting]:
    """Meetings that are announced, in session, or wait for their minutes; one query."""
    return db.session.scalars(
        select(Meeting).options(lazyload("*")).where(text(f"meetings.{COMING}")).order_by(Meeting.starts_at).limit(5)
    ).all()


def notices_of(person: User) -> Sequence[Notice]:
    """The latest notices, newest first; one query."""
    return db.session.scalars(
        select(Notice).where(Notice.user_id == person.id).order_by(Notice.id.desc()).limit(NOTICES)
    ).all()


def mark_read(person: User) -> None:
    """Everything the person has been told is read now."""
    db.session.execute(
        update(Notice)
        .where(Notice.user_id == person.id, Notice.opened_at.is_(None))
        .values(opened_at=now())
        .execution_options(synchronize_session=False)
    )
