"""Joining: whoever has no account asks, proves the address, is accepted or refused; nobody learns what is known."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from models.db import db
from models.joining import JoinRequest
from models.organisation import Membership, Organisation, Part
from models.outbox import Mail
from models.states import LegalForm, Role
from models.user import User
from tests.factories import the_people
from tests.stages import TUESDAY
from workflow.acts import joining
from workflow.clock import now
from workflow.events import JoiningAsked
from workflow.notices.jobs import tidy
from workflow.parties import holds

pytestmark = pytest.mark.usefixtures("tuesday")

SAID = {
    "family_name": "Kerti",
    "given_name": "Kata",
    "email": "Kata@Kert.example",
    "organisation_name": "Kertszomszédok Egyesülete",
    "legal_form": "association",
    "county": "20",
    "seat": "8900 Zalaegerszeg, Fő tér 1.",
    "part": "staff",
    "intention": "Kertek a lakótelepen.",
    "has_read": "y",
}


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def keeper(people, sign_in):
    return sign_in(people.head)


@pytest.fixture
def client(people, sign_in):
    """Somebody without an account."""
    return sign_in(None)


def link():
    """The path in the letter that was posted last."""
    return db.session.scalars(select(Mail.facts).where(Mail.template == "joining").order_by(Mail.id.desc())).first()[
        "path"
    ]


@pytest.fixture
def confirmed(people, client):
    client.post("/join/", data=SAID)
    client.post(link())
    return db.session.scalars(select(JoinRequest)).one()


def test_whoever_asks_gets_a_letter_and_the_office_hears_only_when_its_link_was_followed(people, client, mails):
    answer = client.post("/join/", data=SAID)
    before = mails()
    looked = client.get(link())
    unseen = db.session.scalars(select(JoinRequest)).one().confirmed_at
    client.post(link())

    assert [answer.status_code, answer.headers["Location"]] == [303, "/join/sent"]
    assert before == [("kata@kert.example", "joining")]
    assert [looked.status_code, unseen] == [200, None]
    assert (people.head.email, "JOIN") in mails()
    assert "hét napon belül" in client.get("/join/sent").text or "7 napon belül" in client.get("/join/sent").text


def test_following_the_link_twice_tells_the_office_once(confirmed, client, mails):
    client.post(link())

    assert [template for _, template in mails()].count("JOIN") == 1
    assert "Az iroda megkapta" in client.get(link()).text


@pytest.mark.parametrize("path", ["/join/confirmation/hamis", "/join/confirmation/MQ.abc.def"])
def test_a_link_that_is_none_of_ours_says_so(people, client, path):
    answer = client.get(path)

    assert [answer.status_code, "már nem érvényes" in answer.text] == [410, True]


def test_a_link_is_too_old_after_seven_days(people, client):
    client.post("/join/", data=SAID)
    with time_machine.travel(TUESDAY + timedelta(days=7, minutes=1), tick=False):
        answer = client.post(link())

    assert answer.status_code == 410
    assert db.session.scalars(select(JoinRequest)).one().confirmed_at is None


def test_accepted_the_person_writes_for_a_new_organisation_and_is_invited(confirmed, keeper, mails):
    answer = keeper.post(f"/join/requests/{confirmed.id}", data={"organisation": "0"})

    person = db.session.scalars(select(User).where(User.email == "kata@kert.example")).one()
    organisation = db.session.scalars(select(Organisation).where(Organisation.name == SAID["organisation_name"])).one()
    member = db.session.scalars(select(Membership).where(Membership.user_id == person.id)).one()
    assert answer.status_code == 303
    assert [organisation.legal_form, organisation.county_code, organisation.seat] == [
        LegalForm.ASSOCIATION, "20", SAID["seat"],
    ]  # fmt: skip
    assert [member.organisation_id, member.part] == [organisation.id, Part.STAFF]
    assert holds(person, Role.APPLICANT_USER)
    assert (person.email, "invitation") in mails()


def test_accepted_for_an_organisation_that_is_known_nothing_is_entered_twice(confirmed, keeper, people):
    keeper.post(f"/join/requests/{confirmed.id}", data={"organisation": str(people.organisation.id)})

    member = db.session.scalars(select(Membership).join(User).where(User.email == "kata@kert.example")).one()
    assert member.organisation_id == people.organisation.id
    assert (
        db.session.scalar(select(func.count(Organisation.id)).where(Organisation.name == SAID["organisation_name"]))
        == 0
    )


def test_whoever_has_a_password_already_is_told_and_keeps_it(people, client, keeper, mails):
    known = people.staff
    known.password = "kept"
    client.post("/join/", data=SAID | {"email": known.email})
    client.post(link())
    request = db.session.scalars(select(JoinRequest)).one()

    keeper.post(f"/join/requests/{request.id}", data={"organisation": "0"})

    assert [(known.email, "joined") in mails(), (known.email, "invitation") in mails()] == [True, False]
    assert db.session.get_one(User, known.id).password == "kept"


def test_refused_the_person_gets_the_reason_by_mail_alone(confirmed, keeper, mails):
    answer = keeper.post(f"/join/requests/{confirmed.id}/refusal", data={"reason": "Ilyen szervezetet nem találunk."})

    assert answer.status_code == 303
    assert ("kata@kert.example", "JOIN refused") in mails()
    assert db.session.scalar(select(func.count(User.id)).where(User.email == "kata@kert.example")) == 0


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(confirmed, keeper):
    answer = keeper.post(f"/join/requests/{confirmed.id}/refusal", data={"reason": "csak"})

    assert [answer.status_code, "csak" in answer.text, "miért nem fogadja el" in answer.text] == [422, True, True]


def test_what_is_settled_is_settled(confirmed, keeper):
    keeper.post(f"/join/requests/{confirmed.id}/refusal", data={"reason": "Ilyen szervezetet nem találunk."})

    answer = keeper.post(f"/join/requests/{confirmed.id}", data={"organisation": "0"})

    assert [answer.status_code, "már döntöttek" in answer.text] == [409, True]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("family_name", ""), ("given_name", ""), ("email", "nem cím"), ("organisation_name", ""),
        ("legal_form", ""), ("county", ""), ("part", ""), ("has_read", ""), ("intention", "x" * 501),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(people, client, mails, name, wrong):
    answer = client.post(
        "/join/", data={**SAID, name: wrong} if wrong else {k: v for k, v in SAID.items() if k != name}
    )

    assert [answer.status_code, f'href="#{name}' in answer.text, mails()] == [422, True, []]
    assert "Zalaegerszeg" in answer.text


def test_one_address_gets_three_letters_a_day_and_hears_nothing_of_it(people, client, mails):
    answers = [client.post("/join/", data=SAID).headers["Location"] for _ in range(5)]

    assert [set(answers), len(mails())] == [{"/join/sent"}, 3]


def test_too_many_requests_in_a_day_are_put_off(people, client, monkeypatch, mails):
    monkeypatch.setattr(joining, "MOST_IN_ALL", 1)
    client.post("/join/", data=SAID)

    answer = client.post("/join/", data=SAID | {"email": "masik@kert.example"})

    assert ["holnap" in answer.text, len(mails())] == [True, 1]


def test_requests_are_forgotten_when_nobody_needs_the_names(people, client, confirmed):
    client.post("/join/", data=SAID | {"email": "masik@kert.example"})
    joining.refuse(confirmed, by=people.head, reason="Ilyen szervezet nincs.")
    db.session.commit()

    with time_machine.travel(now() + timedelta(days=8), tick=False):
        tidy()
    after_a_week = db.session.scalars(select(JoinRequest.email)).all()
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        tidy()

    assert after_a_week == ["kata@kert.example"]
    assert db.session.scalars(select(JoinRequest.email)).all() == []


def test_the_sign_in_page_and_the_home_page_lead_here(people, client):
    assert all('href="/join/"' in client.get(path).text for path in ("/", "/login"))


def test_the_event_names_nobody_but_who_asked(confirmed):
    assert joining.confirm(confirmed) == []
    confirmed.confirmed_at = None
    (told,) = joining.confirm(confirmed)

    assert told == JoiningAsked(
        case_id=None, by_id=None, title=SAID["organisation_name"], case_number=None,
        request_id=confirmed.id, person="Kerti Kata",
    )  # fmt: skip
