"""Which experts for which case: an exact proposal for one case or a whole batch (procedure rules, 4.7, BR-08 to BR-10).

`problem` is what the proposal is made from, plain data; `solving` finds it, in a process of its own (`apart`), because
the solver and what it brings along would stay in the memory of every web worker; `shortage` says what is missing.
"""

from workflow.matching.apart import NotSolved, solve_apart
from workflow.matching.fields import wanted_fields
from workflow.matching.problem import SEATS, Candidate, File, Problem, Proposal, Solution, at_least_one_shared
from workflow.matching.shortage import Shortage, shortages

__all__ = [
    "SEATS",
    "Candidate",
    "File",
    "NotSolved",
    "Problem",
    "Proposal",
    "Shortage",
    "Solution",
    "at_least_one_shared",
    "shortages",
    "solve_apart",
    "wanted_fields",
]
