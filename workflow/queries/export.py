"""What the export of all cases writes: the lines of cases and of their steps, a portion at a time, by growing id."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from models.case import Case, Step
from models.db import db
from models.decision import Decision
from models.organisation import Organisation
from models.programme import Accreditation, Programme
from models.user import User
from workflow.queries.cases import opened_by

_CASE = (
    Case.id,
    Case.number,
    Case.state,
    Case.arrival,
    Case.arrived_on,
    Case.criteria_version,
    Case.review_round,
    Programme.number.label("programme_number"),
    Programme.title,
    Programme.county_code,
    Organisation.name.label("organisation"),
    *(User.prefix, User.family_name, User.given_name, User.suffix),
    Decision.outcome,
    Decision.resolution_number,
    Decision.decided_on,
    Decision.issued_at,
    Accreditation.number.label("accreditation_number"),
    Accreditation.status,
    Accreditation.valid_from,
    Accreditation.valid_to,
)


def count_of_cases(person: User) -> int:
    """How many cases this person may open."""
    return db.session.scalar(select(func.count(Case.id)).where(opened_by(person))) or 0


def count_of_steps(person: User) -> int:
    """How many steps these cases have taken."""
    asked = select(func.count(Step.id)).join(Case, Case.id == Step.case_id).where(opened_by(person))
    return db.session.scalar(asked) or 0


def lines_of_cases(person: User, *, after: int, most: int) -> Sequence[Any]:
    """The next cases that this person may open, with organisation, officer, standing decision and accreditation."""
    standing = (
        select(func.max(Decision.id))
        .where(Decision.case_id == Case.id, Decision.sent_back_at.is_(None), Decision.issued_at.is_not(None))
        .correlate(Case)
        .scalar_subquery()
    )
    asked = (
        select(*_CASE)
        .join(Programme, Programme.id == Case.programme_id)
        .join(Organisation, Organisation.id == Programme.organisation_id)
        .outerjoin(User, User.id == Case.officer_id)
        .outerjoin(Decision, Decision.id == standing)
        .outerjoin(Accreditation, Accreditation.case_id == Case.id)
        .where(opened_by(person), Case.id > after)
    )
    return db.session.execute(asked.order_by(Case.id).limit(most)).all()


def lines_of_steps(case_ids: Sequence[int]) -> Sequence[Any]:
    """The steps of these cases, each case's in their order.  Nobody's name: who took a step is said by its row."""
    asked = select(Step.case_id, Step.ordinal, Step.name, Step.from_state, Step.to_state, Step.at, Step.reason)
    return db.session.execute(asked.where(Step.case_id.in_(case_ids)).order_by(Step.case_id, Step.ordinal)).all()
