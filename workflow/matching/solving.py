"""The exact proposal, by two solutions one after the other.

First as few empty places as can be, the cases at the front of the batch before those behind; then the least load and
distance of field together: a place costs as much as its expert has open reviews at that moment, and two more outside
the expert's fields.  Among all proposals that come to the same, the one that spreads the year's load most evenly
(`fairness`).  Hard limits: of one case at most one expert from the applicant's county and one from an employer; nobody
beyond their own limits.

As a program, `python -m workflow.matching.solving` reads a problem and writes its solution.
"""

import json
import resource
import sys
from dataclasses import asdict

import numpy as np

from workflow.matching.fairness import PATIENCE, even_out, face_of
from workflow.matching.problem import SEATS, Problem, Proposal, Solution, at_least_one_shared, read
from workflow.matching.programme import EMPTY, TURN, Programme

#: Address space of the process (bytes): it fails there, and neither the worker nor the machine does.
MOST_MEMORY = 4 * 1024**3


def solve(problem: Problem, *, patience: float = PATIENCE) -> Solution:
    """The best proposal for all cases, and what no other could go below.

    After `patience` seconds with the second aim the first proposal stands as it is.
    """
    if not problem.files or not problem.candidates:
        count = len(problem.files)
        without = SEATS * (count * EMPTY + TURN * count * (count - 1) // 2)
        return Solution(tuple(Proposal(file.id, ()) for file in problem.files), without, without)
    programme = Programme(problem)
    bound = programme.solve() or 0.0
    face = face_of(programme, bound)
    cost = programme.settle()
    # costs are whole numbers, so a proposal costs at least the next one
    least = int(np.ceil(bound - 1e-3))
    found = even_out(programme, problem.candidates, face, cost, patience)
    return Solution(_told(problem, found.taken), round(cost), min(round(cost), least), found.unevenness, found.evenest)


def _told(problem: Problem, taken: list[list[int]]) -> tuple[Proposal, ...]:
    """The reserve is the one who is out of the fields, or has most to do: who would rather not be needed."""
    given = [0] * len(problem.candidates)
    for places in taken:
        for place in places:
            given[place] += 1
    proposals = []
    for file, places in zip(problem.files, taken, strict=True):
        chosen = [(problem.candidates[place], given[place]) for place in places]
        chosen.sort(
            key=lambda one: (not at_least_one_shared(one[0].fields, file.fields), one[0].load + one[1], one[0].id)
        )
        proposals.append(Proposal(file.id, tuple(one.id for one, _ in chosen)))
    return tuple(proposals)


def main() -> None:
    """The other side of `apart`: the problem in, the solution out."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    told = json.load(sys.stdin)
    json.dump(asdict(solve(read(told["problem"]), patience=told["patience"])), sys.stdout)


if __name__ == "__main__":
    main()
