"""Cases as lists: who sees which, in what order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy import case as when
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
from workflow.parties import co_written_by, holds
from workflow.queries.agendas import listable_by
from workflow.queries.paging import PAGE, Order, Page, by_county, by_number, by_rank, cut, ordered, read_through

#: By what the list can be sorted.
SORTED_BY = ("title", "number", "county", "state", "arrived")
# Built once: each is longer than the rest of the statement.
BY_NUMBER, BY_COUNTY = by_number(Case.number), by_county(Programme.county_code)
BY_STATE = by_rank(Case.state, list(CaseState))


@dataclass(frozen=True)
class CaseFilters:
    """What somebody looks for among the cases; an empty one asks for nothing."""

    words: str = ""
    county: str = ""
    state: CaseState | None = None


def page_of_cases(
    person: User, asked: CaseFilters | None = None, *, order: Order | None = None, number: int = 1
) -> Page:
    """The cases (or, for those who may see no more, the lines of cases) that `person` may see, newest first.

    Two queries however many rows: the count, and the lines (see `_lines`) with whether each opens; for the chair of the
    workshop three more: which of the waiting cases open.
    """
    wanted = _wanted(person, asked or CaseFilters())
    total = db.session.scalar(select(func.count(Case.id)).where(*wanted)) or 0
    number, last = cut(number, total)
    lines = _lines(person, wanted, order or Order())
    rows = db.session.execute(lines.limit(PAGE).offset((number - 1) * PAGE)).all()
    opened = frozenset(case.id for case in rows if case.opens)
    waiting = {case.id for case in rows if case.state == CaseState.WAITING_FOR_A_MEETING} - opened
    return Page(rows, number, last, total, open_ids=opened | listable_by(person, waiting))


def all_cases(person: User, asked: CaseFilters, *, order: Order) -> Iterator[Any]:
    """The same lines on one page without end, read piece by piece in one query."""
    return read_through(_lines(person, _wanted(person, asked), order))


def case_opened_with(token: str | None) -> Case | None:
    """The case that this very form has opened already: a second click leads there."""
    return db.session.scalar(select(Case).where(Case.birth_token == token)) if token else None


def seen_by(person: User) -> ColumnElement[bool]:
    """Which cases the list shows to `person`: those that it shows in full and those seen as a line only (BR-29)."""
    return or_(told_to(person), *_seen_as_lines(person))


def told_to(person: User) -> ColumnElement[bool]:
    """Of which cases the list tells everything: those of the case page and, to the chair, those that wait.

    What waits for a meeting is no secret before the chair, its papers may be (4.7).
    """
    waits = [Case.state == CaseState.WAITING_FOR_A_MEETING] if holds(person, Role.WORKSHOP_CHAIR) else []
    return or_(opened_by(person), *waits)


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
    if written := co_written_by(person):
        parts.append(Case.id.in_(written))
    return or_(*parts)


def _wanted(person: User, asked: CaseFilters) -> list[ColumnElement[bool]]:
    wanted = [seen_by(person)]
    if asked.state is not None:
        wanted.append(Case.state == asked.state)
    if asked.county:
        wanted.append(_of_programmes(Programme.county_code == asked.county))
    return [*wanted, *(_found(person, word) for word in asked.words.split())]


def _found(person: User, word: str) -> ColumnElement[bool]:
    """Cases whose title, number or organisation holds the word; of a line the title alone, as it shows no more."""
    folded = fold(word)
    by_words = _of_programmes(Programme.searched.contains(folded, autoescape=True))
    whole = or_(by_words, Case.number.contains(word.upper(), autoescape=True))
    if not _seen_as_lines(person):
        return whole
    # the title is the first line of what is searched
    in_title = "%" + "".join(f"/{sign}" if sign in "%_/" else sign for sign in folded) + "%\n%"
    return or_(told_to(person) & whole, _of_programmes(Programme.searched.like(in_title, escape="/")))


def _lines(person: User, wanted: Sequence[ColumnElement[bool]], order: Order) -> Select[*tuple[Any, ...]]:
    """Id, number, state, arrived_on, title, county_code and whether the case opens; a line has no number and no day."""
    number: Any = Case.number
    arrived_on: Any = Case.arrived_on
    ways_to_number: Any = BY_NUMBER
    if _seen_as_lines(person):
        told = told_to(person)
        number, arrived_on = (when((told, column)).label(column.key) for column in (number, arrived_on))
        ways_to_number = [when((told, part)) for part in ways_to_number]
    sorts = {
        "title": (Programme.sort_key,),
        "number": ways_to_number,
        "county": (BY_COUNTY, Programme.sort_key),
        "state": (BY_STATE,),
        "arrived": (arrived_on,),
    }
    columns = (Case.id, number, Case.state, arrived_on, Programme.title, Programme.county_code)
    lines = select(*columns, opened_by(person).label("opens")).join(Case.programme).where(*wanted)
    return lines.order_by(*ordered(sorts, order, Case.id.desc()))


def _seen_as_lines(person: User) -> list[ColumnElement[bool]]:
    """Which cases observers and county developers see as lines: title, place, type and state only (BR-29)."""
    seen = [Case.state != CaseState.DRAFT] if holds(person, Role.OBSERVER) else []
    if holds(person, Role.COUNTY_DEVELOPER):
        day = today()
        counties = [
            held.county_code
            for held in person.appointments
            if held.role == Role.COUNTY_DEVELOPER and held.holds_on(day) and held.county_code
        ]
        seen.append((Case.state != CaseState.DRAFT) & _of_programmes(Programme.county_code.in_(counties)))
    return seen


def _of_programmes(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Cases of the programmes that meet a condition: no join, so that counting ten thousand cases reads an index."""
    return Case.programme_id.in_(select(Programme.id).where(condition))


def _on_agendas_of(person: User) -> Select[int | None]:
    excluded = select(Exclusion.item_id).where(Exclusion.member_id == person.id)
    return (
        select(AgendaItem.case_id)
        .join(Attendance, Attendance.meeting_id == AgendaItem.meeting_id)
        .where(
            AgendaItem.case_id.is_not(None),
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
    # none, nearly always: not worth a question of their own
    joinedload(Case.excuses),
)
#: A case with those who may write for its applicant.
WITH_APPLICANT = (joinedload(Case.programme).joinedload(Programme.organisation).joinedload(Organisation.memberships),)
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
