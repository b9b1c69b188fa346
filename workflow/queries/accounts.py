"""Accounts as a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from models.db import db
from models.states import Role
from models.user import Appointment, User
from workflow.clock import today
from workflow.queries.paging import PAGE, Order, Page, cut, ordered, read_through

#: By what the list can be sorted, and by which columns: titles before a name do not count (names, 9.3).
SORTS = {"name": (User.sort_key,), "email": (User.email,)}
USUAL = Order("name")


@dataclass(frozen=True)
class PeopleFilters:
    """Who is looked for; an empty one asks for nothing."""

    words: str = ""
    role: Role | None = None
    county: str = ""


def page_of_people(asked: PeopleFilters, *, order: Order = USUAL, number: int = 1) -> Page:
    """People with their appointments; three queries however many rows."""
    wanted = _wanted(asked)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number, last = cut(number, total)
    whole = wanted.options(selectinload(User.appointments)).order_by(*ordered(SORTS, order, User.sort_key, User.id))
    rows = db.session.scalars(whole.limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(rows=rows, number=number, last=last, total=total)


def count_people(asked: PeopleFilters) -> int:
    """How many they are."""
    return db.session.scalar(select(func.count()).select_from(_wanted(asked).subquery())) or 0


def all_people(asked: PeopleFilters, *, order: Order = USUAL) -> Iterator[User]:
    """The same people on one page without end; two queries for each five hundred."""
    whole = _wanted(asked).options(selectinload(User.appointments))
    whole = whole.order_by(*ordered(SORTS, order, User.sort_key, User.id))
    return (person for (person,) in read_through(whole))


def _wanted(asked: PeopleFilters) -> Select[User]:
    """People whose name or address holds every word, and who hold the role (in the county) today."""
    wanted = select(User)
    for word in asked.words.split():
        columns = (User.family_name, User.given_name, User.email)
        wanted = wanted.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    held = []
    if asked.role is not None:
        held.append(Appointment.role == asked.role)
    if asked.county:
        held.append(Appointment.county_code == asked.county)
    if held:
        day = today()
        held += [Appointment.from_on <= day, or_(Appointment.to_on.is_(None), Appointment.to_on >= day)]
        wanted = wanted.where(User.id.in_(select(Appointment.user_id).where(*held)))
    return wanted
