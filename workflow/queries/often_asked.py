"""What the office asks for most often in completion requests: learned from those that went out here."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models.completion import CompletionItem, CompletionRequest
from models.db import db
from workflow.application import expand

#: Fewer requests say nothing of a habit.
ENOUGH = 10
#: How many of the latest requests are looked at, and how many fields are named.
LATEST, MOST = 300, 5
#: A field is often asked for when it stands in one request of so many.
ONE_IN = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A field, and in how many of how many requests it was named."""

    field: str
    times: int
    of: int


def often_asked() -> list[Asked]:
    """The fields named most often in the latest requests, the most frequent first; none before there are ENOUGH."""
    latest = (
        select(CompletionRequest.id)
        .where(CompletionRequest.sent_at.is_not(None))
        .order_by(CompletionRequest.id.desc())
        .limit(LATEST)
        .subquery()
    )
    named: dict[int, set[str]] = {}
    for request, fields in db.session.execute(
        select(CompletionItem.request_id, CompletionItem.fields).join(latest, latest.c.id == CompletionItem.request_id)
    ):
        named.setdefault(request, set()).update(_codes(fields))
    if len(named) < ENOUGH:
        return []
    times = Counter(code for codes in named.values() for code in codes)
    common = sorted(times.items(), key=lambda counted: (-counted[1], counted[0]))
    return [Asked(code, count, len(named)) for code, count in common[:MOST] if count * ONE_IN >= len(named)]


def _codes(fields: str) -> Iterator[str]:
    """The codes named; an item about an earlier form may name a field that is not asked any more."""
    try:
        yield from expand(fields)
    except ValueError:
        return
