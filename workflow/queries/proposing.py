"""The exact proposal for every case that waits, with its reasons, and what is short."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.case import Case
from models.expert import ExpertProfile
from workflow.matching import Shortage, Solution, at_least_one_shared, shortages, solve_apart
from workflow.matching.shortage import places
from workflow.queries.matching import Batch, batch_of, file_of, waiting_ids

#: As long as a request waits for the solver: 200 cases take half a second.
MOST_SECONDS = 10.0


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
    """A case with its three, the reserve last."""

    case: Case
    three: Sequence[Reason]


@dataclass(frozen=True)
class Proposed:
    """The whole proposals, what is short with its case, places needed and free, and whether nothing better exists."""

    rows: Sequence[Row]
    short: Sequence[tuple[Case, Shortage]]
    needed: int
    free: int
    is_proven: bool
    is_fairest: bool

    @property
    def missing(self) -> int:
        """How many places of the batch stay empty."""
        return sum(shortage.missing for _, shortage in self.short)


def propose() -> Proposed:
    """For the cases that wait, as many as one request matches.  Raises NotSolved."""
    batch = batch_of(waiting_ids())
    return told(batch, solve_apart(batch.problem, most_seconds=MOST_SECONDS) if batch.cases else Solution((), 0, 0))


def told(batch: Batch, solution: Solution) -> Proposed:
    """The solution with the people and cases that it is about; no query."""
    cases = {case.id: case for case in batch.cases}
    given: dict[int, int] = {}
    for proposal in solution.proposals:
        for expert in proposal.experts:
            given[expert] = given.get(expert, 0) + 1
    rows = [
        Row(cases[proposal.file], [_reason(batch, cases[proposal.file], one, given) for one in proposal.experts])
        for proposal in solution.proposals
        if proposal.is_whole
    ]
    needed, free = places(batch.problem)
    short = [(cases[one.file], one) for one in shortages(batch.problem, solution)]
    return Proposed(rows, short, needed, free, solution.is_proven, solution.is_fairest)


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
