"""What a proposal is made from and what it says, as plain data that travels as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

#: Two reviewers and a reserve; each keeps a place free, or the reserve could not step in.
SEATS = 3
#: What an open review costs, and a place outside the fields.
REVIEW, OUTSIDE_FIELD = 100, 200
#: Every yearly limit up to eight (BR-08) divides it, so that shares of limits stay whole numbers.
SHARES = 840


@dataclass(frozen=True, slots=True)
class File:
    """A case that waits for experts: the applicant's county, the fields that it asks for, whom the screen bars from
    it (a conflict, or asked before)."""

    id: int
    county: str
    fields: tuple[str, ...] = ()
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert whom nothing keeps from being asked at all.

    `load`: reviews that are open now; `room`: how many more may be given (the nearer of both limits); `year`: reviews
    of this year, `limit`: how many it may have.
    """

    id: int
    county: str
    employer: int | None = None
    fields: tuple[str, ...] = ()
    load: int = 0
    room: int = 3
    year: int = 0
    limit: int = 8

    def step(self, nth: int) -> int:
        """How much more uneven the year becomes by the nth place that is given (from 0): the step from t² to (t + 1)²
        divided by the limit, so that the least sum of all steps has everybody at the same share of their limit."""
        return SHARES * (2 * (self.year + nth) + 1) // max(1, self.limit)


@dataclass(frozen=True, slots=True)
class Problem:
    """The cases of the batch and the experts of the register."""

    files: tuple[File, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The experts for one case: the first two review, the third is the reserve; fewer where places are missing."""

    file: int
    experts: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nobody is missing."""
        return len(self.experts) == SEATS

    @property
    def missing(self) -> int:
        """How many places are empty."""
        return SEATS - len(self.experts)


@dataclass(frozen=True, slots=True)
class Solution:
    """The proposals in the order of the cases.  `cost` is what they come to, `bound` what no other could go below: the
    proposal is proven to be the best where they are equal.  `unevenness` of the year's load and `evenest` are the same
    two numbers of the second aim, among all proposals of that cost."""

    proposals: tuple[Proposal, ...]
    cost: int
    bound: int
    unevenness: int = 0
    evenest: int = 0

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.cost == self.bound

    @property
    def is_fairest(self) -> bool:
        """Whether nothing as good spreads the year's load more evenly."""
        return self.is_proven and self.unevenness == self.evenest


def at_least_one_shared(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether an expert is at home in the fields of a case; a case that asks for none is everybody's."""
    return not other or bool(set(one) & set(other))


def written(problem: Problem) -> dict[str, Any]:
    """The problem as JSON can hold it."""
    files = [{**asdict(file), "barred": sorted(file.barred)} for file in problem.files]
    return {"files": files, "candidates": [asdict(candidate) for candidate in problem.candidates]}


def read(stored: dict[str, Any]) -> Problem:
    """The problem from its JSON."""
    return Problem(
        tuple(
            File(row["id"], row["county"], tuple(row["fields"]), frozenset(row["barred"])) for row in stored["files"]
        ),
        tuple(Candidate(**{**row, "fields": tuple(row["fields"])}) for row in stored["candidates"]),
    )
