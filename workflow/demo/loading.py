"""Plays the demonstration: every deed at its own time, one after the other, by the very acts that people use."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import update

from models.db import db
from models.outbox import Mail, MailStatus, Notice
from workflow.clock import at, now, today
from workflow.demo import deciding, practising
from workflow.demo.people import settle
from workflow.demo.stage import Stage, Story
from workflow.demo.stories import stories
from workflow.events import Event
from workflow.notices import announce
from workflow.storage import Store

#: Mails and notices older than this were sent and read long ago.
FRESH = timedelta(days=4)
CONVENED_BEFORE = 30
CERTIFIED_AFTER = 4
#: The third meeting waits for its certifier.
CERTIFIED = ("first", "second")


class Loaded(NamedTuple):
    """What was loaded."""

    people: int
    programmes: int


class Cue(NamedTuple):
    """A deed and its time."""

    moment: datetime
    act: Callable[[], Event | Iterable[Event] | None]


def load(*, password: str, store: Store, verify_at: Callable[[str], str]) -> Loaded:
    """Fill an empty database.  `password` is a hash; `verify_at` gives the public address of a verification code."""
    company = settle(password)
    announce()
    stage = Stage(company, store, verify_at, today())
    told = stories()
    with _nobody_else_writing():
        for cue in sorted([*_meetings(stage), *_deeds(stage, told), *_practice(stage)], key=lambda cue: cue.moment):
            with at(cue.moment):
                announce(*_events(cue.act()))
    _settle_post()
    announce()
    return Loaded(len(company.people), len(told))


@contextmanager
def _nobody_else_writing() -> Iterator[None]:
    """What was read stays true after a commit: a third of the time is saved."""
    session = db.session()
    session.expire_on_commit = False
    try:
        yield
    finally:
        session.expire_on_commit = True
        session.expire_all()


def _meetings(stage: Stage) -> Iterator[Cue]:
    for key, offset in deciding.MEETINGS.items():
        yield Cue(stage.moment(offset - CONVENED_BEFORE, 8), partial(deciding.convene, stage, key))
        if offset < 0:
            yield Cue(stage.moment(offset, 10), partial(deciding.open_meeting, stage, key))
            yield Cue(stage.moment(offset, 16), partial(deciding.close_meeting, stage, key))
        if key in CERTIFIED:
            day = offset + CERTIFIED_AFTER
            yield Cue(stage.moment(day, 9), partial(deciding.certify, stage, key))


def _deeds(stage: Stage, told: list[Story]) -> Iterator[Cue]:
    for nth, story in enumerate(told):
        offset = story.ends - sum(days for days, _ in story.way)
        for place, (days, deed) in enumerate(story.way):
            offset += days
            moment = stage.moment(offset, 11 + nth % 5, 2 * place)
            yield Cue(moment, partial(deed, story, stage))


def _practice(stage: Stage) -> Iterator[Cue]:
    for moment, act in practising.deeds(stage):
        yield Cue(moment, act)


def _events(result: Event | Iterable[Event] | None) -> list[Event]:
    if result is None:
        return []
    return [result] if isinstance(result, Event) else list(result)


def _settle_post() -> None:
    """What is not fresh was sent and read in its time, so that the worker begins with a handful."""
    old = now() - FRESH
    db.session.execute(
        update(Mail)
        .where(Mail.created_at < old)
        .values(status=MailStatus.SENT, sent_at=Mail.created_at, attempts=1)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(Notice)
        .where(Notice.created_at < old)
        .values(opened_at=Notice.created_at)
        .execution_options(synchronize_session=False)
    )
