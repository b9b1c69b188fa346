"""What is known of a person's ties and advice."""

from collections.abc import Sequence

from sqlalchemy import select

from models.db import db
from models.expert import Consultation
from models.organisation import Relation
from models.programme import Programme
from models.user import User


def ties_of(person: User) -> Sequence[Relation]:
    """Ties to organisations, the latest first."""
    return db.session.scalars(
        select(Relation).where(Relation.user_id == person.id).order_by(Relation.from_on.desc(), Relation.id)
    ).all()


def advice_of(person: User) -> Sequence[tuple[Consultation, Programme]]:
    """Advice given, with its programme, the latest first."""
    rows = db.session.execute(
        select(Consultation, Programme)
        .join(Programme, Programme.id == Consultation.programme_id)
        .where(Consultation.adviser_id == person.id)
        .order_by(Consultation.on.desc(), Consultation.id)
    )
    return [(consultation, programme) for consultation, programme in rows]
