"""Who took part in a case before, and so may not take another part in it: KO7 and KO8 (procedure rules, 4.7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select, union
from sqlalchemy.orm import Session

from models.case import Case
from models.expert import Assignment, ExpertProfile
from models.meeting import AgendaItem, Ballot, Proposal
from models.review import Review
from models.user import User
from workflow.screening.conflicting import conflicts
from workflow.screening.obstacles import Obstacle, Source, obstacle
from workflow.screening.ties import session_of

REVIEWED, VOTED, PRESENTED, KEPT = "reviewed", "voted", "presented", "kept"
#: What somebody did in the decision that an appeal is about.
DEEDS = {
    REVIEWED: ("Szakértőként értékelte a programot.", "Reviewed the programme as an expert.", Source.ASSIGNMENTS),
    VOTED: ("Szavazott az ügyről a Műhelyben.", "Voted on the case in the workshop.", Source.DECISION),
    PRESENTED: ("Az ügy előadója volt.", "Was the rapporteur of the case.", Source.DECISION),
    KEPT: ("Az ügy ügyintézője volt.", "Was the officer of the case.", Source.DECISION),
}


def workshop_conflicts(people: Iterable[User], case: Case, today: date) -> dict[int, list[Obstacle]]:
    """What keeps members, rapporteur and chair off the case, by user id: their own ties, and KO8 for its experts.

    What is still to be decided in writing keeps nobody out of the workshop.
    """
    everybody = list(people)
    found = {
        user_id: settled
        for user_id, obstacles in conflicts(everybody, case, today).items()
        if (settled := [one for one in obstacles if not one.is_pending])
    }
    experts = expert_ids(case)
    for person in everybody:
        if person.id in experts:
            found[person.id] = [*found.get(person.id, []), was_expert()]
    return found


def expert_ids(case: Case) -> set[int]:
    """The experts of the case (user ids), in whatever part and round."""
    return {assignment.expert.user_id for assignment in case.assignments}


def was_expert() -> Obstacle:
    """KO8 (BR-17)."""
    return obstacle("KO8", "Az ügy szakértője volt.", "Was an expert of the case.", Source.ASSIGNMENTS)


def appeal_conflicts(people: Iterable[User], case: Case, today: date) -> dict[int, list[Obstacle]]:
    """What keeps a member of the appeal committee off an appeal against the decision of the case: ties, and KO7."""
    everybody = list(people)
    found = conflicts(everybody, case, today)
    deeds = decided_before(session_of(case), case.programme_id)
    for person in everybody:
        own = [obstacle("KO7", *DEEDS[deed]) for deed in sorted(deeds.get(person.id, ()))]
        if own:
            found[person.id] = [*found.get(person.id, []), *own]
    return found


def decided_before(session: Session, programme_id: int) -> Mapping[int, Sequence[str]]:
    """Who reviewed the programme, kept its case, presented it or voted on it, by user id; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    for user_id, deed in session.execute(union(*_deeds(programme_id))):
        found[user_id].append(deed)
    return found


def _deeds(programme_id: int) -> list[Select[*tuple[Any, ...]]]:
    cases = select(Case.id).where(Case.programme_id == programme_id)
    return [
        select(ExpertProfile.user_id, literal(REVIEWED))
        .join(Assignment, Assignment.expert_id == ExpertProfile.id)
        .join(Review, Review.assignment_id == Assignment.id)
        .where(Assignment.case_id.in_(cases)),
        select(Ballot.member_id, literal(VOTED))
        .join(Proposal, Proposal.id == Ballot.proposal_id)
        .join(AgendaItem, AgendaItem.id == Proposal.item_id)
        .where(AgendaItem.case_id.in_(cases)),
        select(AgendaItem.rapporteur_id, literal(PRESENTED)).where(AgendaItem.case_id.in_(cases)),
        select(Case.officer_id, literal(KEPT)).where(Case.id.in_(cases), Case.officer_id.is_not(None)),
    ]
