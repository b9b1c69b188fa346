"""What the office has stored of people's ties, read in one query: organisations, own cases, advice given."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, String, cast, event, literal, null, or_, select, union
from sqlalchemy import case as when
from sqlalchemy.orm import Session, object_session

from models.case import Case
from models.circumstance import Circumstance
from models.co_writer import CoWriter
from models.expert import Assignment, Consultation, ExpertProfile
from models.organisation import Membership, Organisation, Relation
from models.programme import Programme
from models.states import OPEN_BEFORE_DECISION
from models.user import User
from workflow.deadlines import months_later, years_later
from workflow.screening.obstacles import Source

#: Person, and the facts of a Tie.
Selected = Select[*tuple[Any, ...]]
RELATION_YEARS = 3
ADVICE_MONTHS = 24
ORGANISATION, OWN_CASE, ADVICE, WRITING = "organisation", "own_case", "advice", "writing"
DECLARED, OBJECTION = "declared", "objection"
#: Why a part in a case ended (`Assignment.reason_code`).
CONFLICT = "conflict"
#: How an objection was decided: the `bond` of its tie.
OPEN, STAYS, LEAVES = "open", "stays", "leaves"
#: Where a session keeps the ties that it has read in the transaction that goes on.
KEPT = "ties of people"


@dataclass(frozen=True)
class Tie:
    """One stored fact: of which kind, to which record (its id), that record's folded name, and how to call it.

    `bond` says how (a value of Bond or Part, or ""), `source` where it stands, `from_on` and `to_on` from when to when.
    """

    kind: str
    record_id: int
    folded: str
    called: str
    bond: str
    source: str
    from_on: date | None
    to_on: date | None


def session_of(case: Case) -> Session:
    """The session that the case belongs to; ValueError if to none."""
    session = object_session(case)
    if session is None:
        raise ValueError("the case must belong to a session")
    return session


def read_ties(session: Session, ids: Sequence[int], today: date) -> Mapping[int, list[Tie]]:
    """The ties of these users, by user id; one query however many people and ties."""
    found: dict[int, list[Tie]] = defaultdict(list)
    facts_of = (
        *_organisations(ids, today),
        *_own_cases(ids),
        _advice(ids, today),
        _writing(ids),
        _declared(ids),
        _ruled(ids),
    )
    for user_id, *facts in session.execute(union(*facts_of)):
        found[user_id].append(Tie(*facts))
    return {user_id: sorted(ties, key=_place) for user_id, ties in found.items()}


def _place(tie: Tie) -> tuple[str, str, str]:
    return tie.kind, tie.called, tie.source


def kept_ties(session: Session, person: User, today: date) -> list[Tie]:
    """The ties of one person, read once in a transaction: a page asks several times whether somebody may read."""
    transaction, kept = session.info.get(KEPT, (None, {}))
    if transaction is None or transaction is not session.get_transaction():
        kept = {}
    if (person.id, today) not in kept:
        kept[person.id, today] = read_ties(session, [person.id], today).get(person.id, [])
        session.info[KEPT] = (session.get_transaction(), kept)
    ties: list[Tie] = kept[person.id, today]
    return ties


@event.listens_for(Session, "after_flush")
@event.listens_for(Session, "after_soft_rollback")
def forget_ties(session: Session, *_: object) -> None:
    """What was just written, or taken back, may be a tie."""
    session.info.pop(KEPT, None)


NO_DAY = cast(null(), Date)
NO_WORD = literal("")


def _organisations(ids: Sequence[int], today: date) -> list[Selected]:
    """Ties to organisations (KO1): now or within three years, as their employer's expert, or as who acts for them."""
    since = years_later(today, -RELATION_YEARS)
    facts = (literal(ORGANISATION), Organisation.id, Organisation.folded_name, Organisation.name)
    related = (
        select(
            Relation.user_id,
            *facts,
            cast(Relation.bond, String),
            literal(Source.TIES.value),
            Relation.from_on,
            Relation.to_on,
        )
        .join(Organisation, Organisation.id == Relation.organisation_id)
        .where(Relation.user_id.in_(ids), or_(Relation.to_on.is_(None), Relation.to_on >= since))
    )
    employed = (
        select(ExpertProfile.user_id, *facts, NO_WORD, literal(Source.SHEET.value), NO_DAY, NO_DAY)
        .join(Organisation, Organisation.id == ExpertProfile.employer_id)
        .where(ExpertProfile.user_id.in_(ids))
    )
    acting = (
        select(Membership.user_id, *facts, cast(Membership.part, String), literal(Source.MEMBERS.value), NO_DAY, NO_DAY)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.user_id.in_(ids))
    )
    return [related, employed, acting]


def _own_cases(ids: Sequence[int]) -> list[Selected]:
    """Open cases of programmes of one's own, or that one co-writes (KO5)."""
    facts = (literal(OWN_CASE), Case.id, NO_WORD, Case.number, NO_WORD, literal(Source.CASES.value), NO_DAY, NO_DAY)
    written = (
        select(CoWriter.user_id, *facts)
        .join(Case, Case.id == CoWriter.case_id)
        .where(
            CoWriter.user_id.in_(ids),
            CoWriter.accepted_at.is_not(None),
            CoWriter.ended_at.is_(None),
            Case.state.in_(OPEN_BEFORE_DECISION),
        )
    )
    own = (
        select(Membership.user_id, *facts)
        .join(Programme, Programme.organisation_id == Membership.organisation_id)
        .join(Case, Case.programme_id == Programme.id)
        .where(Membership.user_id.in_(ids), Case.state.in_(OPEN_BEFORE_DECISION))
    )
    return [own, written]


def _writing(ids: Sequence[int]) -> Selected:
    """Programmes that one wrote as a co-writer, however long ago (KO2): removal undoes no authorship."""
    source = literal(Source.CO_WRITERS.value)
    return (
        select(CoWriter.user_id, literal(WRITING), Case.programme_id, NO_WORD, NO_WORD, NO_WORD, source, NO_DAY, NO_DAY)
        .join(Case, Case.id == CoWriter.case_id)
        .where(CoWriter.user_id.in_(ids), CoWriter.accepted_at.is_not(None))
    )


def _advice(ids: Sequence[int], today: date) -> Selected:
    """Consultations on a programme within 24 months (KO3)."""
    since = months_later(today, -ADVICE_MONTHS)
    given = Consultation
    return select(
        given.adviser_id, literal(ADVICE), given.programme_id, NO_WORD, cast(given.on, String), given.subject,
        literal(Source.ADVICE.value), given.on, NO_DAY,
    ).where(given.adviser_id.in_(ids), given.on >= since)  # fmt: skip


def _declared(ids: Sequence[int]) -> Selected:
    """Parts in a case that ended because of a conflict, declared or found."""
    source = literal(Source.ASSIGNMENTS.value)
    return (
        select(
            ExpertProfile.user_id, literal(DECLARED), Assignment.case_id, NO_WORD, cast(Assignment.reason, String),
            NO_WORD, source, NO_DAY, NO_DAY,
        )
        .join(Assignment, Assignment.expert_id == ExpertProfile.id)
        .where(ExpertProfile.user_id.in_(ids), Assignment.reason_code == CONFLICT)
    )  # fmt: skip


def _ruled(ids: Sequence[int]) -> Selected:
    """Objections of the applicant that were tied to a person by hand, or decided (KO12)."""
    told = Circumstance
    ruling = when((told.stays.is_(None), OPEN), (told.stays.is_(True), STAYS), else_=LEAVES)
    return select(
        told.user_id, literal(OBJECTION), told.case_id, NO_WORD, cast(told.reason, String), ruling,
        literal(Source.RULINGS.value), NO_DAY, NO_DAY,
    ).where(told.user_id.in_(ids), told.assignment_id.is_(None))  # fmt: skip
