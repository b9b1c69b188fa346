"""What happened, who is told and which mails leave is saved together or not at all."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.db import db
from models.outbox import EventRow, Mail, MailStatus, Notice
from models.user import User
from tests.delivery import a_person
from workflow.events import Withdrawn
from workflow.notices import announce, post
from workflow.notices.hearing import Hearing
from workflow.notices.notify import HEARERS


@dataclass(frozen=True)
class Contact:
    """Somebody without an account."""

    email: str = "kapcsolat@example.org"
    display_name: str = "Kapcsolat Kata"
    locale: str = "en"
    id: int | None = None


def a_withdrawal(**facts: Any) -> Withdrawn:
    about = {"case_id": None, "by_id": None, "title": "Kert", "case_number": "AKR/1/2027"}
    return Withdrawn(**{**about, "statement": "titok", "assigned_ids": [], **facts})


def heard_by(monkeypatch: pytest.MonkeyPatch, *people: Any, code: str = "T33", legal: bool = False) -> None:
    hearing = Hearing(code, lambda event: people, legal=legal, wording="T33 assigned")
    monkeypatch.setattr("workflow.notices.announcing.HEARERS", {Withdrawn: (hearing,)})


def count(model: type) -> int:
    return len(db.session.scalars(select(model)).all())


def test_an_event_is_saved_with_its_notice_and_its_mail(app: Flask) -> None:
    person = a_person()

    announce(a_withdrawal(assigned_ids=[person.id]))

    db.session.rollback()  # what is left is what was committed
    event, notice, mail = (db.session.scalars(select(model)).one() for model in (EventRow, Notice, Mail))
    facts = {"case_number": "AKR/1/2027", "title": "Kert"}
    assert (event.name, event.payload["statement"]) == ("Withdrawn", "titok")
    assert (notice.event_id, notice.user_id, notice.code, notice.facts) == (event.id, person.id, "T33", facts)
    assert (mail.notice_id, mail.address, mail.status, mail.facts) == (
        notice.id,
        person.email,
        MailStatus.DUE,
        facts,
    )
    assert mail.subject == "A benyújtó visszalépett: Kert"


def test_a_failure_leaves_neither_the_change_nor_the_notice(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_person()
    heard_by(monkeypatch, person, Contact(id=987_654))  # nobody has this id: the database refuses the notice
    person.phone = "changed"

    if db.engine.dialect.name == "sqlite":
        assert db.session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with pytest.raises(IntegrityError):
        announce(a_withdrawal())
    db.session.rollback()

    assert db.session.scalars(select(User.phone)).one() == ""
    assert [count(model) for model in (EventRow, Notice, Mail)] == [0, 0, 0]


def test_whoever_hears_twice_of_one_event_is_told_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_person()
    heard_by(monkeypatch, person, person)

    announce(a_withdrawal())

    assert (count(Notice), count(Mail)) == (1, 1)


def test_the_database_itself_refuses_a_second_notice_of_the_same_event(app: Flask) -> None:
    person = a_person()
    announce(a_withdrawal(assigned_ids=[person.id]))
    first = db.session.scalars(select(Notice)).one()

    again = {name: getattr(first, name) for name in ("event_id", "user_id", "code", "wording", "facts", "created_at")}
    db.session.add(Notice(**again))
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()


def test_a_contact_without_an_account_gets_the_mail_alone(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    heard_by(monkeypatch, Contact(), Contact())

    announce(a_withdrawal())

    mail = db.session.scalars(select(Mail)).one()
    assert (count(Notice), mail.address, mail.notice_id, mail.subject) == (
        0,
        "kapcsolat@example.org",
        None,
        "The applicant withdrew: Kert",
    )


def test_a_letter_with_legal_effect_is_known_as_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    heard_by(monkeypatch, a_person(), legal=True)

    announce(a_withdrawal())

    assert db.session.scalars(select(Mail.has_legal_effect)).all() == [True]


def test_an_account_mail_asked_for_twice_leaves_once(app: Flask) -> None:
    person = a_person()

    for _ in range(2):
        post(person, wording="reset", facts={"path": "/reset/abc", "more": "unused"}, key="reset-1")

    assert [(mail.key, mail.facts) for mail in db.session.scalars(select(Mail))] == [
        ("reset-1", {"path": "/reset/abc"})
    ]


def test_every_line_of_the_table_names_a_wording_and_an_event(app: Flask) -> None:
    codes = {hearing.code for hearings in HEARERS.values() for hearing in hearings}

    expected = {f"ERT-{number:02}" for number in range(1, 23)}
    assert expected <= codes
