"""What a choice of two experts and a reserve would mean, before anybody is asked: by the facts that the sums weigh."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.case import Case
from workflow.matching import at_least_one_shared
from workflow.queries.experts import Candidate, Trio
from workflow.queries.matching import file_of
from workflow.screening import Obstacle, composition

#: The parts of a choice, as the fields of its form are called; the last one stands by.
PARTS = ("expert_a", "expert_b", "reserve")


@dataclass(frozen=True)
class Line:
    """One of the three: `after` open reviews if they accept; at home in a field of the programme (None: it asks for
    none); from the applicant's county."""

    part: str
    candidate: Candidate
    after: int
    is_at_home: bool | None
    is_near: bool


@dataclass(frozen=True)
class Weighed:
    """The three with their facts, what the rules say against them together, whom the reserve could not replace, and the
    same two numbers of this choice and of the proposal: open reviews, and people outside their fields."""

    lines: Sequence[Line]
    wrong: Sequence[Obstacle]
    not_replaced: Sequence[Candidate]
    load: int
    outside: int
    best_load: int | None
    best_outside: int | None

    @property
    def is_best(self) -> bool:
        """Whether the proposal has neither fewer open reviews nor more people at home in the field."""
        return (self.load, self.outside) == (self.best_load, self.best_outside)


def weigh(case: Case, chosen: Mapping[str, Candidate], best: Trio | None) -> Weighed:
    """`chosen` by part; parts may be missing.  No query beyond what is loaded."""
    lines = [_line(case, part, chosen[part]) for part in PARTS if part in chosen]
    pair = [chosen[part] for part in PARTS[:2] if part in chosen]
    reserve = chosen.get(PARTS[2])
    load, outside = _numbers(lines)
    best_lines = [_line(case, part, candidate) for part, candidate in zip(PARTS, best or (), strict=False)]
    best_load, best_outside = _numbers(best_lines) if best else (None, None)
    return Weighed(
        lines=lines,
        wrong=composition([one.expert for one in pair], case),
        not_replaced=[] if reserve is None else [
            gone for gone, stays in ((one, other) for one in pair for other in pair if one is not other)
            if composition([stays.expert, reserve.expert], case)
        ],
        load=load,
        outside=outside,
        best_load=best_load,
        best_outside=best_outside,
    )  # fmt: skip


def _line(case: Case, part: str, candidate: Candidate) -> Line:
    expert, wanted = candidate.expert, file_of(case).fields
    return Line(
        part=part,
        candidate=candidate,
        after=candidate.open_reviews + (part != PARTS[2]),
        is_at_home=at_least_one_shared(expert.fields or (), wanted) if wanted else None,
        is_near=expert.county_code == case.programme.county_code,
    )


def _numbers(lines: Sequence[Line]) -> tuple[int, int]:
    return sum(line.candidate.open_reviews for line in lines), sum(line.is_at_home is False for line in lines)
