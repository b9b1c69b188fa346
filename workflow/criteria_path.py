"""The way of a criteria set, step by step (procedure rules, 4.12): the table, and the one way to take a step of it.

Buttons, permissions and the history of a set are read from these rows, as those of a case are from `transitions`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from models.criteria_life import CriteriaStep
from models.criteria_set import CriteriaSet
from models.db import db
from models.states import CriteriaSetState, Role
from models.user import User
from workflow.clock import now, today
from workflow.guards import criteria
from workflow.parties import Actor, holds
from workflow.refusals import Given, Refusal, Refused
from workflow.text import Text

S = CriteriaSetState
HEAD, CHAIR, PRESIDENT = Role.HEAD_OF_OFFICE, Role.WORKSHOP_CHAIR, Role.PRESIDENT
MOVED_ON = Refusal(
    "wrong_state",
    Text(
        hu="A szempontrendszer közben más állapotba került, ezért ez a lépés most nem tehető meg.",
        en="The criteria set has moved on meanwhile, so this step is not possible now.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One row.  `guards` ask how the set stands, `needs` what was handed in.  Without `roles` it follows by itself:
    from the workshop's vote, or by the clock."""

    name: str
    label: Text
    from_: frozenset[CriteriaSetState]
    to: CriteriaSetState
    roles: tuple[Role, ...] = ()
    guards: tuple[Callable[[Any, Given], Iterable[Refusal]], ...] = ()
    needs: tuple[Callable[[Any, Given], Iterable[Refusal]], ...] = ()

    def is_for(self, person: object) -> bool:
        """Whether the person holds a role that takes the step."""
        return holds(person, *self.roles)


def _turn(name: str, hu: str, en: str, from_: Iterable[S], to: S, *roles: Role, **more: tuple[Any, ...]) -> Turn:
    return Turn(name=name, label=Text(hu=hu, en=en), from_=frozenset(from_), to=to, roles=roles, **more)


# fmt: off
ROWS: tuple[Turn, ...] = (
    _turn("begin", "Tervezet megkezdése", "Begin a draft", (), S.DRAFT, HEAD),
    _turn("consult", "Véleményezésre bocsátás", "Open the consultation", {S.DRAFT}, S.CONSULTATION, HEAD,
          guards=(criteria.is_faultless,), needs=(criteria.consultation_is_long_enough,)),
    _turn("bring_to_workshop", "A Műhely elé terjesztés", "Bring before the workshop",
          {S.CONSULTATION, S.WORKSHOP}, S.WORKSHOP, HEAD, CHAIR,
          guards=(criteria.consultation_is_over, criteria.every_comment_is_answered, criteria.is_faultless,
                  criteria.nothing_is_listed)),
    _turn("return_to_draft", "Vissza tervezetnek", "Return to draft", {S.WORKSHOP}, S.DRAFT, HEAD, CHAIR,
          guards=(criteria.nothing_is_listed,), needs=(criteria.reason_is_given,)),
    _turn("drop", "Elvetés", "Drop", {S.DRAFT, S.CONSULTATION}, S.DROPPED, HEAD,
          needs=(criteria.reason_is_given,)),
    _turn("adopt", "Elfogadás", "Adoption", {S.WORKSHOP}, S.ADOPTED, guards=(criteria.is_faultless,)),
    _turn("set_day", "A hatálybalépés napjának kitűzése", "Set the day in force", {S.ADOPTED}, S.ADOPTED, PRESIDENT,
          guards=(criteria.minutes_are_certified, criteria.is_not_in_force_yet),
          needs=(criteria.day_is_far_enough,)),
    _turn("replace", "Felváltás", "Replacement", {S.IN_FORCE}, S.REPLACED),
    _turn("enter_into_force", "Hatálybalépés", "Entry into force", {S.ADOPTED}, S.IN_FORCE,
          guards=(criteria.day_has_come,)),
)
# fmt: on
TURNS = {row.name: row for row in ROWS}


def hindrances(name: str, row: CriteriaSet) -> list[Refusal]:
    """Why the step is not possible as the set stands; empty when whoever may take it can."""
    turn = TURNS[name]
    if row.state not in turn.from_:
        return [MOVED_ON]
    return [refusal for guard in turn.guards for refusal in guard(row, given_now())]


def given_now(**facts: Any) -> Given:
    """What the guards look at beside the set."""
    return Given(by=facts.pop("by", None), today=today(), session=db.session(), facts=facts)


def advance(row: CriteriaSet, name: str, *, by: Actor, reason: str = "", **facts: Any) -> None:
    """Take the step and write it into the history of the set.

    Raises Refused with every reason.  Of two who act at once the second finds the row changed: `edit` is its lock.
    """
    turn, given = TURNS[name], given_now(by=by, reason=reason, **facts)
    before = row.state if turn.from_ else None
    if turn.from_ and row.state not in turn.from_:
        raise Refused([MOVED_ON])
    refusals = [refusal for guard in (*turn.guards, *turn.needs) for refusal in guard(row, given)]
    if refusals:
        raise Refused(refusals)
    row.state = turn.to
    row.steps.append(
        CriteriaStep(
            ordinal=len(row.steps) + 1,
            name=name,
            from_state=before,
            to_state=turn.to,
            at=now(),
            by_id=by.id if isinstance(by, User) else None,
            reason=reason,
        )
    )
    db.session.flush()
