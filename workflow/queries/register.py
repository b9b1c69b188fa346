"""The public register: which programmes are accredited, and what a certificate's code proves.

Only what the rules make public leaves here (procedure rules, 4.10): no score, no reviewer, nobody's own contact.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import snowballstemmer
from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select, true
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.db import db
from models.decision import Decision, DecisionPoint
from models.programme import Accreditation, Certificate
from models.states import AccreditationStatus as Status
from models.states import Outcome
from workflow.clock import today
from workflow.hungarian import fold
from workflow.numbering import canonical_code
from workflow.queries.paging import Order, Page, cut, ordered, read_through

PAGE = 25
#: By what the register can be sorted.
SORTS = {"title": (Accreditation.sort_key,), "until": (Accreditation.valid_to,)}
USUAL = Order("title")
#: A shorter stem is in too many words: "kert" has the stem "ker", "roma" has "rom".
SHORTEST_STEM = 4
PUBLIC = tuple(status for status in Status if status is not Status.NONE)
#: A certificate is good in these, as long as its last day has not passed.
IN_FORCE = frozenset({Status.IN_FORCE, Status.IN_FORCE_WITH_OPEN_CONDITIONS, Status.IN_FORCE_RENEWAL_PENDING})
#: These end by themselves at 24.00 on the last day (H23), whether or not somebody has entered it yet.
ENDS_BY_ITSELF = frozenset({Status.IN_FORCE, Status.IN_FORCE_WITH_OPEN_CONDITIONS, Status.SUSPENDED})


@dataclass(frozen=True)
class Filters:
    """What a visitor looks for; an empty one asks for nothing."""

    words: str = ""
    county: str = ""
    type: str = ""
    level: str = ""
    status: Status | None = None

    @property
    def any(self) -> bool:
        """Whether anything was asked for."""
        return self != Filters()


class Condition(NamedTuple):
    """An open condition of an accreditation."""

    text: str
    due_on: date | None


class Verdict(StrEnum):
    """What the register says of a code that somebody read from a certificate."""

    VALID = "valid"
    VALID_WITH_CONDITIONS = "valid_with_conditions"
    NOT_VALID = "not_valid"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"


class Verification(NamedTuple):
    """The verdict, with what it is about where there is such a certificate."""

    verdict: Verdict
    accreditation: Accreditation | None = None
    conditions: Sequence[Condition] = ()


def page_of_register(filters: Filters, *, order: Order = USUAL, number: int = 1) -> Page:
    """One page of the register, usually in Hungarian order; two queries however many rows."""
    total = db.session.scalar(select(func.count()).select_from(Accreditation).where(*_asked(filters))) or 0
    number, last = cut(number, total, size=PAGE)
    rows = db.session.scalars(_entries(filters, order).limit(PAGE).offset((number - 1) * PAGE))
    return Page(rows=rows.all(), number=number, last=last, total=total)


def all_entries(filters: Filters, *, order: Order = USUAL) -> Iterator[Accreditation]:
    """The same entries on one page without end, read piece by piece in one query."""
    return (entry for (entry,) in read_through(_entries(filters, order)))


def counts_by_county(filters: Filters) -> dict[str, int]:
    """How many entries each county has among those that are asked for, whichever county is asked for; one query.

    A programme of two counties is counted in both.  Entries with the same counties are counted together first.
    """
    codes = Accreditation.county_codes
    rows = db.session.execute(
        select(codes, func.count()).where(*_asked(replace(filters, county=""))).group_by(codes)
    ).all()
    counts: Counter[str] = Counter()
    for listed, count in rows:
        for code in set(listed):
            counts[code] += count
    return dict(counts)


def matching(words: str) -> ColumnElement[bool]:
    """Every word occurs in the entry, whatever its accents, capitals, hyphens and endings (Rule BR-38)."""
    terms = fold(words).split()
    return and_(
        true(),
        *(or_(*(Accreditation.searched.contains(form, autoescape=True) for form in _forms(term))) for term in terms),
    )


def entry(number: str) -> Accreditation | None:
    """The public entry with its history, or None; NONE is no standing and has no entry."""
    return db.session.scalar(
        select(Accreditation)
        .where(Accreditation.number == number, Accreditation.status != Status.NONE)
        .options(selectinload(Accreditation.changes), lazyload("*"))
    )


def standing(accreditation: Accreditation, *, on: date | None = None) -> Status:
    """The status on that day (today): after its last day an accreditation has expired."""
    over = accreditation.valid_to < (on or today())
    return Status.EXPIRED if over and accreditation.status in ENDS_BY_ITSELF else accreditation.status


def open_conditions(accreditation: Accreditation) -> Sequence[Condition]:
    """The conditions, as long as they are open."""
    if standing(accreditation) != Status.IN_FORCE_WITH_OPEN_CONDITIONS:
        return ()
    points = (
        select(DecisionPoint.text, DecisionPoint.due_on)
        .join(Decision)
        .where(
            Decision.case_id == accreditation.case_id,
            Decision.issued_at.is_not(None),
            Decision.outcome == Outcome.ACCREDITED_WITH_CONDITIONS,
        )
        .order_by(Decision.id, DecisionPoint.ordinal)
    )
    return [Condition(text, due_on) for text, due_on in db.session.execute(points)]


def certificate_facts(number: str) -> dict[str, Any] | None:
    """What the latest certificate of a programme in force prints, or None."""
    found = db.session.scalar(
        select(Certificate)
        .join(Certificate.accreditation)
        .where(Accreditation.number == number)
        .options(joinedload(Certificate.accreditation))
        .order_by(Certificate.id.desc())
        .limit(1)
    )
    return found.facts if found is not None and standing(found.accreditation) in IN_FORCE else None


def verify(typed: str) -> Verification:
    """What a code proves today, however it was typed."""
    code = canonical_code(typed)
    if code is None:
        return Verification(Verdict.MISTYPED)
    accreditation = db.session.scalar(
        select(Accreditation).join(Accreditation.certificates).where(Certificate.code == code)
    )
    if accreditation is None:
        return Verification(Verdict.UNKNOWN)
    status = standing(accreditation)
    if status not in IN_FORCE:
        return Verification(Verdict.NOT_VALID, accreditation)
    if status == Status.IN_FORCE_WITH_OPEN_CONDITIONS:
        return Verification(Verdict.VALID_WITH_CONDITIONS, accreditation, open_conditions(accreditation))
    return Verification(Verdict.VALID, accreditation)


def _entries(filters: Filters, order: Order) -> Select[Accreditation]:
    wanted = select(Accreditation).where(*_asked(filters)).options(lazyload("*"))
    return wanted.order_by(*ordered(SORTS, order, Accreditation.sort_key, Accreditation.number))


def _asked(filters: Filters) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [Accreditation.status != Status.NONE]
    if filters.words:
        asked.append(matching(filters.words))
    if filters.county:
        asked.append(_lists(Accreditation.county_codes, filters.county))
    if filters.type:
        asked.append(_lists(Accreditation.programme_types, filters.type))
    if filters.level:
        asked.append(Accreditation.level == filters.level)
    if filters.status:
        asked.append(_stands(filters.status))
    return asked


def _forms(term: str) -> set[str]:
    # A stemmer keeps its state while it works: one for each call, because requests run in threads
    stem = snowballstemmer.stemmer("hungarian").stemWord(term)
    return {term, stem} if len(stem) >= SHORTEST_STEM else {term}


def _lists(column: Any, code: str) -> ColumnElement[bool]:
    """Whether a list of codes (see `Codes`) holds this one."""
    return cast(column, String).contains(f"|{code}|", autoescape=True)


def _stands(status: Status) -> ColumnElement[bool]:
    over = Accreditation.valid_to < today()
    if status == Status.EXPIRED:
        return or_(Accreditation.status == status, and_(Accreditation.status.in_(ENDS_BY_ITSELF), over))
    return and_(Accreditation.status == status, ~over) if status in ENDS_BY_ITSELF else Accreditation.status == status
