"""Which cases the chair may put on an agenda."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models.case import Case
from models.db import db
from models.expert import Assignment
from models.programme import Programme
from models.states import CaseState, Role
from models.user import User
from workflow.parties import holds
from workflow.permissions import may_prepare_agenda


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
