"""Mail that a person has to look at: sent again, or noted as arrived; addresses and subjects only."""

import pytest
from sqlalchemy import select

from models.db import db
from models.outbox import Mail, MailStatus
from tests import stages
from tests.factories import the_people
from workflow.notices import announce

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def held(people):
    announce(stages.submit(stages.draft(people), people))
    mail = db.session.scalars(select(Mail)).first()
    mail.status, mail.last_error = MailStatus.UNCERTAIN, "lost connection after DATA"
    db.session.commit()
    return mail


def status_of(mail):
    db.session.expire_all()
    return mail.status


def test_what_is_held_is_listed_with_its_reason(people, held, sign_in):
    page = sign_in(people.administrator).get("/mails/held").text

    assert [held.address in page, held.subject in page, held.last_error in page] == [True] * 3


def test_nothing_held_says_so(people, sign_in):
    page = sign_in(people.head).get("/mails/held")

    assert [page.status_code, 'class="empty"' in page.text] == [200, True]


@pytest.mark.parametrize(("act", "status"), [("resending", MailStatus.DUE), ("arrival", MailStatus.SENT)])
def test_the_office_settles_it_once(people, held, sign_in, act, status):
    officer = sign_in(people.officer)

    first = officer.post(f"/mails/{held.id}/{act}")
    again = officer.post(f"/mails/{held.id}/{act}")

    assert [first.status_code, first.headers["Location"], status_of(held)] == [303, "/mails/held", status]
    assert again.status_code == 409


def test_a_mail_on_its_way_is_not_sent_twice(people, held, sign_in):
    held.status = MailStatus.SENT
    db.session.commit()

    assert [sign_in(people.head).post(f"/mails/{held.id}/resending").status_code, status_of(held)] == [
        409,
        MailStatus.SENT,
    ]


@pytest.mark.parametrize("part", ["president", "representative", "expert_a"])
def test_nobody_else_looks_at_mail(people, held, sign_in, part):
    browser = sign_in(people.by_part[part])

    assert [browser.get("/mails/held").status_code, browser.post(f"/mails/{held.id}/resending").status_code] == [
        403,
        403,
    ]
    assert status_of(held) == MailStatus.UNCERTAIN
