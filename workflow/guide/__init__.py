"""The procedure in words for everybody: who does each step, what it needs, until when, what is written, who is told.

Who, papers, deadlines and hearers are read from the table of transitions, the deadline rules and the table of
notices; only what a step needs, and what papers and hearers are called, is worded here.
"""

from dataclasses import dataclass

from workflow.deadline_rules import DEADLINE_RULES, DeadlineRule
from workflow.guide.called import HEARERS_CALLED, PAPERS
from workflow.guide.words import NEEDED, STAGES
from workflow.notices.notify import HEARERS
from workflow.text import Text
from workflow.transitions import ROWS, Transition

__all__ = ["DEADLINES", "Stage", "StepInWords", "told"]

#: The deadlines of the procedure from arrival to certificate; those after H22 belong to the years that follow.
DEADLINES: tuple[DeadlineRule, ...] = tuple(rule for code, rule in DEADLINE_RULES.items() if code[:3] <= "H22")


@dataclass(frozen=True)
class StepInWords:
    """One row of the table as people read it."""

    row: Transition
    needed: Text | None
    papers: tuple[Text, ...]
    hearers: tuple[Text, ...]
    due: tuple[DeadlineRule, ...]
    starts: tuple[DeadlineRule, ...]


@dataclass(frozen=True)
class Stage:
    """Steps that belong together."""

    code: str
    name: Text
    lead: Text
    steps: tuple[StepInWords, ...]


def told() -> tuple[Stage, ...]:
    """The whole procedure, stage by stage, every row of the table once."""
    return tuple(
        Stage(code, name, lead, tuple(_in_words(row) for row in ROWS if row.code in codes))
        for code, name, lead, codes in STAGES
    )


def _in_words(row: Transition) -> StepInWords:
    heard = [HEARERS_CALLED[hearing.words] for hearing in HEARERS.get(row.event, ())]
    return StepInWords(
        row=row,
        needed=NEEDED.get(row.code),
        papers=tuple(PAPERS[kind] for _, kind in row.documents),
        hearers=tuple(dict.fromkeys(heard)),
        due=_rules(row.ends),
        starts=_rules(row.starts),
    )


def _rules(codes: tuple[str, ...]) -> tuple[DeadlineRule, ...]:
    return tuple(DEADLINE_RULES[code] for code in codes if code in DEADLINE_RULES)
