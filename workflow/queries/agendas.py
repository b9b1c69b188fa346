"""Which cases may be put on an agenda, and which of them first."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models.case import Case
from models.db import db
from models.expert import Assignment
from models.programme import Programme
from models.states import CaseState, Role
from models.user import User
from workflow.agreement import Contest
from workflow.parties import holds
from workflow.permissions import may_prepare_agenda
from workflow.queries.agreement import contested


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for a meeting, as a line (id, number, title); how far its experts differ, None if not much."""

    case: Any
    contest: Contest | None


def waiting_for(person: User) -> list[Waiting]:
    """The cases that `person` may put on an agenda: the contested ones first, the most contested on top; then as they
    came.  Five queries, the chair three more, however many."""
    lines = db.session.execute(
        select(Case.id, Case.number, Programme.title)
        .join(Case.programme)
        .where(Case.state == CaseState.WAITING_FOR_A_MEETING)
        .order_by(Case.arrived_on, Case.id)
    ).all()
    ids = [line.id for line in lines]
    if not holds(person, Role.HEAD_OF_OFFICE):
        ids = [id for id in ids if id in listable_by(person, ids)]
    found = contested(ids)
    waiting = [Waiting(line, found.get(line.id)) for line in lines if line.id in ids]
    return sorted(waiting, key=lambda one: (one.contest is None, -one.contest.points if one.contest else 0))


def listable_by(person: User, ids: Collection[int]) -> frozenset[int]:
    """Of the cases with these ids, those that `person` may put on an agenda as chair of the workshop (T23).

    The conflict screen reads names in the application, so it cannot be asked of the database alone: two queries and
    the screen's one, for the chair only, however many cases.
    """
    if not ids or not holds(person, Role.WORKSHOP_CHAIR):
        return frozenset()
    waiting = db.session.scalars(
        select(Case)
        .options(
            joinedload(Case.version),
            joinedload(Case.programme).joinedload(Programme.organisation),
            selectinload(Case.assignments).joinedload(Assignment.expert),
        )
        .where(Case.id.in_(ids), Case.state == CaseState.WAITING_FOR_A_MEETING)
    )
    return frozenset(case.id for case in waiting if may_prepare_agenda(person, case))
