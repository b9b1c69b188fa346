"""What a change by hand would mean for one case of a batch, and for all of them, before anything is fixed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.case import Case
from workflow.matching import Proposal
from workflow.matching.by_hand import Totals, overfull, totals
from workflow.queries.experts import Candidate
from workflow.queries.matching import Batch, batch_of
from workflow.queries.weighing import PARTS, Weighed, weigh
from workflow.text import Text


@dataclass(frozen=True)
class Adjusted:
    """The case; whom nothing keeps from it, with the load that the other cases of the batch leave them; what the choice
    would mean; what makes it impossible, in sentences; who would have too much only while the other cases stay as they
    are proposed; what the whole batch would come to."""

    case: Case
    eligible: Sequence[Candidate]
    weighed: Weighed
    wrong: Sequence[Text]
    crowded: Sequence[Candidate]
    totals: Totals

    @property
    def is_possible(self) -> bool:
        """Whether nothing speaks against it but that something else would be better."""
        return not self.wrong and not self.weighed.wrong


def adjust(
    case_id: int, chosen: Mapping[str, int], plan: Sequence[Proposal], fixed: Sequence[Proposal] = ()
) -> Adjusted | None:
    """`chosen` experts by part, instead of those of the case in the `plan`; None if the case is not in it.  What is
    `fixed` in other cases is counted against the limits; the rest of the plan would be matched again.

    A fixed number of queries however many cases.
    """
    batch = batch_of([proposal.file for proposal in plan])
    found = {case.id: case for case in batch.cases}
    if case_id not in found:
        return None
    others = [proposal for proposal in plan if proposal.file in found and proposal.file != case_id]
    eligible = _eligible(batch, case_id, others)
    known = {candidate.expert.id: candidate for candidate in eligible}
    three = {part: known[chosen[part]] for part in PARTS if chosen.get(part) in known}
    choice = Proposal(case_id, tuple(one.expert.id for one in three.values()))
    over = overfull(batch.problem, [*(proposal for proposal in fixed if proposal.file != case_id), choice])
    crowded = overfull(batch.problem, [*others, choice]) - over
    return Adjusted(
        case=found[case_id],
        eligible=eligible,
        weighed=weigh(found[case_id], three, None),
        wrong=[*_impossible(three), *(_no_room(one) for one in three.values() if one.expert.id in over)],
        crowded=[one for one in three.values() if one.expert.id in crowded],
        totals=totals(batch.problem, [*others, choice]),
    )


def _eligible(batch: Batch, case_id: int, others: Sequence[Proposal]) -> list[Candidate]:
    """The least loaded first, the places of the other cases counted."""
    given = Counter(expert for proposal in others for expert in proposal.experts)
    barred = next(file.barred for file in batch.problem.files if file.id == case_id)
    free = [batch.experts[one.id] for one in batch.problem.candidates if one.id not in barred]
    found = [
        Candidate(
            expert,
            batch.load.open_reviews[expert.id] + given[expert.id],
            batch.load.this_year[expert.id] + given[expert.id],
        )
        for expert in free
    ]
    return sorted(found, key=lambda one: (one.open_reviews, one.this_year, one.expert.user.sort_key))


def _impossible(three: Mapping[str, Candidate]) -> Sequence[Text]:
    if len(three) < len(PARTS):
        return [Text("Mindhárom helyre olyat válasszon, akit semmi nem zár ki.", "Choose three whom nothing excludes.")]
    if len({one.expert.id for one in three.values()}) < len(three):
        return [Text("Három különböző szakértőt válasszon.", "Choose three different experts.")]
    return []


def _no_room(one: Candidate) -> Text:
    name = one.expert.user.display_name
    return Text(
        f"{name} a többi rögzített üggyel együtt már nem vállalhat többet.",
        f"{name} can take no more beside the other cases that are fixed.",
    )
