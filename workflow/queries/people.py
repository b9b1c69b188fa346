"""Who is who: the people that notices go to and that forms offer."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select

from models.case import Case
from models.db import db
from models.organisation import Membership, Part
from models.programme import Programme
from models.states import Role
from models.user import Appointment, User, full_name
from workflow.clock import today


def holders(*roles: Role, county: str | None = None, on: date | None = None) -> Sequence[User]:
    """Active people appointed to any of `roles` (in `county`, if given), by Hungarian order of their names."""
    day = on or today()
    held = [
        Appointment.role.in_(roles),
        Appointment.from_on <= day,
        or_(Appointment.to_on.is_(None), Appointment.to_on >= day),
    ]
    if county is not None:
        held.append(Appointment.county_code == county)
    return db.session.scalars(
        select(User)
        .where(User.active.is_(True), User.id.in_(select(Appointment.user_id).where(*held)))
        .order_by(User.sort_key, User.id)
    ).all()


def applicants_of(case_id: int) -> Sequence[User]:
    """The legal representatives and staff of the applicant: those who get its letters."""
    return _members(case_id, tuple(Part))


def representatives_of(case_id: int) -> Sequence[User]:
    """The legal representatives of the applicant."""
    return _members(case_id, (Part.REPRESENTATIVE,))


def officer_of(case_id: int) -> Sequence[User]:
    """The officer of the case (none or one)."""
    return db.session.scalars(select(User).join(Case, Case.officer_id == User.id).where(Case.id == case_id)).all()


def developers_for(case_id: int) -> Sequence[User]:
    """The county developers of the programme's county."""
    county = db.session.scalar(
        select(Programme.county_code).join(Case, Case.programme_id == Programme.id).where(Case.id == case_id)
    )
    return holders(Role.COUNTY_DEVELOPER, county=county) if county else []


def by_ids(ids: Sequence[int]) -> Sequence[User]:
    """These people, as far as they are active."""
    return db.session.scalars(select(User).where(User.id.in_(ids), User.active.is_(True)).order_by(User.id)).all()


def names_of(ids: Collection[int]) -> dict[int, str]:
    """The full names of these people, by user id, whether they are still active or not; one query."""
    if not ids:
        return {}
    parts = (User.prefix, User.family_name, User.given_name, User.suffix)
    return {row.id: full_name(row) for row in db.session.execute(select(User.id, *parts).where(User.id.in_(ids)))}


def _members(case_id: int, parts: tuple[Part, ...]) -> Sequence[User]:
    organisation = (
        select(Programme.organisation_id)
        .join(Case, Case.programme_id == Programme.id)
        .where(Case.id == case_id)
        .scalar_subquery()
    )
    return db.session.scalars(
        select(User)
        .where(
            User.active.is_(True),
            User.id.in_(
                select(Membership.user_id).where(Membership.organisation_id == organisation, Membership.part.in_(parts))
            ),
        )
        .order_by(User.sort_key, User.id)
    ).all()
