"""How long the exact proposal of experts takes, and how much memory, whole: with the process that it starts.

    python -m bench.matching

Batches are drawn: counties, employers, fields, loads and conflicts as a register would have them.
"""

import random
import resource
import time

from workflow.matching import Candidate, File, Problem, solve_apart

#: Cases, experts, room of each expert: a request (at most 1 s), a tight one, one that cannot be, an errand (30 s).
BATCHES = ((1, 60, 3), (200, 60, 12), (200, 60, 10), (200, 60, 3), (5000, 500, 32), (5000, 500, 30), (5000, 500, 12))
GROUPS = ("K-A", "K-B", "K-C", "K-D", "K-E", "K-F")
CONFLICTS = 0.05


def a_batch(files: int, experts: int, room: int) -> Problem:
    """Twenty counties, four experts to an employer, two fields each, one conflict in twenty."""
    chance = random.Random(1)
    counties = [f"{number:02}" for number in range(1, 21)]
    candidates = tuple(
        Candidate(
            number,
            chance.choice(counties),
            chance.choice((None, *range(1, experts // 4 + 2))),
            tuple(chance.sample(GROUPS, 2)),
            load=chance.randrange(3),
            room=room,
            year=chance.randrange(8),
            limit=8 + room,
        )
        for number in range(1, experts + 1)
    )
    return Problem(
        tuple(
            File(
                number,
                chance.choice(counties),
                tuple(chance.sample(GROUPS, chance.choice((1, 2)))),
                frozenset(one.id for one in candidates if chance.random() < CONFLICTS),
            )
            for number in range(1, files + 1)
        ),
        candidates,
    )


def main() -> None:
    """One line a batch."""
    print("cases experts room  seconds  places missing  proven best  fairest  most memory of a process so far (MB)")
    for files, experts, room in BATCHES:
        problem = a_batch(files, experts, room)
        begun = time.perf_counter()
        found = solve_apart(problem, most_seconds=120)
        took = time.perf_counter() - begun
        missing = sum(proposal.missing for proposal in found.proposals)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        best = f"{found.is_proven!s:>12} {found.is_fairest!s:>8}"
        print(f"{files:5} {experts:7} {room:4} {took:8.2f} {missing:15} {best} {memory:8}")


if __name__ == "__main__":
    main()
