"""How an errand stands, as a screen shows it and a poll compares it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import select

from models.db import db
from models.errand import UNFINISHED, Errand, ErrandState
from models.user import User
from workflow.errands import KINDS, title_of
from workflow.errands.results import has_result
from workflow.refusals import Refusal
from workflow.text import Text

#: As many as a list shows.
LATEST = 30
NO_FILE = Refusal(
    "no_file",
    Text("Ez a fájl már nincs meg: egy hét után töröljük.", "This file is gone: files are deleted after a week."),
)
ENDED = Refusal("ended", Text("Ez a munka közben véget ért.", "This errand has come to its end meanwhile."))


@dataclass(frozen=True, slots=True)
class Progress:
    """`percent` is None while nobody knows how much there is to do; it is 100 only when everything is done.

    `stage` changes at the start, at each quarter and at the end: what is worth being read out.  `mark` changes with
    everything that is shown.
    """

    errand: Errand
    title: Text
    doing: Text | None
    failure: Text | None
    percent: int | None
    stage: str
    mark: str
    has_result: bool
    makes_file: bool

    @property
    def is_live(self) -> bool:
        """Whether it is worth asking again."""
        return self.errand.is_unfinished

    def has_another_stage_than(self, mark: str) -> bool:
        """Whether since `mark` (any text; "" for nothing seen) something has happened that is worth being read out."""
        return bool(mark) and mark.rpartition("-")[0] != self.stage


def progress_of(errand: Errand) -> Progress:
    """How it stands."""
    percent = _percent(errand)
    stage = f"{errand.state.value}-{(percent or 0) // 25}" if errand.is_unfinished else errand.state.value
    seen = f"{errand.done} {errand.total} {errand.doing} {has_result(errand)}"
    return Progress(
        errand=errand,
        title=title_of(errand.kind),
        doing=Text(**errand.doing) if errand.doing else None,
        failure=Text(**errand.failure) if errand.failure else None,
        percent=percent,
        stage=stage,
        mark=f"{stage}-{crc32(seen.encode()):x}",
        has_result=errand.state == ErrandState.DONE and has_result(errand),
        makes_file=errand.kind not in KINDS or KINDS[errand.kind].makes_file,
    )


def errands_of(person: User) -> list[Progress]:
    """The latest errands of this person, newest first; one query."""
    asked = select(Errand).where(Errand.asked_by_id == person.id).order_by(Errand.id.desc()).limit(LATEST)
    return [progress_of(errand) for errand in db.session.scalars(asked)]


def unfinished_of(person: User) -> Sequence[Progress]:
    """Those that still wait or run; one query."""
    asked = select(Errand).where(Errand.asked_by_id == person.id, Errand.state.in_(UNFINISHED)).order_by(Errand.id)
    return [progress_of(errand) for errand in db.session.scalars(asked)]


def may_still(person: object, errand: Errand) -> bool:
    """Whether who asked may still ask for such a thing: a role may have ended since."""
    return errand.kind in KINDS and KINDS[errand.kind].may(person)


def _percent(errand: Errand) -> int | None:
    if errand.state == ErrandState.DONE:
        return 100
    if errand.state == ErrandState.WAITING:
        return 0
    if errand.total is None:
        return None
    return min(99, errand.done * 100 // errand.total) if errand.total else 0
