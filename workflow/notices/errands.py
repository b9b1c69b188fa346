"""Errands on their way: asked for by a request, done by a worker, told of to whoever asked.

The row in the database is the errand and the queue only its doorbell; a worker that dies leaves a lease that ends.
"""

import hashlib
import time
from dataclasses import replace
from threading import Event

import structlog
from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.db import db, only_reading
from models.errand import Errand
from models.user import User
from workflow.clock import now
from workflow.errands import KINDS, claims
from workflow.errands.claims import Claim
from workflow.errands.kinds import CannotBeDone, Entered, Made
from workflow.errands.results import keep_result
from workflow.events import ErrandFailed, ErrandFinished
from workflow.notices.announcing import announce
from workflow.notices.drain import stopping
from workflow.notices.queue import BEGIN_ERRANDS, ring
from workflow.storage import Store
from workflow.text import Text

log = structlog.get_logger(__name__)

#: Set when somebody rang: the thread that does errands looks at once.
bell = Event()
#: Nothing that a person waits for takes longer; what does has gone astray.
MOST_SECONDS = 900.0
#: Progress is written down this often at most.
REPORT_SECONDS = 1.0
BROKE = Text(
    "Háromszor próbáltuk, mindháromszor megszakadt. Kérjük, szóljon a rendszergazdának.",
    "It was tried three times and broke off each time. Please tell the administrator.",
)
TOO_LONG = Text(
    "Negyedóra alatt sem készült el, ezért abbahagytuk.", "It was not done within a quarter of an hour and was stopped."
)
NOT_YOURS = Text("Ehhez most nincs joga, ezért nem készült el.", "You may not ask for this now, so it was not done.")


class NoLongerOurs(Exception):
    """It was cancelled, or another worker has taken it over."""


class Ending(Exception):
    """This worker ends: another one takes the errand over."""


def entrust(kind: str, *, by: User, arguments: dict[str, str], token: str) -> Errand:
    """Save an errand and ring.  It commits: nobody is told until it is done.  A second click (the same `token` of the
    same person) gives the errand of the first one."""
    mark = f"{by.id} {token}"[:64]
    errand = Errand(
        kind=kind, asked_by_id=by.id, arguments=arguments, birth_token=mark, created_at=now(), doing={}, failure={}
    )
    db.session.add(errand)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return db.session.scalars(select(Errand).where(Errand.birth_token == mark)).one()
    ring(BEGIN_ERRANDS)
    return errand


def do_errands() -> None:
    """Do what is due until nothing is, or the process ends."""
    for errand_id in claims.hopeless():
        if claims.give_up(errand_id, BROKE):
            errand = db.session.get_one(Errand, errand_id)
            _tell(ErrandFailed, errand_id, errand.kind, errand.asked_by_id)
        db.session.rollback()
    while not stopping.is_set() and (held := claims.claim()) is not None:
        _do(held)


class Progress:
    """What the function of a kind is handed as `report`."""

    def __init__(self, held: Claim) -> None:
        self.held = held
        self.said: Text | None = None
        self.latest: tuple[int, int | None, Text] | None = None
        self.ends, self.again = time.monotonic() + MOST_SECONDS, 0.0

    def __call__(self, done: int, total: int | None, doing: Text) -> None:
        """See `workflow.errands.kinds.Report`."""
        if stopping.is_set():
            raise Ending
        if time.monotonic() > self.ends:
            raise CannotBeDone(TOO_LONG)
        self.latest = (done, total, doing)
        if doing != self.said or time.monotonic() >= self.again:
            self.write()

    def write(self) -> None:
        """Write down what was reported last, if it is not yet."""
        if self.latest is None:
            return
        done, total, doing = self.latest
        if not claims.renew(self.held, done=done, total=total, doing=doing):
            raise NoLongerOurs
        self.said, self.latest, self.again = doing, None, time.monotonic() + REPORT_SECONDS


def _do(held: Claim) -> None:
    try:
        _demand_permission(held)
        progress = Progress(held)
        store = Store(current_app.config["STORAGE_URL"])
        result = KINDS[held.task.kind].do(replace(held.task, files=store), progress)
        progress.write()
        _deliver(held, result, store)
    except Ending:
        claims.put_back(held)
    except NoLongerOurs:
        log.info("errand.no_longer_ours", errand=held.task.id)
    except CannotBeDone as refusal:
        _fail(held, refusal.why)
    except Exception:  # an errand that breaks must not hold up the others
        db.session.rollback()
        log.exception("errand.broke", errand=held.task.id, attempts=held.attempts)
        if held.attempts >= claims.MOST_ATTEMPTS:
            _fail(held, BROKE)
        else:
            claims.put_off(held)


def _demand_permission(held: Claim) -> None:
    """Who asked may have lost the role meanwhile, and an old row may name a kind that there is no more."""
    with only_reading():
        person = db.session.get_one(User, held.task.asked_by_id)
        if held.task.kind not in KINDS or not KINDS[held.task.kind].may(person):
            raise CannotBeDone(NOT_YOURS)


def _deliver(held: Claim, result: Made | Entered, store: Store) -> None:
    if isinstance(result, Made):
        digest = hashlib.sha256(result.content).hexdigest()
        if not claims.note_result(held, result, digest):
            raise NoLongerOurs
        keep_result(held.task.id, digest, result.content, store)
    if not claims.finish(held):
        db.session.rollback()
        raise NoLongerOurs
    if isinstance(result, Entered):
        result.enter()
    _tell(ErrandFinished, held.task.id, held.task.kind, held.task.asked_by_id)


def _fail(held: Claim, why: Text) -> None:
    if claims.fail(held, why):
        log.warning("errand.failed", errand=held.task.id, why=why.en)
        _tell(ErrandFailed, held.task.id, held.task.kind, held.task.asked_by_id)
    db.session.rollback()


def _tell(what: type[ErrandFinished] | type[ErrandFailed], errand_id: int, kind: str, asked_by_id: int) -> None:
    """The end and its notice are saved together."""
    event = what(
        case_id=None,
        by_id=None,
        title="",
        case_number=None,
        errand_id=errand_id,
        errand_kind=kind,
        asked_by_id=asked_by_id,
    )
    announce(event)
