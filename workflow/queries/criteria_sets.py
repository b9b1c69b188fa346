"""Criteria sets as screens ask for them: those that a person may see, what may be done next, comments by criterion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from models.db import db
from models.states import CRITERIA_UNDER_WAY, CriteriaSetState
from models.user import User
from workflow.criteria_path import TURNS, Turn, hindrances
from workflow.permissions import may_see_comment, may_see_criteria_set
from workflow.text import Text


@dataclass(frozen=True)
class NextTurn:
    """A step that this person takes, and why it is not possible yet; empty when it is."""

    turn: Turn
    reasons: Sequence[Text]


def sets_for(person: User) -> list[CriteriaSet]:
    """The sets that the person may see, the latest first; one query."""
    rows = db.session.scalars(select(CriteriaSet).order_by(CriteriaSet.id.desc())).all()
    return [row for row in rows if may_see_criteria_set(person, row)]


def is_one_under_way(sets: Iterable[CriteriaSet]) -> bool:
    """Whether one of them is between its draft and its day: then no other draft begins."""
    return any(row.state in CRITERIA_UNDER_WAY for row in sets)


def next_turns(person: User, row: CriteriaSet) -> list[NextTurn]:
    """What the person may do with the set as it stands, in the order of the table."""
    return [
        NextTurn(turn, [refusal.text for refusal in hindrances(turn.name, row)])
        for turn in TURNS.values()
        if row.state in turn.from_ and turn.roles and turn.is_for(person)
    ]


def comments_for(person: User, row: CriteriaSet) -> dict[str, list[CriteriaComment]]:
    """The comments that the person may read, by the code of the criterion ("" is the whole set)."""
    found: dict[str, list[CriteriaComment]] = {}
    for said in row.comments:
        if may_see_comment(person, said):
            found.setdefault(said.criterion, []).append(said)
    return found


def next_version() -> str:
    """The number that a new draft is offered: one more than the highest of the same main number."""
    versions = db.session.execute(select(CriteriaSet.version, CriteriaSet.state)).all()
    major = next(v for v, state in versions if state == CriteriaSetState.IN_FORCE).split(".")[0]
    minors = [int(version.split(".")[1]) for version, _ in versions if version.split(".")[0] == major]
    return f"{major}.{max(minors) + 1}"
