"""What tests of delivery share: an application on an empty database, people, and real mail servers of all tempers."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Session
from aiosmtpd.smtp import Envelope
from flask import Flask

import models
from models.db import db
from models.user import User
from workflow.clock import now

assert models  # every table is known

ROOT = Path(__file__).parent.parent


def an_app(database_url: str, **settings: object) -> Flask:
    """The smallest application that delivers, with empty tables."""
    app = Flask("merce", root_path=str(ROOT))
    app.config.update(
        SQLALCHEMY_DATABASE_URI=database_url,
        MERCE_MODE="testing",
        MAIL_FROM="Mérce <merce@merce.example>",
        PUBLIC_URL="https://merce.example",
        **settings,
    )
    db.init_app(app)
    with app.app_context():
        db.drop_all()
        db.create_all()
    return app


def a_person(email: str = "anna@example.org", **facts: object) -> User:
    """Somebody with an account, saved."""
    named = {"family_name": "Minta", "given_name": "Anna", "sort_key": "", "locale": "hu", **facts}
    person = User(email=email, fs_uniquifier=uuid4().hex, created_at=now(), **named)
    db.session.add(person)
    db.session.commit()
    return person


class Sink:
    """A mail server that keeps what it takes.  `answer` may refuse a recipient: "550 no such person"."""

    def __init__(self, *, answer: str = "250 OK") -> None:
        self.taken: list[EmailMessage] = []
        self.answer = answer
        self.before_taking: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Session, session: object, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Session, session: object, envelope: Envelope) -> str:  # noqa: N802
        self.before_taking()
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.taken.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs, in the order of arrival."""
        return [message["Message-ID"] for message in self.taken]


@contextmanager
def a_mail_server(sink: Sink) -> Iterator[str]:
    """`sink` listening on a free port; yields its SMTP_URL."""
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


@contextmanager
def a_raw_server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does `talk` with everybody who calls; yields its SMTP_URL."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            while True:
                try:
                    line, _ = door.accept()
                except OSError:
                    return
                threading.Thread(target=_talk, args=(talk, line), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"smtp://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _talk(talk: Callable[[socket.socket], None], line: socket.socket) -> None:
    with line:
        try:
            talk(line)
        except OSError:
            return  # the caller hung up
