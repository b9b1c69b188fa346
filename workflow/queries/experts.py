"""Whom the head of office may choose for a case, with their load, and why not the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case as when
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from models.case import Case
from models.db import db
from models.expert import Assignment, ExpertProfile
from models.review import Review
from models.states import ACTIVE_ASSIGNMENT
from models.user import User
from workflow.clock import BUDAPEST, today
from workflow.counties import COUNTIES
from workflow.matching import Candidate as Place
from workflow.matching.single import best_three
from workflow.queries.matching import candidate_of, file_of
from workflow.queries.paging import Order
from workflow.screening import Obstacle, Workload, conflicts, unavailable

#: By what whoever chooses may sort the candidates.
SORTS: dict[str, Callable[["Candidate"], Any]] = {
    "open": lambda candidate: (candidate.open_reviews, candidate.this_year),
    "year": lambda candidate: (candidate.this_year, candidate.open_reviews),
    "county": lambda candidate: list(COUNTIES).index(candidate.expert.county_code),
    "name": lambda candidate: candidate.expert.user.sort_key,
}
USUAL = Order("open")
Trio = tuple["Candidate", "Candidate", "Candidate"]


@dataclass(frozen=True)
class Candidate:
    """An expert of the register: open reviews, reviews taken this year, and every reason against them."""

    expert: ExpertProfile
    open_reviews: int
    this_year: int
    obstacles: list[Obstacle] = field(default_factory=list)

    @property
    def is_eligible(self) -> bool:
        """Whether nothing keeps them off the case."""
        return not self.obstacles


def candidates(
    case: Case, *, together: Callable[[ExpertProfile], Sequence[Obstacle]] = lambda expert: ()
) -> list[Candidate]:
    """Every expert of the register, the least loaded first; a fixed number of queries however many they are.

    `together` adds what is wrong with an expert beside those who are on the case already.
    """
    experts = db.session.scalars(
        select(ExpertProfile)
        .join(ExpertProfile.user)
        .options(joinedload(ExpertProfile.user), selectinload(ExpertProfile.pauses))
        .order_by(User.sort_key, ExpertProfile.id)
    ).all()
    conflicted = conflicts([expert.user for expert in experts], case, today())
    load = load_of()
    busy = unavailable(experts, case, today(), load)
    found = [
        Candidate(
            expert,
            load.open_reviews[expert.id],
            load.this_year[expert.id],
            obstacles=[*conflicted.get(expert.user_id, ()), *busy.get(expert.id, ()), *together(expert)],
        )
        for expert in experts
    ]
    return sorted(found, key=lambda candidate: (candidate.open_reviews, candidate.this_year))


def in_order(found: Iterable[Candidate], order: Order) -> list[Candidate]:
    """The same candidates by name, county, open reviews or reviews of this year; equals stay as they stood."""
    return sorted(found, key=SORTS[order.by], reverse=order.falls)


def suggestion(eligible: Sequence[Candidate], case: Case) -> Trio | None:
    """The two and the reserve with the least load and the nearest fields that the rules of composition let stand."""
    people = {candidate.expert.id: candidate for candidate in eligible}
    chosen = best_three(file_of(case), [in_sums(candidate) for candidate in eligible])
    if chosen is None:
        return None
    one, other, reserve = (people[place.id] for place in chosen)
    return one, other, reserve


def in_sums(candidate: Candidate) -> Place:
    """The candidate as the sums of `workflow.matching` take it."""
    expert = candidate.expert
    load = Workload({expert.id: candidate.open_reviews}, {expert.id: candidate.this_year})
    return candidate_of(expert, load)


def load_of() -> Workload:
    """What every expert has to do (BR-08), in one query: see `workflow.screening.workload`."""
    new_year = datetime(today().year, 1, 1, tzinfo=BUDAPEST)
    rows = db.session.execute(
        select(
            Assignment.expert_id,
            func.sum(when((Review.closed_at.is_(None), 1), else_=0)),
            func.sum(when((Assignment.invited_at >= new_year, 1), else_=0)),
        )
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Assignment.state.in_(ACTIVE_ASSIGNMENT))
        .group_by(Assignment.expert_id)
    )
    load = Workload(defaultdict(int), defaultdict(int))
    for expert_id, still_open, of_this_year in rows:
        load.open_reviews[expert_id], load.this_year[expert_id] = int(still_open), int(of_this_year)
    return load
