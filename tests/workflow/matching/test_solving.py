"""The proposal is the best there is: compared with every other one where they can all be tried."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.matching import Candidate, File, NotSolved, Problem, shortages, solve_apart
from workflow.matching.problem import SEATS, at_least_one_shared
from workflow.matching.shortage import Rule, places
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
            year=chance.randrange(8),
            limit=chance.choice((6, 8)),
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
    """Both aims of a proposal by the rules' own words: what it costs, then the squares of the year's loads by limit;
    None if somebody would get more than they have room for."""
    given, whole, last = {}, 0, len(problem.files) - 1
    for place, (file, chosen) in enumerate(zip(problem.files, choices, strict=True)):
        whole += (SEATS - len(chosen)) * (EMPTY + (last - place) * TURN)
        for one in chosen:
            nth = given[one.id] = given.get(one.id, 0) + 1
            if nth > one.room:
                return None
            whole += 100 * (one.load + nth - 1)
            whole += 0 if at_least_one_shared(one.fields, file.fields) else 200
    squares = sum(
        Fraction((one.year + given[one.id]) ** 2 - one.year**2, one.limit)
        for one in problem.candidates
        if one.id in given
    )
    return whole, 840 * squares


FIELDS = st.lists(st.sampled_from(("K-A", "K-B", "K-C")), max_size=2, unique=True).map(tuple)
COUNTIES = st.sampled_from((ZALA, VAS, TOLNA))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.just(0),
        county=COUNTIES,
        employer=st.sampled_from((None, None, 1, 2)),
        fields=FIELDS,
        load=st.integers(0, 2),
        room=st.integers(0, 3),
        year=st.integers(0, 8),
        limit=st.sampled_from((6, 7, 8)),
    ),
    min_size=1,
    max_size=6,
).map(lambda found: tuple(replace(one, id=number) for number, one in enumerate(found, start=1)))
FILES = st.lists(
    st.builds(File, id=st.just(0), county=COUNTIES, fields=FIELDS, barred=st.frozensets(st.integers(1, 6), max_size=3)),
    min_size=1,
    max_size=3,
).map(lambda found: tuple(replace(file, id=number) for number, file in enumerate(found, start=1)))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.builds(Problem, FILES, CANDIDATES))
def test_no_other_proposal_costs_less_and_none_that_costs_the_same_is_fairer(problem):
    people = {one.id: one for one in problem.candidates}
    every = product(*(allowed(file, problem.candidates) for file in problem.files))

    found = solve(problem)

    choices = [[people[one] for one in proposal.experts] for proposal in found.proposals]
    best = min(both for both in (cost(problem, choices) for choices in every) if both is not None)
    assert (found.cost, found.unevenness) == best == cost(problem, choices)
    assert found.is_proven
    assert found.evenest <= found.unevenness


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
    assert cost(problem, choices) == (found.cost, found.unevenness) == (found.bound, found.evenest)


@pytest.mark.parametrize("seed", range(40))
def test_one_case_by_itself_gets_the_same_as_from_the_solver(seed):
    problem = drawn(seed, files=1, experts=7, room=1)
    (file,) = problem.files

    chosen, found = best_three(file, problem.candidates), solve(problem)

    assert found.proposals[0].is_whole == (chosen is not None)
    if chosen:
        prices = [price(one, file) for one in chosen]
        assert tuple(map(sum, zip(*prices, strict=True))) == (found.cost, found.unevenness)


def test_the_year_is_fair_only_where_nothing_else_differs():
    file = File(1, BEKES, ("K-A",))
    inside = tuple(
        Candidate(number, VAS, fields=("K-A",), year=year) for number, year in ((1, 7), (2, 1), (3, 0), (4, 2))
    )
    outside = Candidate(5, VAS, fields=("K-B",), year=0)

    (proposal,) = solve(Problem((file,), (*inside, outside))).proposals

    assert sorted(proposal.experts) == [2, 3, 4]


def test_who_may_have_twice_as_many_counts_as_half_as_busy():
    fresh = tuple(Candidate(number, VAS, year=0) for number in (1, 2))
    busy, roomy = Candidate(3, VAS, year=3, limit=8), Candidate(4, VAS, year=5, limit=16)

    (proposal,) = solve(Problem((File(1, BEKES),), (*fresh, busy, roomy))).proposals

    assert sorted(proposal.experts) == [1, 2, 4]


def test_a_solution_that_takes_too_long_is_not_waited_for():
    with pytest.raises(NotSolved, match="no solution in 0 s"):
        solve_apart(drawn(1, files=3000, experts=300, room=30), most_seconds=0)


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
    assert by_rule.rules == (Rule.COUNTY,)
    assert [by_number.file, by_number.missing, by_number.together, by_number.is_by_rule] == [2, 3, 3, False]
    assert places(busy) == (6, 3)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(FILES.map(lambda files: files[:1]), CANDIDATES)
def test_the_rules_that_are_named_are_those_that_would_help_if_lifted(files, candidates):
    (file,) = files

    def most(file, candidates):
        return max(map(len, allowed(file, [one for one in candidates if one.room > 0])))

    found = shortages(Problem(files, candidates), solve(Problem(files, candidates)))

    now = most(file, candidates)
    lifted = {
        Rule.COUNTY: most(replace(file, county=""), candidates),
        Rule.EMPLOYER: most(file, [replace(one, employer=None) for one in candidates]),
        Rule.BARRED: most(replace(file, barred=frozenset()), candidates),
    }
    assert bool(found) == (now < SEATS)
    assert [(one.together, set(one.rules)) for one in found] == [
        (now, {rule for rule, more in lifted.items() if more > now}) for _ in found
    ]
