"""The exact proposal for every case that waits, with its reasons, and what is short."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from models.case import Case
from models.expert import ExpertProfile
from workflow.matching import Proposal, Shortage, Solution, at_least_one_shared, shortages, solve_apart
from workflow.matching.by_hand import Totals, around, totals, without
from workflow.matching.problem import Problem
from workflow.matching.shortage import places
from workflow.queries.matching import Batch, batch_of, file_of, waiting_ids
from workflow.text import Text

#: As long as a request waits for the solver: 200 cases take half a second; and for what is only fairer.
MOST_SECONDS, PATIENCE = 10.0, 1.0

#: Why an expert cannot be asked in any case, by the codes of the screen (BR-08).
UNREACHABLE = {
    "PAUSED": Text("szünetel vagy törölték", "paused or removed"),
    "APPOINTMENT": Text("nincs hatályos megbízása", "no appointment in force"),
    "TRAINING": Text("felkészítése 24 hónapnál régebbi", "training older than 24 months"),
    "PARALLEL": Text("betelt a nyitott értékeléseinek kerete", "as many open reviews as allowed"),
    "YEARLY": Text("betelt az évi kerete", "as many reviews this year as allowed"),
}


@dataclass(frozen=True)
class Reason:
    """One of the three and why: `before` open reviews now, `after` when the whole batch is asked (the reserve's kept
    place counted); at home in a field of the programme (None: it asks for none); from the applicant's county."""

    expert: ExpertProfile
    before: int
    after: int
    is_at_home: bool | None
    is_near: bool


@dataclass(frozen=True)
class Row:
    """A case with its three, the reserve last; whether a person chose them and fixed it."""

    case: Case
    three: Sequence[Reason]
    is_fixed: bool = False


@dataclass(frozen=True)
class Proposed:
    """The whole proposals, what is short with its case, places needed and free; whether nothing better exists, nor
    anything as good and fairer (around what is fixed); what all of it comes to, and what the best would; how many stand
    in the register, and how many of these cannot be asked at all, by reason."""

    rows: Sequence[Row]
    short: Sequence[tuple[Case, Shortage]]
    needed: int
    free: int
    is_proven: bool
    is_fairest: bool
    totals: Totals
    best: Totals
    registered: int
    unreachable: Sequence[tuple[Text, int]]

    @property
    def has_fixed(self) -> bool:
        """Whether a person's choice stands in it."""
        return any(row.is_fixed for row in self.rows)

    @property
    def missing(self) -> int:
        """How many places of the batch stay empty."""
        return sum(shortage.missing for _, shortage in self.short)


def propose(fixed: Sequence[Proposal] = ()) -> Proposed:
    """For the cases that wait, as many as one request matches; what is fixed stays, and the rest is matched around it.

    Raises NotSolved.
    """
    batch = batch_of(waiting_ids())
    waiting = {case.id for case in batch.cases}
    kept = [proposal for proposal in fixed if proposal.file in waiting and batch.experts.keys() >= {*proposal.experts}]
    best = _solved(batch.problem)
    found = _solved(without(batch.problem, kept)) if kept else best
    whole = replace(found, proposals=around(batch.problem, kept, found.proposals))
    return told(batch, whole, totals(batch.problem, best.proposals), {proposal.file for proposal in kept})


def _solved(problem: Problem) -> Solution:
    return solve_apart(problem, most_seconds=MOST_SECONDS, patience=PATIENCE) if problem.files else Solution((), 0, 0)


def told(batch: Batch, solution: Solution, best: Totals, fixed: Collection[int] = ()) -> Proposed:
    """The solution with the people and cases that it is about; no query."""
    cases = {case.id: case for case in batch.cases}
    given: dict[int, int] = {}
    for proposal in solution.proposals:
        for expert in proposal.experts:
            given[expert] = given.get(expert, 0) + 1
    rows = [
        Row(
            cases[proposal.file],
            [_reason(batch, cases[proposal.file], one, given) for one in proposal.experts],
            proposal.file in fixed,
        )
        for proposal in solution.proposals
        if proposal.is_whole
    ]
    needed, free = places(batch.problem)
    return Proposed(
        rows=rows,
        short=[(cases[one.file], one) for one in shortages(batch.problem, solution)],
        needed=needed,
        free=free,
        is_proven=solution.is_proven,
        is_fairest=solution.is_fairest,
        totals=totals(batch.problem, solution.proposals),
        best=best,
        registered=len(batch.experts),
        unreachable=[(UNREACHABLE[code], count) for code, count in sorted(batch.unreachable.items())],
    )


def _reason(batch: Batch, case: Case, expert_id: int, given: dict[int, int]) -> Reason:
    expert = batch.experts[expert_id]
    wanted = file_of(case).fields
    before = batch.load.open_reviews[expert_id]
    return Reason(
        expert=expert,
        before=before,
        after=before + given[expert_id],
        is_at_home=at_least_one_shared(expert.fields or (), wanted) if wanted else None,
        is_near=expert.county_code == case.programme.county_code,
    )
