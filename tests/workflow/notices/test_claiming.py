"""Many workers at once: every mail is claimed by one of them."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from models.db import db
from models.outbox import ClockMark, Mail, MailStatus
from tests.delivery import Sink, a_mail_server, a_person
from workflow.notices import post
from workflow.notices.claims import claim
from workflow.notices.drain import drain
from workflow.notices.watching import once

WORKERS = 8
MAILS = 40


def in_every_worker(app: Flask, work: object) -> list[object]:
    def alone(number: int) -> object:
        with app.app_context():
            return work()  # type: ignore[operator]

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(alone, range(WORKERS)))


def mails_due() -> None:
    person = a_person()
    for number in range(MAILS):
        post(person, wording="reset", facts={"path": f"/reset/{number}"}, key=str(number))


def test_claims_at_the_same_moment_never_get_the_same_mail(app: Flask) -> None:
    mails_due()

    def claim_all() -> list[int]:
        got = []
        while held := claim():
            got.append(held.id)
        return got

    claimed = [number for got in in_every_worker(app, claim_all) for number in got]

    assert len(claimed) == MAILS
    assert sorted(claimed) == sorted(db.session.scalars(select(Mail.id)))


def test_drains_at_the_same_moment_send_every_mail_once(app: Flask) -> None:
    mails_due()
    sink = Sink()

    with a_mail_server(sink) as app.config["SMTP_URL"]:
        sent = in_every_worker(app, drain)

    assert sum(sent) == len(sink.ids) == len(set(sink.ids)) == MAILS
    assert db.session.execute(select(Mail.status, func.count()).group_by(Mail.status)).all() == [
        (MailStatus.SENT, MAILS)
    ]


def test_a_deed_of_the_clock_is_done_by_one_of_many_workers(app: Flask) -> None:
    keys = [f"near {number}" for number in range(20)]

    def mark() -> list[str]:
        mine = sorted(once(keys))
        db.session.commit()
        return mine

    done = [key for mine in in_every_worker(app, mark) for key in mine]

    assert sorted(done) == sorted(keys) == sorted(db.session.scalars(select(ClockMark.key)))
