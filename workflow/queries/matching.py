"""What a proposal of experts is made from, as the database has it: the cases that wait, and whom the screen leaves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from models.case import Case
from models.db import db
from models.expert import ExpertProfile
from models.programme import Programme
from models.states import CaseState
from workflow.clock import today
from workflow.matching import Candidate, File, Problem, wanted_fields
from workflow.screening import Workload, asked_before, conflicts_by_case, out_of_reach, workload

#: As many cases as one request matches; the rest is an errand.
MOST = 200
#: A revised programme is no matter of matching: those who judged it before are asked first, on its own page (T31).
WAITS = (Case.state == CaseState.ACCEPTED_FOR_REVIEW, Case.review_round == 1)


@dataclass(frozen=True, slots=True)
class Batch:
    """The cases in the order in which they came, all experts by profile id, and the problem of both; how many experts
    cannot be asked in any case, by the code of the first reason (BR-08)."""

    cases: Sequence[Case]
    experts: Mapping[int, ExpertProfile]
    load: Workload
    problem: Problem
    unreachable: Mapping[str, int]


def count_waiting() -> int:
    """How many cases wait for experts; one query."""
    return db.session.scalar(select(func.count(Case.id)).where(*WAITS)) or 0


def waiting_ids(most: int | None = MOST) -> Sequence[int]:
    """The cases that wait for experts, the first to come first; one query."""
    waits = select(Case.id).where(*WAITS)
    return db.session.scalars(waits.order_by(Case.arrived_on, Case.id).limit(most)).all()


def waiting_cases() -> Sequence[Case]:
    """The same cases themselves; two queries."""
    found = db.session.scalars(
        select(Case)
        .where(Case.id.in_(waiting_ids()))
        .options(joinedload(Case.version))
        .order_by(Case.arrived_on, Case.id)
    )
    return found.all()


def batch_of(ids: Sequence[int]) -> Batch:
    """The problem of these cases with every expert whom nothing keeps from being asked at all.

    A fixed number of queries however many.
    """
    wanted = (
        joinedload(Case.version),
        joinedload(Case.programme).joinedload(Programme.organisation),
        selectinload(Case.assignments),
    )
    found = {case.id: case for case in db.session.scalars(select(Case).where(Case.id.in_(ids)).options(*wanted))}
    cases = [found[id] for id in ids if id in found]
    day = today()
    people = joinedload(ExpertProfile.user), selectinload(ExpertProfile.pauses)
    experts = db.session.scalars(select(ExpertProfile).options(*people)).all()
    load = workload(db.session(), experts, day)
    barred = out_of_reach(experts, load, day)
    free = [expert for expert in experts if expert.id not in barred]
    return Batch(
        cases=cases,
        experts={expert.id: expert for expert in experts},
        load=load,
        problem=Problem(tuple(_files(cases, free)), tuple(candidate_of(expert, load) for expert in free)),
        unreachable=Counter(reasons[0].code for reasons in barred.values()),
    )


def candidate_of(expert: ExpertProfile, load: Workload) -> Candidate:
    """The expert as the sums take it."""
    return Candidate(
        id=expert.id,
        county=expert.county_code,
        employer=expert.employer_id,
        fields=tuple(expert.fields or ()),
        load=load.open_reviews[expert.id],
        room=load.room(expert),
        year=load.this_year[expert.id],
        limit=expert.yearly_limit,
    )


def file_of(case: Case, barred: frozenset[int] = frozenset()) -> File:
    """The case as the sums take it."""
    types = case.version.answers.get("B3") or []
    return File(case.id, case.programme.county_code or "", wanted_fields(types), barred)


def _files(cases: Sequence[Case], free: Sequence[ExpertProfile]) -> list[File]:
    profiles = {expert.user_id: expert.id for expert in free}
    files = []
    for case, conflicted in conflicts_by_case([expert.user for expert in free], cases, today()):
        barred = {profiles[user_id] for user_id in conflicted}
        files.append(file_of(case, frozenset(barred | asked_before(case))))
    return files
