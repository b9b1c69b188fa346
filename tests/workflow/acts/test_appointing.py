"""People and organisations: entering them, appointing, ending an appointment."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from models.db import db
from models.organisation import Membership, Organisation, Part
from models.states import Role
from models.user import Appointment, User
from tests.cast import Cast, a_person
from workflow.acts import appointing
from workflow.clock import now, today
from workflow.engine import NotYours
from workflow.parties import holds


def test_an_organisation_is_entered_once_however_its_name_is_written(cast: Cast, refused) -> None:
    entered = appointing.enter_organisation(" Új Összefogás Egyesület ", county_code="18")

    assert (entered.name, entered.county_code) == ("Új Összefogás Egyesület", "18")
    with refused("organisation_known", field="organisation_name"):
        appointing.enter_organisation("új  összefogás egyesület")
    with refused("organisation_missing", field="organisation_name"):
        appointing.enter_organisation("  ")
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 3


def test_an_address_belongs_to_one_person_in_capitals_too(cast: Cast) -> None:
    first = appointing.enter_person(email=" Uj.Ember@Example.org ", family_name="Új", given_name="Ember")

    again = appointing.enter_person(email="uj.ember@example.ORG", family_name="Más", given_name="Név")

    assert again is first
    assert (first.email, first.display_name, first.password) == ("uj.ember@example.org", "Új Ember", None)
    assert db.session.scalar(select(func.count()).where(User.email == "uj.ember@example.org")) == 1


def test_whoever_is_entered_for_an_organisation_gets_the_role_that_goes_with_it(cast: Cast) -> None:
    facts = {"email": "uj@example.org", "family_name": "Új", "given_name": "Ember", "by": cast.head}

    person = appointing.enter_member(cast.organisation, part=Part.STAFF, **facts)
    appointing.enter_member(cast.organisation, part=Part.STAFF, **facts)

    memberships = db.session.scalars(select(Membership).where(Membership.user_id == person.id)).all()
    assert [(row.organisation_id, row.part) for row in memberships] == [(cast.organisation.id, Part.STAFF)]
    assert [(row.role, row.made_by_id) for row in person.appointments] == [(Role.APPLICANT_USER, cast.head.id)]


def test_a_role_that_has_ended_is_given_again(cast: Cast) -> None:
    former = a_person(Role.LEGAL_REPRESENTATIVE, email="volt@example.org", to_on=date(2026, 1, 1))

    appointing.enter_member(
        cast.organisation, email=former.email, family_name="Volt", given_name="", part=Part.REPRESENTATIVE, by=cast.head
    )

    assert holds(former, Role.LEGAL_REPRESENTATIVE)


def test_an_appointment_has_its_days_and_its_county(cast: Cast, refused) -> None:
    person = a_person()

    made = appointing.appoint(
        person,
        by=cast.head,
        role=Role.COUNTY_DEVELOPER,
        county_code="20",
        from_on=today() + timedelta(days=1),
        to_on=today() + timedelta(days=2),
    )

    assert (made.role, made.county_code, made.made_by_id) == (Role.COUNTY_DEVELOPER, "20", cast.head.id)
    held = []
    for days in range(4):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            held.append(holds(person, Role.COUNTY_DEVELOPER, county="20"))
    assert held == [False, True, True, False]
    assert not holds(person, Role.COUNTY_DEVELOPER, county="18")
    with refused("ends_early", field="to_on"):
        appointing.appoint(person, by=cast.head, role=Role.EDITOR, to_on=today() - timedelta(days=1))


def test_an_appointment_that_is_ended_holds_until_the_end_of_the_day(cast: Cast) -> None:
    appointment = cast.officer.appointments[0]

    appointing.end_appointment(appointment, by=cast.administrator)

    assert holds(cast.officer, Role.CASE_OFFICER)
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        assert not holds(cast.officer, Role.CASE_OFFICER)


@pytest.mark.parametrize("part", ["officer", "president", "chair", "representative", "expert_a"])
def test_accounts_are_kept_by_the_administrator_and_the_head_of_office(cast: Cast, part: str) -> None:
    person = a_person(Role.EDITOR)

    with pytest.raises(NotYours):
        appointing.appoint(person, by=cast.by_part[part], role=Role.PRESIDENT)
    with pytest.raises(NotYours):
        appointing.end_appointment(person.appointments[0], by=cast.by_part[part])


@pytest.mark.parametrize("role", [Role.PRESIDENT, Role.HEAD_OF_OFFICE, Role.WORKSHOP_MEMBER, Role.COUNTY_EXPERT])
def test_the_administrator_makes_nobody_a_judge(cast: Cast, refused, role: Role) -> None:
    person = a_person()

    with refused("role_not_yours", field="role"):
        appointing.appoint(person, by=cast.administrator, role=role)

    assert appointing.appoint(person, by=cast.head, role=role).made_by == cast.head
    assert appointing.appoint(person, by=cast.administrator, role=Role.EDITOR).made_by == cast.administrator


@pytest.mark.parametrize("part", ["administrator", "head"])
def test_nobody_appoints_oneself(cast: Cast, refused, part: str) -> None:
    person = cast.by_part[part]

    with refused("own_appointment", field="role"):
        appointing.appoint(person, by=person, role=Role.PRESIDENT)

    assert db.session.scalar(select(func.count()).where(Appointment.user_id == person.id)) == 1
