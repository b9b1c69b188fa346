"""What the queue and the clock call.  Each may run twice, and in several workers at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

import structlog
from flask import current_app
from sqlalchemy import delete

from models.db import db
from models.outbox import ClockMark, Heartbeat
from workflow.acts.erasing import erase_unused
from workflow.acts.importing import put_away_forgotten
from workflow.acts.joining import forget
from workflow.acts.previewing import preview_pictures
from workflow.acts.uploading import sweep_uploads
from workflow.clock import now
from workflow.errands.results import delete_expired
from workflow.events import Event
from workflow.notices.abandoned import abandoned_drafts, discard_forsaken, forsaken_drafts
from workflow.notices.announcing import announce
from workflow.notices.claims import recover
from workflow.notices.drain import drain
from workflow.notices.errands import bell
from workflow.notices.overdue import (
    begin_criteria,
    count_as_communicated,
    count_as_declined,
    criteria_due,
    end_unrevised,
    go_on_without_remarks,
    silent_applicants,
    unanswered_invitations,
    unopened_letters,
    unrevised_programmes,
)
from workflow.notices.queue import BEGIN_ERRANDS, let_ring
from workflow.notices.training import trainings_lapsing
from workflow.notices.watching import missed_deadlines, reminders_due
from workflow.refusals import Refused
from workflow.storage import Store

log = structlog.get_logger(__name__)

#: A worker that has been silent for so long is gone for good.
DEAD_WORKER = timedelta(days=1)
#: No deadline is watched for longer.
OLD_MARK = timedelta(days=800)


def deliver() -> None:
    """The queue rang: send what is due."""
    let_ring()
    drain()


def begin_errands() -> None:
    """The queue rang: the thread of the errands looks now, and mail waits for none of them."""
    let_ring(BEGIN_ERRANDS)
    bell.set()


def sweep() -> None:
    """Take up what dead workers left, and send what is due although nobody rang."""
    recover()
    drain()


def beat(name: str) -> None:
    """Say that this worker lives."""
    db.session.merge(Heartbeat(name=name, beat_at=now()))
    db.session.commit()


def remind() -> None:
    """ERT-06 and ERT-12: tell people of deadlines that come near, or that an expert has let pass."""
    announce(*reminders_due())


def watch_deadlines() -> None:
    """Tell the head of office of deadlines that have passed."""
    announce(*missed_deadlines())


def warn() -> None:
    """ERT-40: tell applicants of drafts in which nobody has written for a year."""
    announce(*abandoned_drafts())


def watch_trainings() -> None:
    """ERT-38: tell experts of method training that lapses."""
    announce(*trainings_lapsing())


def move_on() -> None:
    """What follows by itself from a day that passed; letters first, because their communication moves days."""
    for overdue, act in OVERDUE:
        for number in overdue():
            _alone(act, number)


def tidy() -> None:
    """Forget workers that are gone, marks that nothing asks for any more, requests to join, documents not recorded."""
    db.session.execute(delete(Heartbeat).where(Heartbeat.beat_at < now() - DEAD_WORKER))
    db.session.execute(delete(ClockMark).where(ClockMark.made_at < now() - OLD_MARK))
    forget(db.session())
    put_away_forgotten()
    db.session.commit()


def delete_results() -> None:
    """The files of errands are kept for a week."""
    delete_expired(Store(current_app.config["STORAGE_URL"]))


def forget_uploads() -> None:
    """Files that did not come completely are kept for a day."""
    sweep_uploads(Store(current_app.config["STORAGE_URL"]))


def erase_files() -> None:
    """What lay in the store for attachments that are gone."""
    erase_unused(Store(current_app.config["STORAGE_URL"]))


def make_previews() -> None:
    """Pictures that have come are shown small."""
    preview_pictures(Store(current_app.config["STORAGE_URL"]))


def _alone(act: Callable[[int], Iterable[Event]], number: int) -> None:
    try:
        announce(*act(number))
    except Refused as refusal:  # another worker's clock, or a person, was faster
        db.session.rollback()
        log.info("clock.refused", act=act.__name__, number=number, refusal=str(refusal))
    except Exception:  # one case that cannot go on must not hold up the others
        db.session.rollback()
        log.exception("clock.failed", act=act.__name__, number=number)


#: Who is overdue (ids), and what the clock does about each.
OVERDUE: tuple[tuple[Callable[[], Sequence[int]], Callable[[int], Iterable[Event]]], ...] = (
    (unopened_letters, count_as_communicated),
    (unanswered_invitations, count_as_declined),
    (silent_applicants, go_on_without_remarks),
    (unrevised_programmes, end_unrevised),
    (forsaken_drafts, discard_forsaken),
    (criteria_due, begin_criteria),
)
#: What runs on the clock of every worker, and after how many seconds again.
CLOCK: Mapping[Callable[[], None], float] = {
    sweep: 2.0,
    move_on: 300.0,
    remind: 300.0,
    watch_deadlines: 300.0,
    warn: 3600.0,
    watch_trainings: 3600.0,
    tidy: 3600.0,
    delete_results: 3600.0,
    forget_uploads: 3600.0,
    erase_files: 300.0,
    make_previews: 5.0,
}
