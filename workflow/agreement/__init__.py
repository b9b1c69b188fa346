"""How far the scores of experts can be trusted: pure sums over closed reviews, no database and no clock.

`alpha` and `icc` are the published measures of agreement, `criteria` puts them together a criterion, `experts` says how
each expert scores beside the others on the same programmes, `contested` where they differed most.
"""

from workflow.agreement.contested import Contest, contests
from workflow.agreement.criteria import FEW, Agreement, agreement_of, agreements
from workflow.agreement.experts import ENOUGH, Habit, habits, in_blocks
from workflow.agreement.ratings import Rating

__all__ = [
    "ENOUGH",
    "FEW",
    "Agreement",
    "Contest",
    "Habit",
    "Rating",
    "agreement_of",
    "agreements",
    "contests",
    "habits",
    "in_blocks",
]
