"""What is missing where a case gets fewer than three experts, as facts that a sentence can be made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workflow.matching.problem import SEATS, Candidate, File, Problem, Solution


class Rule(StrEnum):
    """What keeps a case short by itself: with this alone lifted, more experts could stand in it."""

    COUNTY = "county"
    EMPLOYER = "employer"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Shortage:
    """`missing` places of a case.  `barred` experts are kept off it by the screen, `fit` could be asked in it; so many
    of these `near` (from the applicant's county, of whom only one may be).  `together` is the most that may stand in it
    at once: below three the `rules` leave too few (or there are too few: no rule), else others of the batch took their
    places."""

    file: int
    missing: int
    barred: int
    fit: int
    near: int
    together: int
    rules: tuple[Rule, ...] = ()

    @property
    def is_by_rule(self) -> bool:
        """Whether the case would be short even if it were alone."""
        return self.together < SEATS


def shortages(problem: Problem, solution: Solution) -> list[Shortage]:
    """The cases with empty places, in the order of the batch."""
    files = {file.id: file for file in problem.files}
    return [
        _shortage(files[proposal.file], proposal.missing, problem.candidates)
        for proposal in solution.proposals
        if not proposal.is_whole
    ]


def places(problem: Problem) -> tuple[int, int]:
    """How many places the batch needs, and how many all experts have free."""
    free = sum(max(0, candidate.room) for candidate in problem.candidates)
    return SEATS * len(problem.files), free


def _shortage(file: File, missing: int, candidates: Sequence[Candidate]) -> Shortage:
    free = [one for one in candidates if one.room > 0]
    fit = [one for one in free if one.id not in file.barred]
    together = _together(fit, file.county)
    lifted = {
        Rule.COUNTY: _together(fit, ""),
        Rule.EMPLOYER: _together([replace(one, employer=None) for one in fit], file.county),
        Rule.BARRED: _together(free, file.county),
    }
    return Shortage(
        file=file.id,
        missing=missing,
        barred=len([one for one in candidates if one.id in file.barred]),
        fit=len(fit),
        near=len([one for one in fit if file.county and one.county == file.county]),
        together=min(SEATS, together),
        rules=tuple(rule for rule, found in lifted.items() if min(SEATS, found) > together),
    )


def _together(fit: Sequence[Candidate], county: str) -> int:
    """The most who may stand in one case: one of each employer, and one from the county."""
    near = [one for one in fit if county and one.county == county]
    far = [one for one in fit if one not in near]
    # an employer who has people in both counts where it helps most
    employers = {one.employer for one in far if one.employer is not None}
    alone = sum(one.employer is None for one in far)
    return len(employers) + alone + any(one.employer is None or one.employer not in employers for one in near)
