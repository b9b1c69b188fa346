"""Whether the place is named: at least one settlement, not an area alone (J8; completion item 2)."""

import re
from collections.abc import Iterator

from workflow.application import Answers
from workflow.foresight.concern import Concern
from workflow.text import Text

#: Words for an area: none of them is the name of a settlement.
AREA = re.compile(
    r"\b(?:kis)?térség\w*|\bjárás\w*|\b(?:vár)?megy(?:e|ei|ét|ében)\b|\brégió\w*|\bkörnyék\w*|\bvidék\w*"
    r"|\b(?:kis)?települései?\b|\b(?:kis)?települések\b|\bfalvak\b|\bközségek\b|\bországos\w*",
    re.IGNORECASE,
)


def place_is_named(answers: Answers) -> Iterator[Concern]:
    """An area stands where a settlement should."""
    lines = answers.get("C2")
    for line in lines if isinstance(lines, list) else []:
        if isinstance(line, str) and AREA.search(line):
            yield Concern(
                "J8",
                "C2",
                Text(
                    "Ez nem település: „{line}”. Írja be legalább egy település nevét; a térség önmagában nem elég.",
                    "This is no settlement: “{line}”. Name at least one settlement; an area alone is not enough.",
                ).filled(line=line.strip()),
            )
            return
