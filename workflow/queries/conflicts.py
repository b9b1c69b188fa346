"""The conflict register of a case: everybody who comes in question, what stands against them, what they declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload, subqueryload

from models.case import Case
from models.circumstance import Circumstance
from models.db import db
from models.expert import Assignment, Declaration, ExpertProfile
from models.meeting import AgendaItem, Exclusion
from models.organisation import Organisation
from models.programme import Programme
from models.states import AssignmentState, Role
from models.user import Appointment, User
from workflow.clock import today
from workflow.hungarian import fold
from workflow.queries.experts import load_of
from workflow.queries.paging import PAGE, Page, cut
from workflow.screening import (
    Objection,
    Obstacle,
    appeal_conflicts,
    expert_ids,
    objections,
    same_settlement,
    unavailable,
    was_expert,
)

#: Who may have a part in the case later, beside the experts of the register.
LATER = (Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR, Role.APPEAL_COMMITTEE_MEMBER)
WORKSHOP = frozenset({Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR})
#: The case with what the screen compares and who is on it, in one query.
WHOLE = (
    joinedload(Case.version),
    joinedload(Case.programme).joinedload(Programme.organisation).joinedload(Organisation.memberships),
    selectinload(Case.circumstances).joinedload(Circumstance.decided_by),
    joinedload(Case.assignments).options(
        joinedload(Assignment.expert).joinedload(ExpertProfile.user), joinedload(Assignment.declarations)
    ),
)


class Standing(StrEnum):
    """How somebody stands to the case, the first of these that holds; in the order of the page."""

    PENDING = "pending"
    BARRED = "barred"
    ASKED = "asked"
    UNAVAILABLE = "unavailable"
    FREE = "free"


@dataclass(frozen=True)
class Line:
    """One person: in what roles, from which county (experts), what stands against them, what they signed."""

    person: User
    expert: ExpertProfile | None
    roles: Sequence[Role]
    obstacles: Sequence[Obstacle] = ()
    assignments: Sequence[Assignment] = field(default=())
    circumstances: Sequence[Circumstance] = field(default=())
    #: From which items of the workshop's agenda the person was excluded in this case.
    exclusions: Sequence[Exclusion] = ()
    #: What may be a circumstance to report, as far as stored facts tell: it keeps nobody off.
    notes: Sequence[Obstacle] = ()

    @property
    def declarations(self) -> list[Declaration]:
        """Everything signed in this case, in the order of signing."""
        signed = [one for row in self.assignments for one in row.declarations]
        return sorted(signed, key=lambda one: (one.signed_at, one.id))

    @property
    def standing(self) -> Standing:
        """In which group of the page."""
        conflicts = [one for one in self.obstacles if one.is_conflict]
        if any(one.is_pending for one in conflicts) or any(self.is_to_decide(row) for row in self.circumstances):
            return Standing.PENDING
        if conflicts or self.exclusions or any(row.reason_code == "conflict" for row in self.assignments):
            return Standing.BARRED
        if self.assignments:
            return Standing.ASKED
        return Standing.UNAVAILABLE if self.obstacles else Standing.FREE

    def is_to_decide(self, row: Circumstance) -> bool:
        """Whether an expert at work reported it and nobody has decided yet; objections are told by the screen."""
        return row.stays is None and row.assignment is not None and row.assignment.state == AssignmentState.ACCEPTED


@dataclass(frozen=True)
class Register:
    """The lines that were asked for, a page of them, and how many of all stand how."""

    page: Page
    counts: Mapping[Standing, int]
    #: Objections to somebody whom the register does not know by that name, with their place in A11 from 1.
    unknown: Sequence[tuple[int, Objection]]


def register_of(case: Case, *, words: str = "", standing: Standing | None = None, number: int = 1) -> Register:
    """Those whose name holds the words and who stand so; a fixed number of queries however many people there are."""
    lines = sorted(_lines(case), key=lambda line: (list(Standing).index(line.standing), line.person.sort_key))
    counts = {one: sum(line.standing == one for line in lines) for one in Standing}
    wanted = [line for line in lines if _is_wanted(line, fold(words), standing)]
    number, last = cut(number, len(wanted))
    page = Page(wanted[(number - 1) * PAGE : number * PAGE], number, last, len(wanted))
    return Register(page, counts, _unknown(case, [line.person for line in lines]))


def _is_wanted(line: Line, words: str, standing: Standing | None) -> bool:
    """By name everybody is found; without any wish, those of whom there is something to say."""
    if standing is None and not words:
        return line.standing != Standing.FREE or bool(line.circumstances or line.notes)
    return standing in (None, line.standing) and words in fold(line.person.display_name)


def people_of_the_register() -> Sequence[User]:
    """The experts, by name; one query."""
    found = select(User).join(ExpertProfile, ExpertProfile.user_id == User.id)
    return db.session.scalars(found.order_by(User.sort_key, User.id)).all()


def _unknown(case: Case, people: Sequence[User]) -> list[tuple[int, Objection]]:
    tied = {row.named for row in case.circumstances}
    return [
        (place, objection)
        for place, objection in enumerate(objections(case), start=1)
        if objection.name not in tied and not any(objection.names(person) for person in people)
    ]


def _lines(case: Case) -> list[Line]:
    day = today()
    experts = {expert.user_id: expert for expert in _experts(case)}
    roles = _roles()
    people = {expert.user_id: expert.user for expert in experts.values()} | {
        person.id: person for person, _ in roles.values()
    }
    conflicted = appeal_conflicts(people.values(), case, day)
    busy = unavailable(list(experts.values()), case, day, load_of())
    on_it, excluded = expert_ids(case), _exclusions(case)
    lines = []
    for user_id, person in people.items():
        held = roles[user_id][1] if user_id in roles else []
        expert = experts.get(user_id)
        ground_8 = [was_expert()] if user_id in on_it and WORKSHOP & set(held) else []
        asked = [one for one in conflicted.get(user_id, []) if one.code != "KO7" or _judges_appeals(held)]
        lines.append(
            Line(
                person=person,
                expert=expert,
                roles=held,
                obstacles=[*asked, *ground_8, *(_limits(busy, expert) if expert else ())],
                assignments=[row for row in case.assignments if expert and row.expert_id == expert.id],
                exclusions=excluded.get(user_id, ()),
                notes=same_settlement(expert, case) if expert else (),
                circumstances=[row for row in case.circumstances if row.user_id == user_id],
            )
        )
    return lines


def _limits(busy: Mapping[int, Sequence[Obstacle]], expert: ExpertProfile) -> list[Obstacle]:
    """Why the expert cannot be asked at all; that they were asked, the invitation itself says."""
    return [one for one in busy.get(expert.id, ()) if one.code != "ALREADY"]


def _judges_appeals(held: Sequence[Role]) -> bool:
    return Role.APPEAL_COMMITTEE_MEMBER in held


def _experts(case: Case) -> Sequence[ExpertProfile]:
    """Everybody of the register; who was removed from it only where they had a part in the case."""
    gone = ExpertProfile.removed_on.is_not(None) & (ExpertProfile.removed_on <= today())
    with_part = [row.expert_id for row in case.assignments]
    wanted = select(ExpertProfile).where(or_(~gone, ExpertProfile.id.in_(with_part)))
    loaded = wanted.options(
        joinedload(ExpertProfile.user), joinedload(ExpertProfile.employer), subqueryload(ExpertProfile.pauses)
    )
    return db.session.scalars(loaded).all()


def _exclusions(case: Case) -> dict[int, list[Exclusion]]:
    """Who was excluded from an item of the case, by the screen, by themselves or by the chair; one query."""
    found: dict[int, list[Exclusion]] = {}
    wanted = select(Exclusion).join(AgendaItem, AgendaItem.id == Exclusion.item_id).where(AgendaItem.case_id == case.id)
    for row in db.session.scalars(wanted.order_by(Exclusion.id)):
        found.setdefault(row.member_id, []).append(row)
    return found


def _roles() -> dict[int, tuple[User, list[Role]]]:
    """Members of the workshop and of the appeal committee today, with their roles; one query."""
    day = today()
    rows: Any = db.session.execute(
        select(User, Appointment.role)
        .join(Appointment, Appointment.user_id == User.id)
        .where(
            User.active.is_(True),
            Appointment.role.in_(LATER),
            Appointment.from_on <= day,
            or_(Appointment.to_on.is_(None), Appointment.to_on >= day),
        )
        .order_by(User.sort_key, Appointment.id)
    )
    found: dict[int, tuple[User, list[Role]]] = {}
    for person, role in rows:
        found.setdefault(person.id, (person, []))[1].append(role)
    return found
