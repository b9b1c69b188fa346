"""Accounts as a list."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from models.db import db
from models.user import User
from workflow.queries.cases import Page

PAGE = 50


def page_of_people(words: str, number: int) -> Page:
    """People whose name or address holds every word, in Hungarian order; three queries however many rows."""
    wanted = select(User)
    for word in words.split():
        wanted = wanted.where(
            or_(
                *(column.icontains(word, autoescape=True) for column in (User.family_name, User.given_name, User.email))
            )
        )
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    last = max(1, -(-total // PAGE))
    number = min(max(1, number), last)
    whole = wanted.options(selectinload(User.appointments))
    rows = db.session.scalars(whole.order_by(User.sort_key, User.id).limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(rows=rows, number=number, last=last, total=total)
