"""Two people write one application at once: is every character that was acknowledged still there, or was it shown?

Each writer is a process with a window of its own on one real SQLite file.  It types words that nobody else types, sends
each text with the mark that it began from, now and then sends an older text late, and where the other was quicker looks
at both texts and keeps one of them.  What was acknowledged is kept here, apart from what the product remembers.
"""

import random
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import OperationalError

from app import create_app
from models.case import Case
from models.db import db
from models.organisation import Membership, Part
from models.user import User
from workflow.acts import drafting
from workflow.acts.appointing import enter_organisation, enter_person
from workflow.acts.marking import Window, WrittenMeanwhile
from workflow.acts.writing import mark_of, write_seen
from workflow.notices import announce
from workflow.queries.cases import WITH_APPLICANT

FIELDS = ("D1", "E1", "E2", "G3", "L1")
#: Characters after which a writer takes words out again; how many words; of a hundred sends, how many come late.
LONG, CUT, LATE = 1_200, 40, 2
#: Seconds between two sends, in which the other writer gets at the database.
PAUSE = 0.001


@dataclass
class Log:
    """What one writer was told: words acknowledged, shown as the other version, taken out on purpose; three counts."""

    acknowledged: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    conflicts: int = 0
    late: int = 0
    unanswered: int = 0


@dataclass(frozen=True)
class Found:
    """Of all edits: the words that are nowhere, how often both texts were shown, how many sends came late or failed."""

    lost: set[str]
    acknowledged: int
    conflicts: int
    late: int
    unanswered: int
    seconds: float


class Writer:
    """One person with one window.  `blind`: sends with whatever mark stands there, as a draft without marks would."""

    def __init__(self, case_id: int, user_id: int, name: str, seed: int, *, blind: bool = False) -> None:
        self.case_id, self.user_id, self.name, self.blind = case_id, user_id, name, blind
        self.chance = random.Random(seed)
        self.texts: dict[str, str] = dict.fromkeys(FIELDS, "")
        self.seen: dict[str, int] = dict.fromkeys(FIELDS, 0)
        self.turn = 0
        self.log = Log()

    def edit(self, number: int) -> None:
        """Type one new word somewhere; take some out where the text has grown long; send it until it is settled."""
        code = self.chance.choice(FIELDS)
        words, gone = self.texts[code].split(), set[str]()
        if len(self.texts[code]) > LONG:
            at = self.chance.randrange(len(words) - CUT)
            gone = set(words[at : at + CUT])
            del words[at : at + CUT]
        words.insert(self.chance.randint(0, len(words)), f"{self.name}{number}")
        before, turn = self.texts[code], self.turn
        if self._settle(code, " ".join(words), gone) and self.chance.randrange(100) < LATE:
            self._send_late(code, before, turn)

    def _send_late(self, code: str, text: str, turn: int) -> None:
        """What was on its way all the time comes after what was sent later: left aside, or shown as a conflict."""
        with suppress(OperationalError, WrittenMeanwhile):
            self._send(code, text, turn, keeps=False)
            self.log.late += 1

    def _settle(self, code: str, text: str, gone: set[str]) -> bool:
        while True:
            self.turn += 1
            time.sleep(PAUSE)
            try:
                self._send(code, text, self.turn)
            except OperationalError:
                self.log.unanswered += 1  # the database was busy for five seconds: the page sends it again
            except WrittenMeanwhile as found:
                other = found.others[code]
                self.log.conflicts += 1
                self.log.shown |= set(str(other.value).split())
                self.seen[code] = other.mark.number
                if self.chance.random() < 0.5:
                    self.texts[code] = str(other.value)
                    return False
            else:
                self.texts[code] = text
                self.log.acknowledged |= set(text.split())
                self.log.removed |= gone
                return True

    def _send(self, code: str, text: str, turn: int, *, keeps: bool = True) -> None:
        """One save, as a request does it: a session of its own, ended by a commit or undone."""
        try:
            case = db.session.get_one(Case, self.case_id, options=WITH_APPLICANT)
            by = db.session.get_one(User, self.user_id)
            seen = mark_of(case.version, code).number if self.blind else self.seen[code]
            window = Window(self.name, turn)
            marks = write_seen(case, case.version, {code: text}, seen={code: seen}, by=by, window=window)
            announce()
            if keeps:
                self.seen[code] = marks[code].number
        finally:
            db.session.remove()


def two_writers(place: Path, edits: int, *, blind: bool = False) -> Found:
    """Let both write so many edits together on a new database under `place`, and look for what is nowhere."""
    settings = settings_at(place)
    app = create_app(dict(settings))
    case_id, writers = a_draft(app)
    context = get_context("spawn")
    told: Queue[Log] = context.Queue()
    began = time.monotonic()
    half = edits // 2
    processes = [
        context.Process(target=write, args=(settings, case_id, user_id, name, half, blind, told))
        for name, user_id in zip("ab", writers, strict=True)
    ]
    for process in processes:
        process.start()
    logs = [told.get(timeout=3600) for _ in processes]
    for process in processes:
        process.join()
    with app.app_context():
        answers = db.session.get_one(Case, case_id).version.answers
        there = {word for code in FIELDS for word in str(answers.get(code) or "").split()}
    return found_in(logs, there, time.monotonic() - began)


def found_in(logs: list[Log], there: set[str], seconds: float) -> Found:
    """What was acknowledged and is neither in the draft nor was shown to anybody nor taken out on purpose."""
    acknowledged = set[str]().union(*(log.acknowledged for log in logs))
    accounted = there.union(*(log.shown | log.removed for log in logs))
    counts = (sum(getattr(log, name) for log in logs) for name in ("conflicts", "late", "unanswered"))
    return Found(acknowledged - accounted, len(acknowledged), *counts, seconds=seconds)


def write(
    settings: Mapping[str, str], case_id: int, user_id: int, name: str, edits: int, blind: bool, told: "Queue[Log]"
) -> None:
    """The body of one process."""
    app = create_app(dict(settings))
    writer = Writer(case_id, user_id, name, seed=ord(name), blind=blind)
    with app.app_context():
        for number in range(edits):
            writer.edit(number)
    told.put(writer.log)


def settings_at(place: Path) -> dict[str, str]:
    """An installation of its own under `place`."""
    return {
        "MERCE_MODE": "testing",
        "DATABASE_URL": f"sqlite:///{place / 'writing.db'}",
        "DATA_DIR": str(place),
        "SECRET_KEY": "not a secret",
        "SECURITY_PASSWORD_SALT": "not a secret",
        "PUBLIC_URL": "http://127.0.0.1",
        "MAIL_FROM": "merce@merce.example",
    }


def a_draft(app: Flask) -> tuple[int, list[int]]:
    """An organisation with two people and one draft; the ids of the draft and of both."""
    with app.app_context():
        db.create_all()
        organisation = enter_organisation("Két Író Köre (fiktív)", county_code="20")
        people: list[Any] = [
            enter_person(email=f"{name}@merce.example", family_name="Író", given_name=name) for name in ("Aba", "Bea")
        ]
        organisation.memberships += [Membership(user_id=person.id, part=Part.STAFF) for person in people]
        db.session.flush()
        case, event = drafting.open_draft("Közös kert", organisation, by=people[0], token="two writers")  # noqa: S106
        announce(event)
        return case.id, [person.id for person in people]
