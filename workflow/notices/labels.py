"""What the coded facts of a notice are called: outcomes and deadlines."""

from collections.abc import Mapping

from models.states import Outcome
from workflow.deadline_rules import DEADLINE_RULES
from workflow.text import Text

OUTCOMES: dict[str, Text] = {
    Outcome.ACCREDITED: Text("akkreditálva", "accredited"),
    Outcome.ACCREDITED_WITH_CONDITIONS: Text("feltételekkel akkreditálva", "accredited with conditions"),
    Outcome.RETURNED_FOR_REVISION: Text("átdolgozásra visszaadva", "returned for revision"),
    Outcome.REFUSED: Text("elutasítva", "refused"),
}

#: By the fact's name in the event.
LABELS: Mapping[str, Mapping[str, Text]] = {
    "outcome": OUTCOMES,
    "code": {code: rule.name for code, rule in DEADLINE_RULES.items()},
}
