"""What a proposal comes to whoever made it, and what is left to match when some of its choices are fixed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflow.matching.problem import OUTSIDE_FIELD, REVIEW, Problem, Proposal, at_least_one_shared


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a whole batch: empty places; open reviews that the experts have as they are asked, one after the other; places
    outside the fields of their experts."""

    missing: int
    load: int
    outside: int

    @property
    def weight(self) -> tuple[int, int]:
        """By which two proposals are compared: the least is the best."""
        return self.missing, self.load * REVIEW + self.outside * OUTSIDE_FIELD


def totals(problem: Problem, proposals: Sequence[Proposal]) -> Totals:
    """The sums of these proposals; experts whom the problem does not know count as free and outside."""
    people = {one.id: one for one in problem.candidates}
    fields = {file.id: file.fields for file in problem.files}
    given = Counter(expert for proposal in proposals for expert in proposal.experts)
    now = {id: people[id].load if id in people else 0 for id in given}
    outside = sum(
        id not in people or not at_least_one_shared(people[id].fields, fields.get(proposal.file, ()))
        for proposal in proposals
        for id in proposal.experts
    )
    return Totals(
        missing=sum(proposal.missing for proposal in proposals),
        load=sum(now[id] + nth for id, count in given.items() for nth in range(count)),
        outside=outside,
    )


def without(problem: Problem, fixed: Sequence[Proposal]) -> Problem:
    """The other cases, with the places that the fixed choices have taken already."""
    gone = {proposal.file for proposal in fixed}
    given = Counter(expert for proposal in fixed for expert in proposal.experts)
    return Problem(
        tuple(file for file in problem.files if file.id not in gone),
        tuple(
            replace(one, load=one.load + given[one.id], room=one.room - given[one.id], year=one.year + given[one.id])
            for one in problem.candidates
        ),
    )


def around(problem: Problem, fixed: Sequence[Proposal], found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The fixed choices and what was found around them, in the order of the cases."""
    by_file = {proposal.file: proposal for proposal in (*found, *fixed)}
    return tuple(by_file.get(file.id, Proposal(file.id, ())) for file in problem.files)


def overfull(problem: Problem, proposals: Sequence[Proposal]) -> set[int]:
    """The experts who would get more places than they have room for."""
    given = Counter(expert for proposal in proposals for expert in proposal.experts)
    return {one.id for one in problem.candidates if given[one.id] > max(0, one.room)}
