"""The people of a test, known by their part: plain builders that add to the session and flush, and never commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models.db import db
from models.expert import ExpertPause, ExpertProfile
from models.organisation import Bond, Membership, Organisation, Part, Relation
from models.states import LegalForm, Role
from models.user import Appointment, User
from tests.recall import once
from workflow.clock import now, today
from workflow.hungarian import fold, sort_key

ZALA, VAS, SOMOGY, VESZPREM, BARANYA, TOLNA = "20", "18", "14", "19", "02", "17"
LONG_AGO = date(2015, 1, 1)

_number = count(1)


def a_person(
    *roles: Role,
    name: str = "",
    county: str | None = None,
    email: str = "",
    from_on: date = LONG_AGO,
    to_on: date | None = None,
    **columns: Any,
) -> User:
    """Somebody with an account, appointed to `roles` (in `county`) on the days from `from_on` to `to_on`."""
    nth = next(_number)
    family_name, _, given_name = (name or f"Személy {_letters(nth)}").partition(" ")
    person = User(
        email=email or f"person-{nth}@merce.example",
        active=True,
        fs_uniquifier=uuid4().hex,
        family_name=family_name,
        given_name=given_name,
        sort_key=sort_key(f"{family_name} {given_name}"),
        county_code=county,
        created_at=now(),
        **{"locale": "hu", **columns},
    )
    person.appointments = [Appointment(role=role, county_code=county, from_on=from_on, to_on=to_on) for role in roles]
    return _added(person)


def an_organisation(name: str = "", *, county: str | None = ZALA, **columns: Any) -> Organisation:
    """An organisation with nobody in it."""
    name = name or f"Kitalált Egyesület {_letters(next(_number))}"
    facts = {"legal_form": LegalForm.ASSOCIATION, "seat": "8790 Zalaszentgrót, Példa utca 1.", **columns}
    return _added(Organisation(name=name, folded_name=fold(name), county_code=county, **facts))


def a_membership(person: User, organisation: Organisation, part: Part = Part.REPRESENTATIVE) -> Membership:
    """`person` acts for `organisation`."""
    return _added(Membership(user=person, organisation=organisation, part=part))


def a_relation(
    person: User,
    organisation: Organisation,
    *,
    bond: Bond = Bond.MEMBER,
    from_on: date = LONG_AGO,
    to_on: date | None = None,
) -> Relation:
    """What the conflict screen reads for KO1."""
    return _added(Relation(user=person, organisation=organisation, bond=bond, from_on=from_on, to_on=to_on))


def an_expert(
    name: str = "", *, county: str = VAS, employer: Organisation | None = None, **columns: Any
) -> ExpertProfile:
    """A county expert whom nothing keeps from being assigned today."""
    person = a_person(Role.COUNTY_EXPERT, name=name, county=county)
    facts = {
        "appointed_from": LONG_AGO,
        "appointed_to": date(2030, 12, 31),
        "trained_on": today() - timedelta(days=100),
        "yearly_limit": 8,
        "parallel_limit": 3,
        **columns,
    }
    facts["pauses"] = [ExpertPause(from_on=first, to_on=last) for first, last in facts.get("pauses", ())]
    return _added(ExpertProfile(user=person, county_code=county, employer=employer, fields=["K-B"], **facts))


@dataclass
class Cast:
    """Everybody who can have to do with a case.  `expert_b` is from the applicant's county, `control` from a third."""

    organisation: Organisation
    representative: User
    staff: User
    stranger: User
    officer: User
    other_officer: User
    head: User
    president: User
    expert_a: ExpertProfile
    expert_b: ExpertProfile
    reserve: ExpertProfile
    control: ExpertProfile
    spare: ExpertProfile
    members: list[User]
    secretary: User
    certifier: User
    certifiers: list[User]
    developer: User
    far_developer: User
    regional_expert: User
    community_worker: User
    adviser: User
    appeal_member: User
    monitoring_visitor: User
    editor: User
    records_keeper: User
    data_protection_contact: User
    observer: User
    administrator: User
    retired_head: User

    @property
    def chair(self) -> User:
        """The first of the nine members of the workshop."""
        return self.members[0]

    @property
    def experts(self) -> list[ExpertProfile]:
        """A, B, the reserve, the control expert and one more."""
        return [self.expert_a, self.expert_b, self.reserve, self.control, self.spare]

    @property
    def by_part(self) -> dict[str, User]:
        """Every person under the name of the part, each once."""
        people = {part: value for part, value in vars(self).items() if isinstance(value, User)}
        people |= {part: value.user for part, value in vars(self).items() if isinstance(value, ExpertProfile)}
        return people | {"chair": self.members[0], "member": self.members[1]}


class Recalled:
    """The same people for another session: each is loaded when asked for."""

    def __init__(self, cast: Cast) -> None:
        self._keys = keys_of(cast)

    def __getattr__(self, part: str) -> Any:
        if part == "chair":
            return self.members[0]
        key = self._keys[part]
        return [db.session.get(*each) for each in key] if isinstance(key, list) else db.session.get(*key)


def keys_of(cast: Cast) -> dict[str, Any]:
    """For each part (model, id), or a list of these."""
    return {part: _key(value) for part, value in vars(cast).items()}


def _key(value: Any) -> Any:
    return [_key(each) for each in value] if isinstance(value, list) else (type(value), value.id)


def the_people() -> Cast:
    """The full cast: an applicant in Zala, the office, experts of five counties, the workshop of nine, the rest."""
    return once("the people", _entered, mark=keys_of, find=_found)


def _entered() -> Cast:
    with _one_flush():
        return _everybody()


def _found(keys: dict[str, Any]) -> Cast:
    """The same people in this session, with their appointments."""
    loaded = [*db.session.scalars(select(User).options(selectinload(User.appointments)))]
    loaded += [*db.session.scalars(select(ExpertProfile)), *db.session.scalars(select(Organisation))]
    rows = {_key(row): row for row in loaded}
    return Cast(
        **{part: [rows[one] for one in key] if isinstance(key, list) else rows[key] for part, key in keys.items()}
    )


def _everybody() -> Cast:
    organisation = an_organisation("Minta Közösségekért Egyesület (fiktív)")
    elsewhere = an_organisation("Távoli Kör Alapítvány (fiktív)", county=TOLNA)
    representative = a_person(Role.LEGAL_REPRESENTATIVE, name="Minta Anna", county=ZALA)
    staff = a_person(Role.APPLICANT_USER, name="Minta Béla", county=ZALA)
    stranger = a_person(Role.LEGAL_REPRESENTATIVE, Role.APPLICANT_USER, name="Távoli Tamás", county=TOLNA)
    for person, place, part in (
        (representative, organisation, Part.REPRESENTATIVE),
        (staff, organisation, Part.STAFF),
        (stranger, elsewhere, Part.REPRESENTATIVE),
    ):
        a_membership(person, place, part)
    certifiers = [a_person(Role.CERTIFIER, name=name) for name in ("Hites Henrik", "Hites Hajnal")]
    return Cast(
        organisation=organisation,
        representative=representative,
        staff=staff,
        stranger=stranger,
        officer=a_person(Role.CASE_OFFICER, name="Ügyes Ilona"),
        other_officer=a_person(Role.CASE_OFFICER, name="Ügyes Ottó"),
        head=a_person(Role.HEAD_OF_OFFICE, name="Irodai Vilma"),
        president=a_person(Role.PRESIDENT, name="Elnöki Ede"),
        expert_a=an_expert("Szakértő Aranka", county=VAS),
        expert_b=an_expert("Szakértő Barna", county=ZALA),
        reserve=an_expert("Szakértő Cecília", county=SOMOGY),
        control=an_expert("Szakértő Dénes", county=VESZPREM),
        spare=an_expert("Szakértő Emma", county=BARANYA),
        members=[
            a_person(Role.WORKSHOP_CHAIR, name="Műhely Elnök"),
            *(a_person(Role.WORKSHOP_MEMBER, name=f"Műhely Tag{nth}") for nth in range(2, 10)),
        ],
        secretary=a_person(Role.WORKSHOP_SECRETARY, name="Titkár Teréz"),
        certifier=certifiers[0],
        certifiers=certifiers,
        developer=a_person(Role.COUNTY_DEVELOPER, name="Megyei Mária", county=ZALA),
        far_developer=a_person(Role.COUNTY_DEVELOPER, name="Megyei Márton", county=TOLNA),
        regional_expert=a_person(Role.REGIONAL_EXPERT, name="Régi Rita"),
        community_worker=a_person(Role.COMMUNITY_WORKER, name="Közös Klára"),
        adviser=a_person(Role.ADVISER, name="Tanács Tibor"),
        appeal_member=a_person(Role.APPEAL_COMMITTEE_MEMBER, name="Jogos Judit"),
        monitoring_visitor=a_person(Role.MONITORING_VISITOR, name="Látogató Lajos"),
        editor=a_person(Role.EDITOR, name="Szerkesztő Sára"),
        records_keeper=a_person(Role.RECORDS_KEEPER, name="Irattáros Irén"),
        data_protection_contact=a_person(Role.DATA_PROTECTION_CONTACT, name="Adatos Adél"),
        observer=a_person(Role.OBSERVER, name="Megfigyelő Manó"),
        administrator=a_person(Role.ADMINISTRATOR, name="Rendszer Gazda"),
        retired_head=a_person(Role.HEAD_OF_OFFICE, name="Egykori Vilmos", to_on=date(2020, 12, 31)),
    )


def _added(row: Any) -> Any:
    db.session.add(row)
    if not _held:
        db.session.flush()
    return row


#: Not empty while rows wait for one flush of all.
_held: list[bool] = []


@contextmanager
def _one_flush() -> Iterator[None]:
    """Rows are stored together at the end, in their order: the cast in 8 to 17 ms on SQLite instead of 21 to 24."""
    _held.append(True)
    try:
        yield
    finally:
        _held.pop()
    db.session.flush()


def _letters(number: int) -> str:
    """1 → "B", 27 → "BB": a name without figures."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.capitalize()
