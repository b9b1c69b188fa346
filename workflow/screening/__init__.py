"""The automatic conflict screen: which fact from where keeps which person off which case (procedure rules, 4.7).

It reads what the office has stored and asks nobody.  The office cannot override it (BR-09).
"""

from workflow.screening.conflicting import conflicts, is_conflicted
from workflow.screening.fitness import composition, third_county, unavailable
from workflow.screening.ties import Obstacle

__all__ = ["Obstacle", "composition", "conflicts", "is_conflicted", "third_county", "unavailable"]
