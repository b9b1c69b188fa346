"""The people and organisations of the demonstration, as `people.json` describes them.  None of them exists."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from models.db import db
from models.expert import ExpertPause, ExpertProfile
from models.organisation import Bond, Membership, Organisation, Part, Relation
from models.states import LegalForm, Role
from models.user import Appointment, User
from workflow.clock import now, today
from workflow.deadlines import months_later, years_later
from workflow.hungarian import fold, sort_key

FOLDER = Path(__file__).parent
DESCRIBED = json.loads((FOLDER / "people.json").read_text(encoding="utf-8"))
PEOPLE: list[dict[str, Any]] = DESCRIBED["people"]
#: A domain that nobody can own (".test" cannot own an address either, as the sign-in form sees it).
DOMAIN = "merce.example"


@dataclass
class Company:
    """Everybody and every organisation of the demonstration, each known by its key in `people.json`."""

    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    experts: dict[str, ExpertProfile] = field(default_factory=dict)

    def with_role(self, role: Role) -> list[User]:
        """The people appointed to the role, in the order of the file."""
        return [person for person in self.people.values() if role in {held.role for held in person.appointments}]

    def representative_of(self, organisation: Organisation) -> User:
        """Who signs for the organisation."""
        return self._member(organisation, Part.REPRESENTATIVE)

    def writer_of(self, organisation: Organisation) -> User:
        """Who writes its applications: its staff, else its representative."""
        parts = {membership.part for membership in organisation.memberships}
        return self._member(organisation, Part.STAFF if Part.STAFF in parts else Part.REPRESENTATIVE)

    def _member(self, organisation: Organisation, part: Part) -> User:
        return next(membership.user for membership in organisation.memberships if membership.part == part)


def address_of(row: dict[str, Any]) -> str:
    """vera.minta@merce.example"""
    family, given = row["name"]
    return f"{fold(given)}.{fold(family)}@{DOMAIN}"


def the_people() -> Sequence[User]:
    """Everybody of the demonstration who is in the database, in the order of the file."""
    addresses = [address_of(row) for row in PEOPLE]
    found = {user.email: user for user in db.session.scalars(select(User).where(User.email.in_(addresses)))}
    return [found[address] for address in addresses if address in found]


def settle(password: str) -> Company:
    """Enter them all; `password` is the hash that everybody shares."""
    company = Company()
    for row in DESCRIBED["organisations"]:
        company.organisations[row["key"]] = _organisation(row)
    for row in PEOPLE:
        company.people[row["key"]] = _person(row, password)
    db.session.add_all([*company.organisations.values(), *company.people.values()])
    for row in PEOPLE:
        _tie(row, company)
    db.session.flush()
    return company


def _organisation(row: dict[str, Any]) -> Organisation:
    return Organisation(
        name=row["name"],
        folded_name=fold(row["name"]),
        legal_form=LegalForm(row["legal_form"]),
        county_code=row["county"],
        **{name: row.get(name, "") for name in ("seat", "tax_number", "registration_number", "contact")},
    )


def _person(row: dict[str, Any], password: str) -> User:
    family, given = row["name"]
    county = row.get("county")
    return User(
        email=address_of(row),
        password=password,
        active=True,
        fs_uniquifier=uuid4().hex,
        prefix=row.get("prefix", ""),
        family_name=family,
        given_name=given,
        suffix="",
        phone="",
        sort_key=sort_key(f"{family} {given}"),
        county_code=county,
        locale=row.get("locale", "hu"),
        created_at=now(),
        appointments=[Appointment(role=Role(role), county_code=county, from_on=_beginning()) for role in row["roles"]],
    )


def _tie(row: dict[str, Any], company: Company) -> None:
    """Whom the person represents, works for, or is tied to; and the expert's sheet in the register."""
    person = company.people[row["key"]]
    for name, part in (("represents", Part.REPRESENTATIVE), ("works_for", Part.STAFF)):
        for key in row.get(name, ()):
            company.organisations[key].memberships.append(Membership(user=person, part=part))
    if "tied_to" in row:
        organisation = company.organisations[row["tied_to"]]
        db.session.add(Relation(user=person, organisation=organisation, bond=Bond.MEMBER, from_on=_beginning()))
    if "expert" in row:
        company.experts[row["key"]] = _profile(row, person, company)


def _profile(row: dict[str, Any], person: User, company: Company) -> ExpertProfile:
    sheet = row["expert"]
    profile = ExpertProfile(
        user=person,
        county_code=row["county"],
        fields=sheet["fields"],
        employer=company.organisations.get(sheet.get("employer", "")),
        appointed_from=_beginning(),
        appointed_to=years_later(today(), 2),
        trained_on=months_later(today(), -sheet.get("trained_months_ago", 8)),
        yearly_limit=8,
        parallel_limit=3,
        pauses=[ExpertPause(from_on=today())] if sheet.get("is_paused") else [],
        qualification=sheet.get("qualification", "közösségfejlesztő"),
        community_years=sheet.get("community_years", 6),
        is_public=sheet.get("is_public", True),
    )
    db.session.add(profile)
    return profile


def _beginning() -> date:
    return years_later(today(), -1)
