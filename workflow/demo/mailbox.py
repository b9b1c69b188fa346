"""The mails of the demonstration as its mailbox shows them: none of them leaves the machine."""

from sqlalchemy import func, select

from models.db import db
from models.outbox import Mail
from workflow.queries.paging import PAGE, Order, Page, cut, ordered

#: By what the mailbox can be sorted.
SORTS = {"written": (Mail.created_at,), "subject": (Mail.subject,)}
USUAL = Order("written", falls=True)


def page_of_mails(*, address: str = "", order: Order = USUAL, number: int = 1) -> Page:
    """The mails (to one address, if given), usually newest first.  Two queries however many rows."""
    wanted = select(Mail).where(Mail.address == address) if address else select(Mail)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number, last = cut(number, total)
    found = wanted.order_by(*ordered(SORTS, order, Mail.created_at.desc(), Mail.id.desc()))
    rows = db.session.scalars(found.limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(rows=rows, number=number, last=last, total=total)


def recipients() -> list[tuple[str, str]]:
    """Address and name of everybody who got a mail, by address."""
    found = select(Mail.address, func.max(Mail.recipient)).group_by(Mail.address).order_by(Mail.address)
    return [(address, name) for address, name in db.session.execute(found)]
