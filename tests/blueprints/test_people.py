"""People: entered and invited, appointed and relieved, joined to an organisation; keepers give themselves nothing."""

from datetime import date

import pytest
from sqlalchemy import func, select

from models.db import db
from models.organisation import Membership, Organisation, Part
from models.states import Role
from models.user import User
from tests.cast import a_person
from tests.factories import the_people
from workflow.parties import holds

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    people = the_people()
    db.session.commit()
    return people


@pytest.fixture
def keeper(people, sign_in):
    return sign_in(people.administrator)


@pytest.fixture
def person(people):
    person = a_person(name="Árvai Áron", email="arvai@merce.example")
    db.session.commit()
    return person


NEW = {"family_name": "Új", "given_name": "Ubul", "prefix": "dr.", "email": "Uj.Ubul@merce.example", "locale": "en"}


def test_a_person_is_entered_and_invited(keeper, mails):
    answer = keeper.post("/people/new", data=NEW)

    person = db.session.scalars(select(User).where(User.email == "uj.ubul@merce.example")).one()
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/people/{person.id}"]
    assert [person.display_name, person.locale, mails()] == ["dr. Új Ubul", "en", [(person.email, "invitation")]]


def test_two_clicks_enter_one_person(keeper):
    for _ in range(2):
        keeper.post("/people/new", data=NEW)

    assert db.session.scalar(select(func.count(User.id)).where(User.email == "uj.ubul@merce.example")) == 1


@pytest.mark.parametrize("wrong", [{"family_name": ""}, {"email": ""}, {"email": "nem cím"}, {"locale": "de"}])
def test_a_person_who_lacks_something_is_asked_for_again(keeper, mails, wrong):
    answer = keeper.post("/people/new", data=NEW | wrong)

    assert [answer.status_code, 'value="Ubul"' in answer.text, mails()] == [422, True, []]


def test_the_invitation_is_sent_again(keeper, person, mails):
    answer = keeper.post(f"/people/{person.id}/invitation")

    assert [answer.status_code, mails()] == [303, [(person.email, "invitation")]]


def test_a_role_is_given_in_a_county_and_taken_again(keeper, person, people):
    data = {"role": "county_developer", "county": "20", "from_on": "2026-09-01", "to_on": ""}

    given = keeper.post(f"/people/{person.id}/appointments", data=data)

    db.session.expire_all()
    (held,) = person.appointments
    assert [given.status_code, given.headers["Location"]] == [303, f"/people/{person.id}"]
    assert [held.role, held.county_code, held.from_on, held.to_on] == [
        Role.COUNTY_DEVELOPER,
        "20",
        date(2026, 9, 1),
        None,
    ]
    assert [held.made_by_id, holds(person, Role.COUNTY_DEVELOPER, county="20")] == [people.administrator.id, True]

    taken = keeper.post(f"/people/appointments/{held.id}/ending")

    db.session.expire_all()
    assert [taken.status_code, held.to_on] == [303, date(2026, 9, 15)]


@pytest.mark.parametrize("wrong", [{"role": "emperor"}, {"county": "99"}, {"from_on": "x"}, {"to_on": "2026-08-31"}])
def test_a_role_that_does_not_exist_or_ends_before_it_begins_is_not_given(keeper, person, wrong):
    data = {"role": "county_developer", "county": "20", "from_on": "2026-09-01", "to_on": ""}

    answer = keeper.post(f"/people/{person.id}/appointments", data=data | wrong)

    db.session.expire_all()
    assert [answer.status_code, 'id="error-summary"' in answer.text, person.appointments] == [422, True, []]


def test_the_administrator_is_offered_no_role_that_decides_and_who_gave_a_role_is_shown(people, person, sign_in):
    admin, head, address = sign_in(people.administrator), sign_in(people.head), f"/people/{person.id}"
    president = {"role": "president", "county": ""}

    offered = ['value="president"' in browser.get(address).text for browser in (admin, head)]
    refused, given = (browser.post(f"{address}/appointments", data=president).status_code for browser in (admin, head))

    assert [offered, refused, given] == [[False, True], 422, 303]
    assert people.head.display_name in admin.get(address).text


@pytest.mark.parametrize("part", ["administrator", "head"])
def test_nobody_gives_a_role_to_themselves(people, sign_in, part):
    own = people.by_part[part]

    answer = sign_in(own).post(f"/people/{own.id}/appointments", data={"role": "president", "county": ""})

    db.session.expire_all()
    assert [answer.status_code in {409, 422}, holds(own, Role.PRESIDENT)] == [True, False]


@pytest.mark.parametrize("part", ["administrator", "head"])
def test_nobody_enters_themselves_for_an_applicant(people, sign_in, part):
    own, data = people.by_part[part], {"organisation": people.organisation.id, "part": "representative"}

    answer = sign_in(own).post(f"/people/{own.id}/memberships", data=data)

    found = db.session.scalars(select(Membership).where(Membership.user_id == own.id)).all()
    assert [answer.status_code, 'id="error-summary"' in answer.text, found] == [422, True, []]


def test_a_person_joins_an_organisation_once(keeper, person, people):
    data = {"organisation": people.organisation.id, "part": "representative"}

    answers = [keeper.post(f"/people/{person.id}/memberships", data=data).status_code for _ in "ab"]

    found = db.session.scalars(select(Membership).where(Membership.user_id == person.id)).all()
    assert [answers, [(row.organisation_id, row.part) for row in found]] == [
        [303, 303],
        [(people.organisation.id, Part.REPRESENTATIVE)],
    ]


def test_an_organisation_is_entered_once(keeper):
    data = {"organisation_name": "Új Kör Egyesület", "county": "20"}

    first, second = (keeper.post("/people/organisations/new", data=data) for _ in "ab")

    count = db.session.scalar(select(func.count(Organisation.id)).where(Organisation.name == "Új Kör Egyesület"))
    assert [first.status_code, second.status_code, count] == [303, 422, 1]
    assert 'value="Új Kör Egyesület"' in second.text


def test_the_list_stands_in_hungarian_order_and_is_searched(keeper, person):
    a_person(name="Zombor Zita")
    a_person(name="Cukor Csilla")
    a_person(name="Csaba Cecil")
    db.session.commit()
    page = keeper.get("/people/").text

    places = [page.index(name) for name in ("Árvai Áron", "Cukor Csilla", "Csaba Cecil", "Zombor Zita")]

    assert places == sorted(places)
    assert [name in keeper.get("/people/?words=csaba").text for name in ("Csaba Cecil", "Zombor Zita")] == [True, False]


def test_somebody_who_does_not_exist(keeper):
    addresses = (
        "/people/999/invitation",
        "/people/999/appointments",
        "/people/appointments/999/ending",
        "/people/999/memberships",
    )

    assert [keeper.post(address).status_code for address in addresses] + [keeper.get("/people/999").status_code] == [
        404
    ] * 5
