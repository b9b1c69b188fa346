"""A whole installation for browser tests: web, worker, Valkey, a mail server that receives, and a clock to move."""

import os
import re
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from app import create_app
from bench.processes import Killable, valkey
from models.db import db
from models.user import User
from workflow.clock import BUDAPEST

ROOT = Path(__file__).parents[2]
PASSWORD = "egy-hosszu-jelszo"
PATIENCE = 90.0


class Postbox:
    """An SMTP handler that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:  # noqa: N802  its name
        mail = message_from_bytes(envelope.content or b"", policy=policy.default)
        self.mails += [(address, mail) for address in envelope.rcpt_tos]  # type: ignore[misc]
        return "250 kept"


@dataclass
class Site:
    """Where it answers, its clock, its mail, and the application on the same database for setting the scene."""

    address: str
    clock: Path
    post: Postbox
    app: Flask
    web: Killable
    stack: ExitStack = field(default_factory=ExitStack)

    def go_to(self, day: str, hour: int = 10) -> None:
        """Move web and worker to that day, Budapest time, and wait until both are there."""
        told = datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=BUDAPEST).isoformat()
        self.clock.write_text(told, encoding="utf-8")
        for process in ("web", "worker"):
            arrived = self.clock.with_suffix(f".{process}")
            wait_until(lambda there=arrived: there.exists() and there.read_text(encoding="utf-8") == told)

    def mail_to(self, address: str, subject: str) -> EmailMessage:
        """Wait for a mail to `address` whose subject holds `subject`."""

        def found() -> EmailMessage | None:
            return next(
                (mail for to, mail in self.post.mails if to == address and subject in str(mail["Subject"])), None
            )

        wait_until(lambda: found() is not None)
        mail = found()
        assert mail is not None
        return mail

    def link_in(self, mail: EmailMessage) -> str:
        """The path of the one link in a mail's text."""
        text = mail.get_body(("plain",))
        found = re.search(re.escape(self.address) + r"(/\S+)", text.get_content() if text else "")
        assert found, "the mail holds no link to us"
        return found[1]

    def give_passwords(self) -> None:
        """Everybody entered so far can sign in with PASSWORD."""
        with self.app.app_context():
            hashed = hash_password(PASSWORD)
            for person in db.session.scalars(select(User)):
                person.password = hashed
            db.session.commit()


def start(place: Path, moment: str, *, mode: str = "testing", fill: Callable[[Flask], None] = lambda app: None) -> Site:
    """Start everything under `place`, with the clock at `moment`; `site.stack.close()` ends it.

    `fill` enters what shall be there before web and worker run: a worker's clock would step in between.
    """
    stack = ExitStack()
    post = Postbox()
    mail = Controller(post, hostname="127.0.0.1", port=free_port())
    mail.start()
    stack.callback(mail.stop)
    # a socket needs a short name
    short = Path(stack.enter_context(TemporaryDirectory(prefix="merce-", dir="/tmp")))
    stack.callback(valkey(short).end)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {
        "MERCE_MODE": mode,
        "DATABASE_URL": f"sqlite:///{place / 'merce.db'}",
        "DATA_DIR": str(place),
        "REDIS_URL": f"unix://{short}/valkey.sock",
        "SECRET_KEY": "for tests only",
        "SECURITY_PASSWORD_SALT": "for tests only",
        "PUBLIC_URL": address,
        "SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        "MAIL_FROM": "Mérce <merce@merce.example>",
    }
    app = create_app(dict(settings))
    with app.app_context():
        db.create_all()
    try:
        fill(app)
    except BaseException:
        stack.close()
        raise
    clock = place / "clock.txt"
    clock.write_text(datetime.fromisoformat(moment).replace(tzinfo=BUDAPEST).isoformat(), encoding="utf-8")
    web, worker = (_run(process, clock, settings, place) for process in (("web", str(port)), ("worker",)))
    stack.callback(web.end)
    stack.callback(worker.end)
    wait_until(lambda: answers(f"{address}/healthz"))
    return Site(address, clock, post, app, web, stack)


def answers(address: str) -> bool:
    """Whether something there answers."""
    try:
        with urlopen(address, timeout=2):  # noqa: S310  our own address
            return True
    except OSError:
        return False


def wait_until(holds: object, patience: float = PATIENCE) -> None:
    """Look until it holds; fails after `patience` seconds."""
    last = time.monotonic() + patience
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.05)


def free_port() -> int:
    """A port of this machine that nobody has."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _run(process: tuple[str, ...], clock: Path, settings: dict[str, str], place: Path) -> Killable:
    command = [sys.executable, "-m", "tests.browser.shifted", str(clock), *process]
    return Killable(command, {**os.environ, **settings}, place / f"{process[0]}.log")
