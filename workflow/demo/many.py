"""Any number of programmes for trials of size: copies of the played ones, with all their rows, numbers and codes.

Closed procedures are copied four times as often as open ones, as years of work would leave them.  The copies share
30 sets of experts and 60 of organisations; nobody has an account for the applicants among them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import Any

from sqlalchemy import Select, Table, func, select

from models.case import Case
from models.db import db
from models.expert import Assignment, ExpertProfile
from models.meeting import AgendaItem
from models.organisation import Membership
from models.programme import Programme
from models.states import CLOSED, Role
from workflow.demo.copying import Copier, Copy, Shelf
from workflow.demo.renaming import Naming, together
from workflow.demo.texts import PROGRAMMES

CLOSED_FOR_EACH_OPEN = 4
EXPERT_SETS = 30
ORGANISATION_SETS = 60
EXPERTS = frozenset({Role.COUNTY_EXPERT, Role.CONTROL_EXPERT})
#: Each table of a programme with the column by which its rows belong to a row of another one.
OWNED = {
    "versions": "programme_id",
    "cases": "programme_id",
    "steps": "case_id",
    "assignments": "case_id",
    "deadlines": "case_id",
    "documents": "case_id",
    "formal_checks": "case_id",
    "eligibility_findings": "check_id",
    "completion_requests": "case_id",
    "completion_items": "request_id",
    "declarations": "assignment_id",
    "clarifications": "case_id",
    "reviews": "assignment_id",
    "criterion_scores": "review_id",
    "assessments": "case_id",
    "remarks": "case_id",
    "attachments": "case_id",
    "agenda_items": "case_id",
    "exclusions": "item_id",
    "proposals": "item_id",
    "ballots": "proposal_id",
    "decisions": "case_id",
    "decision_points": "decision_id",
    "accreditations": "programme_id",
    "status_changes": "accreditation_id",
    "certificates": "accreditation_id",
    "events": "case_id",
    "notices": "event_id",
}
TABLES: Mapping[str, Table] = {table.name: table for table in db.metadata.sorted_tables}


def multiply(total: int) -> int:
    """Copy until there are `total` programmes; returns how many there are.  All of it or nothing is saved."""
    there = db.session.scalar(select(func.count()).select_from(Programme)) or 0
    prototypes = db.session.execute(
        select(Programme.id, Case.state)
        .join(Case, Case.programme_id == Programme.id)
        .where(Programme.title.in_([row["title"] for row in PROGRAMMES.values()]))
        .order_by(Case.id)
    ).all()
    if total > there and prototypes:
        closed = [id for id, state in prototypes if state in CLOSED]
        open_ = [id for id, state in prototypes if state not in CLOSED]
        _copy(list(islice(cycle([*open_, *closed * CLOSED_FOR_EACH_OPEN]), total - there)))
        there = total
    db.session.commit()
    return there


def _copy(wanted: list[int]) -> None:
    connection = db.session.connection()
    copier = Copier(connection)
    _take_shared(copier, set(wanted))
    owner = _take_owned(copier, set(wanted))
    naming = Naming(connection, copier, owner)
    copies = naming.copies(_counted(wanted))
    for table in copier.shelves:
        each = _of_programmes(owner[table], copies) if table in owner else _of_sets(copier.shelves[table], copies)
        change = naming.changes.get(table)
        copier.write(table, (row for ids, copy in each for row in copier.copied(table, ids, copy, change)))
    naming.save()


def _counted(wanted: list[int]) -> Iterator[tuple[int, int]]:
    """Each copy as its prototype and which copy of it this is."""
    seen: Counter[int] = Counter()
    for prototype in wanted:
        seen[prototype] += 1
        yield prototype, seen[prototype]


def _of_programmes(owner: Mapping[int, int], copies: list[Copy]) -> Iterator[tuple[list[int], Copy]]:
    """What each copy takes from a table whose rows belong to one programme each."""
    ids: dict[int, list[int]] = defaultdict(list)
    for id, prototype in owner.items():
        ids[prototype].append(id)
    for copy in copies:
        yield ids[copy.prototype], copy


def _of_sets(shelf: Shelf, copies: list[Copy]) -> Iterator[tuple[list[int], Copy]]:
    """What the copies take from a table whose rows several programmes share: all of it, once for each turn."""
    turns = {shelf.turn(copy.nth): copy for copy in together(copies)}
    for copy in turns.values():
        # A meeting's minutes name the cases of all; an organisation or an expert has a name of its own
        words = copy if shelf.table.name == "meetings" else Copy(copy.prototype, copy.nth)
        yield list(shelf.rows), words


def _take_shared(copier: Copier, prototypes: set[int]) -> None:
    """Organisations, experts and meetings."""
    cases = select(Case.id).where(Case.programme_id.in_(prototypes))
    holders = select(Programme.organisation_id).where(Programme.id.in_(prototypes))
    profiles = select(Assignment.expert_id).where(Assignment.case_id.in_(cases))
    experts = select(ExpertProfile.user_id).where(ExpertProfile.id.in_(profiles))
    meetings = select(AgendaItem.meeting_id).where(AgendaItem.case_id.in_(cases))
    copier.take(TABLES["organisations"], _read("organisations", "id", holders), _turn_of(ORGANISATION_SETS))
    copier.take(TABLES["users"], _read("users", "id", experts), _turn_of(EXPERT_SETS))
    held = [row for row in _read("appointments", "user_id", experts) if row["role"] in EXPERTS]
    copier.take(TABLES["appointments"], held, _turn_of(EXPERT_SETS))
    copier.take(TABLES["expert_profiles"], _read("expert_profiles", "id", profiles), _turn_of(EXPERT_SETS))
    copier.take(TABLES["meetings"], _read("meetings", "id", meetings))
    copier.take(TABLES["attendances"], _read("attendances", "meeting_id", meetings))


def _take_owned(copier: Copier, prototypes: set[int]) -> dict[str, dict[int, int]]:
    """The programmes and everything that belongs to one of them; returns, by table, whose each row is."""
    owner = {"programmes": {id: id for id in prototypes}}
    copier.take(TABLES["programmes"], _read("programmes", "id", prototypes))
    # Nobody acts for the applicants of the copies, so nobody is told there
    accounts = set(db.session.scalars(select(Membership.user_id)))
    for name, table in TABLES.items():
        if name in OWNED:
            column = OWNED[name]
            (target,) = (key.column.table.name for key in table.c[column].foreign_keys)
            rows = _read(name, column, owner[target])
            if name == "notices":
                rows = [row for row in rows if row["user_id"] not in accounts]
            copier.take(table, rows)
            owner[name] = {row["id"]: owner[target][row[column]] for row in rows}
    return owner


def _read(table: str, column: str, values: Any) -> Sequence[Mapping[Any, Any]]:
    """The rows of the table that have one of `values` (or of a query's answers) in the column."""
    wanted = values if isinstance(values, Select) else list(values)
    found = TABLES[table]
    return db.session.execute(select(found).where(found.c[column].in_(wanted)).order_by(found.c.id)).mappings().all()


def _turn_of(sets: int) -> Callable[[int], int]:
    """Which of so many sets the nth copy belongs to."""
    return lambda nth: (nth - 1) % sets + 1
