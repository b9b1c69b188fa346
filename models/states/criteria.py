"""Where a set of criteria stands (procedure rules, 4.12)."""

from enum import StrEnum


class CriteriaSetState(StrEnum):
    """Where a set of criteria stands (procedure rules, 4.12)."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    WORKSHOP = "workshop"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    DROPPED = "dropped"


#: On its way from the first draft to its day in force.
CRITERIA_UNDER_WAY = frozenset(
    {CriteriaSetState.DRAFT, CriteriaSetState.CONSULTATION, CriteriaSetState.WORKSHOP, CriteriaSetState.ADOPTED}
)
#: What it says never changes again.
SETTLED_CRITERIA = frozenset({CriteriaSetState.ADOPTED, CriteriaSetState.IN_FORCE, CriteriaSetState.REPLACED})
#: Cases are, or were, judged by it: anybody may read it.
PUBLIC_CRITERIA = frozenset({CriteriaSetState.IN_FORCE, CriteriaSetState.REPLACED})
