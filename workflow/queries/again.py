"""Whom to ask of a revised programme: those who judged it before, as far as the rules still let them (T31, T13)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.case import Case
from models.expert import Assignment
from models.states import AssignmentPart, AssignmentState
from workflow.queries.experts import Candidate, Trio
from workflow.screening import composition


@dataclass(frozen=True)
class Again:
    """The three that are proposed (None: no three go together), and who judged before: `asked`, and `not_asked`."""

    three: Trio | None
    asked: Sequence[Candidate]
    not_asked: Sequence[Candidate]


def asked_again(case: Case, found: Sequence[Candidate]) -> Again | None:
    """The proposal for a revised programme; None where nobody judged it before.

    The two whose reviews counted come first, then the third one where a control expert was called, who stands by.
    Places that stay empty go to the least loaded of the others.
    """
    order = [row.expert_id for row in _judges(case)]
    before = sorted((one for one in found if one.expert.id in order), key=lambda one: order.index(one.expert.id))
    if not before:
        return None
    fit = [one for one in before if one.is_eligible]
    others = [one for one in found if one.is_eligible and one.expert.id not in order]
    three = next(_trios(case, fit, others), None)
    return Again(three, fit, [one for one in before if not one.is_eligible])


def _judges(case: Case) -> list[Assignment]:
    """The experts of the round before whose reviews were closed: those that counted first."""
    place = case.review_round - 2
    parts = (AssignmentPart.REVIEWER, AssignmentPart.CONTROL)
    rows = [
        row
        for part in parts
        for row in case.assignments
        if row.round == case.review_round - 1
        and row.part == part
        and row.state == AssignmentState.ACCEPTED
        and row.review is not None
        and row.review.is_closed
    ]
    if not 0 <= place < len(case.assessments):
        return rows
    retained = case.assessments[place].figures["retained"]
    return sorted(rows, key=lambda row: rows.index(row) not in retained)


def _trios(case: Case, fit: Sequence[Candidate], others: Sequence[Candidate]) -> Iterator[Trio]:
    """Every three that the rules of composition let stand: as many as can be of those who judged before, in order."""
    everyone = [*fit, *others]
    pairs = (
        (one, other)
        for place, one in enumerate(everyone)
        for other in everyone[place + 1 :]
        if not composition([one.expert, other.expert], case)
    )
    for one, other in pairs:
        for reserve in everyone:
            if reserve in (one, other):
                continue
            if not any(composition([stays.expert, reserve.expert], case) for stays in (one, other)):
                yield one, other, reserve
