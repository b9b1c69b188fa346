"""What tests of delivery share: an application on an empty database, people, and real mail servers of all tempers."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from flask import Flask

from app import create_app
from models.case import Case
from models.db import db
from models.organisation import Membership, Organisation, Part
from models.programme import Programme, Version
from models.states import CaseState, Role
from models.user import Appointment, User
from tests.conftest import CHEAP, empty_tables
from tests.postgres import a_database
from workflow.clock import now, today
from workflow.notices.drain import stopping


@pytest.fixture(scope="session")
def outbox_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database for one process of tests of delivery."""
    with a_database(tmp_path_factory.mktemp("outbox")) as url:
        yield url


@pytest.fixture(scope="session")
def delivering(outbox_url: str) -> Flask:
    """The application for tests of delivery, made once in a process; use `app`."""
    return an_app(outbox_url)


def an_app(database_url: str) -> Flask:
    """The application for tests of delivery over this database, with its tables."""
    app = create_app(
        {
            "MERCE_MODE": "testing",
            "DATABASE_URL": database_url,
            "REDIS_URL": None,
            "SMTP_URL": None,
            "MAIL_FROM": "Mérce <merce@merce.example>",
            "PUBLIC_URL": "https://merce.example",
            "WTF_CSRF_ENABLED": False,
            **CHEAP,
        }
    )
    with app.app_context():
        db.create_all()
    return app


@pytest.fixture
def app(delivering: Flask) -> Iterator[Flask]:
    """The application in its context, with empty tables, and with settings that a test may change for itself."""
    settings = dict(delivering.config)
    with delivering.app_context():
        empty_tables()
        yield delivering
        db.session.remove()
        db.engine.dispose()
    delivering.config.clear()
    delivering.config.update(settings)
    stopping.clear()


def a_person(email: str = "anna@example.org", **facts: object) -> User:
    """Somebody with an account, saved."""
    named = {"family_name": "Minta", "given_name": "Anna", "sort_key": "", "locale": "hu", **facts}
    person = User(email=email, fs_uniquifier=uuid4().hex, created_at=now(), **named)
    db.session.add(person)
    db.session.commit()
    return person


def a_case(*, representative: User) -> Case:
    """A case whose applicant has this representative, saved."""
    holder = Organisation(name="Minta", folded_name="minta")
    holder.memberships = [Membership(user=representative, part=Part.REPRESENTATIVE)]
    programme = Programme(title="Kert", organisation=holder, created_at=now())
    version = Version(programme=programme, number="1.0", form="1.0", created_at=now())
    db.session.add(version)
    db.session.flush()
    case = Case(
        programme=programme,
        version=version,
        state=CaseState.DRAFT,
        number="AKR/1/2026",
        created_at=now(),
        created_by_id=representative.id,
    )
    db.session.add(case)
    db.session.commit()
    return case


def appoint(person: User, role: Role) -> User:
    """The person holds the role from today on."""
    db.session.add(Appointment(user=person, role=role, from_on=today()))
    db.session.commit()
    return person


class Sink:
    """A mail server that keeps what it takes.  `answer` may refuse a recipient: "550 no such person"."""

    def __init__(self, *, answer: str = "250 OK") -> None:
        self.taken: list[EmailMessage] = []
        self.answer = answer
        self.before_taking: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: object, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:  # noqa: N802
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
