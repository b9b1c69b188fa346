"""Organisations that forms offer."""

from collections.abc import Sequence

from sqlalchemy import select

from models.db import db
from models.organisation import Membership, Organisation
from models.user import User


def organisations_of(person: User) -> Sequence[Organisation]:
    """Those that the person writes for."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(select(Membership.organisation_id).where(Membership.user_id == person.id)))
        .order_by(Organisation.folded_name)
    ).all()


def all_organisations() -> Sequence[Organisation]:
    """Every organisation, by name."""
    return db.session.scalars(select(Organisation).order_by(Organisation.folded_name)).all()
