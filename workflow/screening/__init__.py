"""The automatic conflict screen: which fact from where keeps which person off which case (procedure rules, 4.7).

It reads what the office has stored and asks nobody.  The office cannot override it (BR-09).
"""

from workflow.screening.conflicting import conflicts, conflicts_by_case, is_conflicted
from workflow.screening.fitness import (
    Workload,
    asked_before,
    composition,
    out_of_reach,
    third_county,
    unavailable,
    workload,
)
from workflow.screening.objections import Objection, objection_to, objections, undecided
from workflow.screening.obstacles import SOURCES, Obstacle, Source
from workflow.screening.settlement import same_settlement
from workflow.screening.taking_part import appeal_conflicts, expert_ids, was_expert, workshop_conflicts

__all__ = [
    "SOURCES",
    "Objection",
    "Obstacle",
    "Source",
    "Workload",
    "appeal_conflicts",
    "asked_before",
    "composition",
    "conflicts",
    "conflicts_by_case",
    "expert_ids",
    "is_conflicted",
    "objection_to",
    "objections",
    "out_of_reach",
    "same_settlement",
    "third_county",
    "unavailable",
    "undecided",
    "was_expert",
    "workload",
    "workshop_conflicts",
]
