"""Who stands in which part to a case: the one place, with `permissions`, where roles are looked at.

A party answers `is_(person, case)`; `SYSTEM` stands for the clock and for what follows by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from models.case import Case
from models.organisation import Part
from models.states import ACTIVE_ASSIGNMENT, AssignmentState, Role
from models.user import User
from workflow.clock import today
from workflow.text import Text


class System:
    """Nobody: what the clock does, or what follows by itself from somebody's act."""

    id = None


SYSTEM = System()
Actor = User | System


@dataclass(frozen=True)
class Party:
    """A part that somebody plays in a case, with its name for the diagram and the public page."""

    code: str
    label: Text
    is_: Callable[[Actor, Case], bool]

    def __or__(self, other: "Party") -> "Party":
        return Party(
            f"{self.code}_or_{other.code}",
            Text(hu=f"{self.label.hu} vagy {other.label.hu}", en=f"{self.label.en} or {other.label.en}"),
            lambda actor, case: self.is_(actor, case) or other.is_(actor, case),
        )


def holds(person: object, *roles: Role, county: str | None = None) -> bool:
    """Whether `person` is appointed today to any of `roles` (in `county`, if one is named)."""
    if not isinstance(person, User) or not person.active:
        return False
    day = today()
    return any(
        held.role in roles and held.holds_on(day) and county in (None, held.county_code) for held in person.appointments
    )


def acts_for_applicant(person: object, case: Case, *parts: Part) -> bool:
    """Whether `person` is entered for the applicant organisation in one of `parts`."""
    return isinstance(person, User) and any(
        membership.user_id == person.id and membership.part in parts
        for membership in case.programme.organisation.memberships
    )


def co_written_by(person: object) -> set[int]:
    """The ids of the cases in which `person` writes by invitation."""
    return {row.case_id for row in person.co_writings if row.is_writing} if isinstance(person, User) else set()


def co_writes(person: object, case: Case) -> bool:
    """Whether `person` was invited by the applicant to write this very case, accepted, and was not removed."""
    return case.id in co_written_by(person)


def on_applicants_side(person: object, case: Case) -> bool:
    """The applicant's staff and representative, and its co-writers: they learn no reviewer's name."""
    return acts_for_applicant(person, case, *Part) or co_writes(person, case)


def _has_assignment(person: Actor, case: Case, *states: AssignmentState) -> bool:
    return isinstance(person, User) and any(
        assignment.expert.user_id == person.id and assignment.state in states for assignment in case.assignments
    )


APPLICANT = Party(
    "applicant",
    Text(hu="a benyújtó munkatársa vagy képviselője", en="the applicant's staff or representative"),
    lambda actor, case: acts_for_applicant(actor, case, Part.STAFF, Part.REPRESENTATIVE),
)
REPRESENTATIVE = Party(
    "representative",
    Text(hu="törvényes képviselő", en="legal representative"),
    lambda actor, case: acts_for_applicant(actor, case, Part.REPRESENTATIVE),
)
ANY_OFFICER = Party(
    "any_officer",
    Text(hu="egyesületi ügyintéző", en="case officer"),
    lambda actor, case: holds(actor, Role.CASE_OFFICER, Role.HEAD_OF_OFFICE),
)
OFFICER = Party(
    "officer",
    Text(hu="az ügy ügyintézője", en="the officer of the case"),
    lambda actor, case: (
        (holds(actor, Role.CASE_OFFICER) and case.officer_id == actor.id) or holds(actor, Role.HEAD_OF_OFFICE)
    ),
)
HEAD = Party(
    "head_of_office",
    Text(hu="irodavezető", en="head of office"),
    lambda actor, case: holds(actor, Role.HEAD_OF_OFFICE),
)
INVITED_EXPERT = Party(
    "invited_expert",
    Text(hu="felkért szakértő", en="invited expert"),
    lambda actor, case: _has_assignment(actor, case, *ACTIVE_ASSIGNMENT),
)
CHAIR = Party(
    "workshop_chair",
    Text(hu="a Műhely levezető elnöke", en="chair of the workshop"),
    lambda actor, case: holds(actor, Role.WORKSHOP_CHAIR),
)
PRESIDENT = Party(
    "president",
    Text(hu="az egyesület elnöke", en="president"),
    lambda actor, case: holds(actor, Role.PRESIDENT),
)
THE_SYSTEM = Party("system", Text(hu="a rendszer", en="the system"), lambda actor, case: actor is SYSTEM)
