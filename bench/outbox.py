"""Is any notice lost or doubled while workers and Valkey are killed with -9, and how fast do notices leave?

    python -m bench.outbox            1,000 notices, 20 workers and 3 Valkeys killed; a minute or two
    python -m bench.outbox --short    the same in small, for the tests

Real processes: two workers, Valkey on a socket, an SMTP server that counts what it takes.  Every second notice
has legal effect.  In the end a person of the office, played here, looks at what was held and sends again only what
the mail server never saw.  Exit status 1 when a notice was lost or doubled.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app import create_app
from bench.processes import Killable, valkey, worker
from models.db import db
from models.outbox import HELD, UNSENT, Mail, MailStatus
from models.states import Role
from tests.delivery import Sink, a_case, a_mail_server, a_person, appoint
from workflow.events import CompletionRequested, MinutesCertified
from workflow.notices import announce
from workflow.notices.settling import note_arrival, send_again

WORKERS = 2


@dataclass(frozen=True)
class Plan:
    """How much is announced and killed; `lease` of a claim and `patience` for the end, in seconds."""

    notices: int
    undisturbed: int
    worker_kills: int
    valkey_kills: int
    lease: float
    patience: float


FULL = Plan(notices=1000, undisturbed=300, worker_kills=20, valkey_kills=3, lease=10, patience=90)
SHORT = Plan(notices=120, undisturbed=40, worker_kills=4, valkey_kills=1, lease=2, patience=15)


def main() -> int:
    """Run the plan, print the figures.  Returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="a small run, under 25 seconds")
    parser.add_argument("--database", metavar="URL", help="an empty database (a new SQLite file)")
    asked = parser.parse_args()
    sink = Sink()
    with tempfile.TemporaryDirectory(prefix="merce-", dir="/tmp") as place, a_mail_server(sink) as smtp_url:
        settings = {
            "MERCE_MODE": "development",
            "DATA_DIR": place,
            "DATABASE_URL": asked.database or f"sqlite:///{place}/merce.db",
            "REDIS_URL": f"unix://{place}/valkey.sock",
            "SMTP_URL": smtp_url,
            "MAIL_FROM": "merce@merce.example",
            "PUBLIC_URL": "https://merce.example",
        }
        return trial(SHORT if asked.short else FULL, Path(place), settings, sink)


def trial(plan: Plan, place: Path, settings: dict[str, str], sink: Sink) -> int:
    app = create_app(settings)
    hurried = {**settings, "MAIL_LEASE_SECONDS": plan.lease, "MAIL_CAP_SECONDS": plan.lease / 2}
    with app.app_context():
        db.create_all()
        appoint(a_person("elnok@merce.example"), Role.PRESIDENT)
        case_id = a_case(representative=a_person("kepviselo@merce.example")).id
        store = valkey(place)
        workers = [worker(hurried, place / f"worker-{number}.log") for number in range(WORKERS)]
        try:
            rate = undisturbed(plan, case_id, sink)
            took = disturbed(plan, app, case_id, sink, workers, store)
            held, unseen = settle(sink, plan)
        finally:
            for process in (*workers, store):
                process.end()
        return report(plan, sink, rate=rate, took=took, held=held, unseen=unseen)


def undisturbed(plan: Plan, case_id: int, sink: Sink) -> float:
    """Notices a second, from rows that wait to letters that are taken, with nobody killed."""
    tell(1, case_id)
    wait_for(lambda: len(sink.taken) == 1, plan.patience)  # the workers are up
    tell(plan.undisturbed - 1, case_id)
    first = len(sink.taken)
    began = time.monotonic()
    wait_for(lambda: len(sink.taken) >= plan.undisturbed, plan.patience)
    return (plan.undisturbed - first) / (time.monotonic() - began)


def disturbed(plan: Plan, app: Flask, case_id: int, sink: Sink, workers: list[Killable], store: Killable) -> float:
    """Announce the rest while killing; returns the seconds until nothing is on its way any more."""
    began = time.monotonic()
    telling = threading.Thread(target=tell_in_context, args=(app, plan.notices - plan.undisturbed, case_id))
    telling.start()
    valkeys_at = {plan.worker_kills * (number + 1) // (plan.valkey_kills + 1) for number in range(plan.valkey_kills)}
    for number in range(plan.worker_kills):
        share = (plan.notices - plan.undisturbed) * (number + 1) // (plan.worker_kills + 2)
        wait_for(lambda mark=plan.undisturbed + share: len(sink.taken) >= mark, 5, must=False)
        time.sleep(random.uniform(0, 0.02))
        workers[number % len(workers)].kill_and_restart()
        if number in valkeys_at:
            store.kill_and_restart(pause=1)
    telling.join()
    wait_for(lambda: not on_the_way(), plan.patience)
    return time.monotonic() - began


def settle(sink: Sink, plan: Plan) -> tuple[int, int]:
    """What the office does with held letters.  Returns how many there were, and how many had not arrived."""
    held = db.session.execute(select(Mail.id, Mail.message_id).where(Mail.status.in_(HELD))).all()
    unseen = [mail_id for mail_id, message_id in held if message_id not in sink.ids]
    for mail_id, _ in held:
        (send_again if mail_id in unseen else note_arrival)(mail_id)
    wait_for(lambda: not on_the_way(), plan.patience)
    return len(held), len(unseen)


def report(plan: Plan, sink: Sink, *, rate: float, took: float, held: int, unseen: int) -> int:
    """Print the figures; the exit status is 1 when something was lost or doubled."""
    mails = db.session.execute(select(Mail.message_id, Mail.has_legal_effect, Mail.status)).all()
    taken = Counter(sink.ids)
    lost = sum(1 for mail in mails if mail.message_id not in taken) + plan.notices - len(mails)
    strangers = taken.keys() - {mail.message_id for mail in mails}
    doubled = len(strangers) + sum(1 for mail in mails if mail.has_legal_effect and taken[mail.message_id] > 1)
    again = sum(1 for mail in mails if not mail.has_legal_effect and taken[mail.message_id] > 1)
    print(f"notices                          {len(mails)}")
    print(f"workers killed, Valkeys killed   {plan.worker_kills}, {plan.valkey_kills}")
    print(f"lost                             {lost}")
    print(f"doubled                          {doubled}")
    print(f"no legal effect, sent again      {again}  (under the same Message-ID: the mailbox shows one)")
    print(f"legal effect, held for a person  {held}  (of which {unseen} had not arrived and were sent again)")
    print(f"rate, undisturbed                {rate:.0f}/s with {WORKERS} workers")
    print(f"time, with the kills             {took:.0f} s, {(plan.notices - plan.undisturbed) / took:.0f}/s")
    unsent = [mail for mail in mails if mail.status != MailStatus.SENT]
    return 1 if lost or doubled or unsent else 0


def tell(notices: int, case_id: int) -> None:
    """Announce so many notices, one an event; every second one has legal effect."""
    about = {"by_id": None, "title": "Minta", "case_number": "AKR/1/2027"}
    for number in range(notices):
        if number % 2:
            announce(CompletionRequested(**about, case_id=case_id, document_id=1, items=2, due_on="2027-02-18"))
        else:
            announce(MinutesCertified(**about, case_id=None, meeting_id=1, meeting_number="1/2027"))


def tell_in_context(app: Flask, notices: int, case_id: int) -> None:
    with app.app_context():
        tell(notices, case_id)


def on_the_way() -> bool:
    """Whether the workers still have something to do."""
    waiting = db.session.scalar(select(Mail.id).where(Mail.status.in_(UNSENT)).limit(1)) is not None
    db.session.rollback()  # an open transaction would keep the workers out
    return waiting


def wait_for(done: Callable[[], bool], seconds: float, *, must: bool = True) -> None:
    """Until `done` says so.  Raises TimeoutError after so many seconds, unless it need not be."""
    ends = time.monotonic() + seconds
    while not done():
        if time.monotonic() > ends:
            if must:
                raise TimeoutError(f"nothing more arrives after {seconds:.0f} seconds")
            return
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
