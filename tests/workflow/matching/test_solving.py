"""The proposal is the best there is: compared with every other one where they can all be tried."""

import random
from itertools import combinations, product

import pytest

from workflow.matching import Candidate, File, Problem, shortages, solve_apart
from workflow.matching.problem import SEATS, at_least_one_shared
from workflow.matching.shortage import places
from workflow.matching.single import best_three, go_together, price
from workflow.matching.solving import EMPTY, TURN, solve

ZALA, VAS, TOLNA, BEKES = "20", "18", "17", "04"


def drawn(seed, *, files, experts, room):
    """A batch with every kind of limit in it."""
    chance = random.Random(seed)
    counties, fields = (ZALA, VAS, TOLNA), ("K-A", "K-B", "K-C")
    candidates = tuple(
        Candidate(
            number,
            chance.choice(counties),
            chance.choice((None, None, 1, 2)),
            tuple(chance.sample(fields, chance.choice((1, 2)))),
            load=chance.randrange(3),
            room=chance.randrange(room + 1),
            year=chance.randrange(10),
        )
        for number in range(1, experts + 1)
    )
    return Problem(
        tuple(
            File(
                number,
                chance.choice(counties),
                tuple(chance.sample(fields, chance.choice((0, 1)))),
                frozenset(one.id for one in candidates if chance.random() < 0.15),
            )
            for number in range(1, files + 1)
        ),
        candidates,
    )


def allowed(file, candidates):
    """Every choice of up to three experts that may stand in the case together."""
    fit = [one for one in candidates if one.id not in file.barred]
    return [
        chosen
        for size in range(SEATS + 1)
        for chosen in combinations(fit, size)
        if all(go_together(one, other, file) for one, other in combinations(chosen, 2))
    ]


def cost(problem, choices):
    """What a proposal comes to by the rules' own words; None if somebody would get more than they have room for."""
    given, whole, last = {}, 0, len(problem.files) - 1
    for place, (file, chosen) in enumerate(zip(problem.files, choices, strict=True)):
        whole += (SEATS - len(chosen)) * (EMPTY + (last - place) * TURN)
        for one in chosen:
            nth = given[one.id] = given.get(one.id, 0) + 1
            if nth > one.room:
                return None
            whole += 100 * (one.load + nth - 1) + one.year
            whole += 0 if at_least_one_shared(one.fields, file.fields) else 200
    return whole


@pytest.mark.parametrize("seed", range(25))
def test_no_other_proposal_costs_less(seed):
    problem = drawn(seed, files=3, experts=6, room=2)
    every = product(*(allowed(file, problem.candidates) for file in problem.files))

    found = solve(problem)

    assert found.cost == min(cost for cost in (cost(problem, choices) for choices in every) if cost is not None)
    assert found.is_proven


@pytest.mark.parametrize("seed", range(5))
def test_a_large_proposal_keeps_every_limit_and_costs_what_it_says(seed):
    problem = drawn(seed, files=60, experts=40, room=7)
    people = {one.id: one for one in problem.candidates}

    found = solve(problem)

    choices = [[people[one] for one in proposal.experts] for proposal in found.proposals]
    assert [proposal.file for proposal in found.proposals] == [file.id for file in problem.files]
    assert all(
        not file.barred & set(proposal.experts) for file, proposal in zip(problem.files, found.proposals, strict=True)
    )
    assert all(
        go_together(one, other, file)
        for file, chosen in zip(problem.files, choices, strict=True)
        for one, other in combinations(chosen, 2)
    )
    assert cost(problem, choices) == found.cost == found.bound


@pytest.mark.parametrize("seed", range(40))
def test_one_case_by_itself_gets_the_same_as_from_the_solver(seed):
    problem = drawn(seed, files=1, experts=7, room=1)
    (file,) = problem.files

    chosen, found = best_three(file, problem.candidates), solve(problem)

    assert found.proposals[0].is_whole == (chosen is not None)
    if chosen:
        assert sum(price(one, file) for one in chosen) == found.cost


def test_the_process_of_its_own_answers_the_same():
    problem = drawn(3, files=20, experts=15, room=5)

    assert solve_apart(problem) == solve(problem)


def test_who_waits_longer_is_filled_first_and_the_last_ones_go_without():
    files = tuple(File(number, BEKES) for number in range(1, 5))
    candidates = tuple(Candidate(number, VAS, room=2) for number in range(1, 4))

    found = solve(Problem(files, candidates))

    assert [len(proposal.experts) for proposal in found.proposals] == [3, 3, 0, 0]


def test_the_load_is_shared_before_anybody_is_asked_twice():
    files = tuple(File(number, BEKES) for number in range(1, 5))
    candidates = tuple(Candidate(number, VAS, room=3) for number in range(1, 13))

    found = solve(Problem(files, candidates))

    assert sorted(one for proposal in found.proposals for one in proposal.experts) == list(range(1, 13))


def test_the_reserve_is_who_is_out_of_the_fields():
    file = File(1, BEKES, ("K-A",))
    candidates = (
        Candidate(1, VAS, fields=("K-B",)),
        Candidate(2, VAS, fields=("K-A",), load=1),
        Candidate(3, ZALA, fields=("K-A",)),
    )

    assert solve(Problem((file,), candidates)).proposals[0].experts == (3, 2, 1)
    assert [one.id for one in best_three(file, candidates)] == [3, 2, 1]


@pytest.mark.parametrize(
    "problem", [Problem((), ()), Problem((File(1, ZALA),), ()), Problem((), (Candidate(1, ZALA),))]
)
def test_nothing_to_match_is_no_error(problem):
    assert [proposal.experts for proposal in solve(problem).proposals] == [()] * len(problem.files)


def test_what_is_short_is_told_by_rule_and_by_number():
    near = Problem((File(1, ZALA),), tuple(Candidate(number, ZALA) for number in range(1, 5)))
    busy = Problem((File(1, BEKES), File(2, BEKES)), tuple(Candidate(number, VAS, room=1) for number in range(1, 4)))

    (by_rule,), (by_number,) = (shortages(problem, solve(problem)) for problem in (near, busy))

    assert [by_rule.missing, by_rule.fit, by_rule.near, by_rule.together, by_rule.is_by_rule] == [2, 4, 4, 1, True]
    assert [by_number.file, by_number.missing, by_number.together, by_number.is_by_rule] == [2, 3, 3, False]
    assert places(busy) == (6, 3)
