"""Cases as lists: who sees which, in what order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from models.case import Case, Step
from models.db import db
from models.expert import Assignment, ExpertProfile
from models.meeting import AgendaItem, Attendance, Exclusion
from models.organisation import Membership, Organisation
from models.programme import Accreditation, Programme, Version
from models.review import Review
from models.states import CaseState, ItemStage, Role
from models.user import User
from workflow.clock import today
from workflow.hungarian import fold
from workflow.parties import holds
from workflow.queries.agendas import listable_by

PAGE = 50
#: What one line of the list shows.
LINE = (Case.id, Case.number, Case.state, Case.arrived_on, Programme.title, Programme.county_code)


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, its number from 1, the number of the last page, how many rows there are in all.

    `open_ids` are the rows whose own page the person may open, where some rows are but lines (BR-29).
    """

    rows: Sequence[Any]
    number: int
    last: int
    total: int
    open_ids: frozenset[int] = frozenset()


def page_of_cases(
    person: User, *, number: int = 1, state: CaseState | None = None, words: str = "", county: str = ""
) -> Page:
    """The cases (or, for those who may see no more, the lines of cases) that `person` may see, newest first.

    Two queries however many rows: the count, and the lines (see LINE) with whether each opens; for the chair of the
    workshop three more: which of the waiting cases open.
    """
    wanted = [seen_by(person)]
    if state is not None:
        wanted.append(Case.state == state)
    if county:
        wanted.append(_of_programmes(Programme.county_code == county))
    for word in words.split():
        by_words = _of_programmes(Programme.searched.contains(fold(word), autoescape=True))
        wanted.append(or_(by_words, Case.number.contains(word.upper(), autoescape=True)))
    total = db.session.scalar(select(func.count(Case.id)).where(*wanted)) or 0
    last = max(1, -(-total // PAGE))
    number = min(max(1, number), last)
    lines = select(*LINE, opened_by(person).label("opens")).join(Case.programme).where(*wanted).order_by(Case.id.desc())
    rows = db.session.execute(lines.limit(PAGE).offset((number - 1) * PAGE)).all()
    opened = frozenset(case.id for case in rows if case.opens)
    waiting = {case.id for case in rows if case.state == CaseState.WAITING_FOR_A_MEETING} - opened
    return Page(rows, number, last, total, open_ids=opened | listable_by(person, waiting))


def case_opened_with(token: str | None) -> Case | None:
    """The case that this very form has opened already: a second click leads there."""
    return db.session.scalar(select(Case).where(Case.birth_token == token)) if token else None


def seen_by(person: User) -> ColumnElement[bool]:
    """Which cases the list shows to `person`: those of the case page and those seen as a line only (BR-29).

    The chair sees a line of every case that waits for a meeting: what waits is no secret, its papers may be (4.7).
    """
    seen = [opened_by(person)]
    if holds(person, Role.WORKSHOP_CHAIR):
        seen.append(Case.state == CaseState.WAITING_FOR_A_MEETING)
    if holds(person, Role.OBSERVER):
        seen.append(Case.state != CaseState.DRAFT)
    if holds(person, Role.COUNTY_DEVELOPER):
        day = today()
        counties = [
            held.county_code
            for held in person.appointments
            if held.role == Role.COUNTY_DEVELOPER and held.holds_on(day) and held.county_code
        ]
        seen.append((Case.state != CaseState.DRAFT) & _of_programmes(Programme.county_code.in_(counties)))
    return or_(*seen)


def opened_by(person: User) -> ColumnElement[bool]:
    """What `may_see_case` says, for a list; what the chair may open to list it is said by `listable_by`."""
    submitted = Case.state != CaseState.DRAFT
    # what is true of most cases comes first: the database asks no further
    parts: list[ColumnElement[bool]] = []
    if holds(person, Role.HEAD_OF_OFFICE, Role.PRESIDENT):
        parts.append(submitted)
    if holds(person, Role.CASE_OFFICER):
        parts.append(submitted & or_(Case.officer_id.is_(None), Case.officer_id == person.id))
    parts.append(
        _of_programmes(
            Programme.organisation_id.in_(select(Membership.organisation_id).where(Membership.user_id == person.id))
        )
    )
    if holds(person, Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR):
        parts.append(Case.id.in_(_on_agendas_of(person)))
    return or_(*parts)


def _of_programmes(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Cases of the programmes that meet a condition: no join, so that counting ten thousand cases reads an index."""
    return Case.programme_id.in_(select(Programme.id).where(condition))


def _on_agendas_of(person: User) -> Select[int]:
    excluded = select(Exclusion.item_id).where(Exclusion.member_id == person.id)
    return (
        select(AgendaItem.case_id)
        .join(Attendance, Attendance.meeting_id == AgendaItem.meeting_id)
        .where(
            Attendance.member_id == person.id,
            AgendaItem.stage != ItemStage.TAKEN_OFF,
            AgendaItem.id.not_in(excluded),
        )
    )


#: What the case page asks of its case at once; lists of papers, deadlines and steps follow when they are shown.
WHOLE = (
    joinedload(Case.programme).joinedload(Programme.organisation).joinedload(Organisation.memberships),
    joinedload(Case.version).defer(Version.answers),
    joinedload(Case.accreditation).load_only(Accreditation.number),
)
#: A person's name, part by part: see `User.display_name`.
NAME = (User.prefix, User.family_name, User.given_name, User.suffix)
# Built once: building a statement takes longer than answering it does.
_HISTORY = (
    select(Step.name, Step.at, Step.reason, Step.to_state, *NAME)
    .outerjoin(User, User.id == Step.by_id)
    .where(Step.case_id == bindparam("case_id"))
    .order_by(Step.ordinal.desc())
)
_EXPERTS = (
    select(Assignment.part, Assignment.state, ExpertProfile.county_code, Review.id.label("review_id"), *NAME)
    .join(ExpertProfile, ExpertProfile.id == Assignment.expert_id)
    .join(User, User.id == ExpertProfile.user_id)
    .outerjoin(Review, Review.assignment_id == Assignment.id)
    .where(Assignment.case_id == bindparam("case_id"))
    .order_by(Assignment.id)
)


def history_of(case: Case) -> Sequence[Any]:
    """The steps of a case, newest first, as lines: name, at, reason, to_state and who, by parts of the name."""
    return db.session.execute(_HISTORY, {"case_id": case.id}).all()


def experts_of(case: Case) -> Sequence[Any]:
    """Everybody who was asked to review, as lines: part, state, county_code, review_id or None, parts of the name."""
    return db.session.execute(_EXPERTS, {"case_id": case.id}).all()
