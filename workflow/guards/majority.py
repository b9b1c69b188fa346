"""What carries a proposal: how far it departs from the experts' result, and how many yes votes it needs (4.9)."""

from models.meeting import Proposal
from models.states import TWO_THIRDS
from workflow.voting import is_carried, majority_needed, outcome_steps, two_thirds


def departure(proposal: Proposal) -> int:
    """Steps from the rule result of the case (BR-19); a topic has none to depart from."""
    case = proposal.item.case
    if case is None or proposal.outcome is None:
        return 0
    return outcome_steps(case.assessments[-1].result, proposal.outcome.value)


def yes_needed(proposal: Proposal, present: int) -> int:
    """How many yes votes carry it with so many members present.  Raises ValueError at two steps of departure."""
    if proposal.item.kind in TWO_THIRDS:
        return two_thirds(present)
    return majority_needed(present, departure(proposal))


def is_carried_by(proposal: Proposal, yes: int, present: int) -> bool:
    """Whether so many yes votes carry it: abstentions count as present, a tie is not enough."""
    if proposal.item.kind in TWO_THIRDS:
        return yes >= two_thirds(present)
    return is_carried(yes, present, departure(proposal))
