"""The tests of divergence in words (procedure rules, 4.8 rule 5); the sums themselves are in scoring.py."""

from collections.abc import Mapping

from workflow.criteria import Rubric
from workflow.hungarian import article
from workflow.text import Text


def divergence_words(rubric: Rubric) -> Mapping[str, Text]:
    """What ELT1 to ELT3 ask by this set, by their codes."""
    rules, core = rubric.rules, ", ".join(criterion.code for criterion in rubric.core)
    return {
        "ELT1": Text(
            hu=f"A két összpontszám legalább {rules.divergent_points} ponttal eltér.",
            en=f"The two totals are at least {rules.divergent_points} points apart.",
        ),
        "ELT2": Text(
            hu=f"Az egyik összpontszám eléri {article(rules.crossed_total)} {rules.crossed_total} pontot, a másik nem, "
            f"és legalább {rules.crossing_points} pont van köztük.",
            en=f"One total reaches {rules.crossed_total}, the other does not, "
            f"and they are at least {rules.crossing_points} points apart.",
        ),
        "ELT3": Text(
            hu=f"A kiemelt szempontok egyikénél ({core}) legalább {rules.divergent_core_grades} fokozat az eltérés.",
            en=f"On a core criterion ({core}) they are at least {rules.divergent_core_grades} grades apart.",
        ),
    }
