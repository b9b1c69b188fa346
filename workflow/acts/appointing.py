"""People and organisations: entering them, appointing, ending an appointment."""

import secrets
from datetime import date

from sqlalchemy import func, select

from models.db import db
from models.organisation import Membership, Organisation, Part
from models.states import LegalForm, Role
from models.user import Appointment, User
from workflow.clock import now, today
from workflow.events import PeopleExported
from workflow.hungarian import fold, sort_key
from workflow.permissions import demand, may_appoint_to, may_keep_people
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: Whoever keeps the accounts could else take every decision (BR-36).
OWN = Text(hu="Saját magának senki sem adhat szerepet.", en="Nobody appoints oneself.")
DECIDING_ROLE = Text(
    hu="Ezt a szerepet az irodavezető adja: a rendszergazda nem adhat döntési szerepet.",
    en="The head of office gives this role: the administrator gives none by which somebody decides.",
)
#: The role that membership in an applicant organisation brings with it.
ROLES = {Part.REPRESENTATIVE: Role.LEGAL_REPRESENTATIVE, Part.STAFF: Role.APPLICANT_USER}


def enter_organisation(
    name: str, *, county_code: str | None = None, legal_form: LegalForm = LegalForm.ASSOCIATION, seat: str = ""
) -> Organisation:
    """A new organisation.  Raises Refused at `organisation_name` when it has no name or is known already."""
    name = (name or "").strip()
    if not name:
        raise Refused(
            [
                Refusal(
                    "organisation_missing",
                    Text(
                        hu="Válasszon szervezetet, vagy írja be a nevét.",
                        en="Choose an organisation, or enter its name.",
                    ),
                    "organisation_name",
                )
            ]
        )
    if db.session.scalar(select(Organisation.id).where(Organisation.folded_name == fold(name))):
        raise Refused(
            [
                Refusal(
                    "organisation_known",
                    Text(
                        hu="Ilyen nevű szervezet már van: válassza ki a listából.",
                        en="This organisation is known already: choose it from the list.",
                    ),
                    "organisation_name",
                )
            ]
        )
    organisation = Organisation(
        name=name, folded_name=fold(name)[:200], legal_form=legal_form, county_code=county_code, seat=seat,
        tax_number="", registration_number="", contact="",
    )  # fmt: skip
    db.session.add(organisation)
    db.session.flush()
    return organisation


def enter_person(
    *,
    email: str,
    family_name: str,
    given_name: str = "",
    prefix: str = "",
    locale: str = "hu",
    county_code: str | None = None,
) -> User:
    """A person with an account but no password yet; somebody with that address already is returned as is."""
    address = email.strip().lower()
    known = db.session.scalar(select(User).where(func.lower(User.email) == address))
    if known is not None:
        return known
    person = User(
        email=address,
        active=True,
        fs_uniquifier=secrets.token_hex(32),
        prefix=prefix,
        family_name=family_name.strip(),
        given_name=given_name.strip(),
        suffix="",
        sort_key=sort_key(f"{family_name} {given_name}".strip())[:400],
        phone="",
        county_code=county_code,
        locale=locale,
        created_at=now(),
    )
    db.session.add(person)
    db.session.flush()
    return person


def enter_member(
    organisation: Organisation, *, email: str, family_name: str, given_name: str, part: Part, by: User
) -> User:
    """A person who acts for the organisation, with the role that goes with it.  Nobody enters oneself (BR-36)."""
    person = enter_person(
        email=email, family_name=family_name, given_name=given_name, county_code=organisation.county_code
    )
    if person.id == by.id:
        raise Refused([Refusal("own_membership", OWN, "part")])
    held = {(row.user_id, row.part) for row in organisation.memberships}
    if (person.id, part) not in held:
        organisation.memberships.append(Membership(user_id=person.id, part=part))
    if ROLES[part] not in {row.role for row in person.appointments if row.holds_on(today())}:
        person.appointments.append(_appointment(ROLES[part], today(), None, None, by))
    db.session.flush()
    return person


def appoint(
    person: User,
    *,
    by: User,
    role: Role,
    county_code: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Appointment:
    """Give a person a role, from a day, perhaps in a county, perhaps until a day.

    The administrator gives none by which somebody decides (BR-36); who gave it stays with the appointment.
    """
    demand(may_keep_people, by)
    if person.id == by.id:
        raise Refused([Refusal("own_appointment", OWN, "role")])
    if not may_appoint_to(by, role):
        raise Refused([Refusal("role_not_yours", DECIDING_ROLE, "role")])
    start = from_on or today()
    if to_on is not None and to_on < start:
        raise Refused(
            [
                Refusal(
                    "ends_early",
                    Text(hu="A vége nem lehet a kezdete előtt.", en="It cannot end before it begins."),
                    "to_on",
                )
            ]
        )
    appointment = _appointment(role, start, to_on, county_code, by)
    person.appointments.append(appointment)
    db.session.flush()
    return appointment


def appoint_from_shell(person: User, role: Role) -> Appointment:
    """Whoever has the server's shell appoints the first people: nobody in Mérce could."""
    appointment = _appointment(role, today(), None, None, person)
    person.appointments.append(appointment)
    db.session.flush()
    return appointment


def end_appointment(appointment: Appointment, *, by: User) -> Appointment:
    """From tomorrow the role is no longer held."""
    demand(may_keep_people, by)
    appointment.to_on = today()
    return appointment


def _appointment(role: Role, start: date, end: date | None, county_code: str | None, by: User) -> Appointment:
    return Appointment(role=role, from_on=start, to_on=end, county_code=county_code, made_by_id=by.id)


def export_people(*, by: User, purpose: str, people: int) -> PeopleExported:
    """Personal data leave Mérce: how many people's, and what for, stays written down (BR-37)."""
    demand(may_keep_people, by)
    return PeopleExported(case_id=None, by_id=by.id, title="", case_number=None, purpose=purpose, people=people)
