"""What the coded facts of a notice are called: outcomes and deadlines, in mid-sentence."""

from collections.abc import Mapping

from models.states import Outcome
from workflow.deadline_rules import DEADLINE_RULES
from workflow.labels import label
from workflow.text import Text

#: By the fact's name in the event, then by its value.
LABELS: Mapping[str, Mapping[str, Text]] = {
    "outcome": {one.value: Text(label(one).hu.lower(), label(one).en.lower()) for one in Outcome},
    "code": {code: rule.name for code, rule in DEADLINE_RULES.items()},
}
