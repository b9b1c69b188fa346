"""What the coded facts of a notice are called: outcomes and deadlines, in mid-sentence."""

from collections.abc import Iterator, Mapping

from models.states import Outcome
from workflow.deadline_rules import DEADLINE_RULES
from workflow.errands import KINDS, title_of
from workflow.labels import label
from workflow.text import Text


class Titles(Mapping[str, Text]):
    """The titles of errands, those of kinds that there are no more among them."""

    def __getitem__(self, kind: str) -> Text:
        return title_of(kind)

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)


#: By the fact's name in the event, then by its value.
LABELS: Mapping[str, Mapping[str, Text]] = {
    "outcome": {one.value: Text(label(one).hu.lower(), label(one).en.lower()) for one in Outcome},
    "errand_kind": Titles(),
    "code": {code: rule.name for code, rule in DEADLINE_RULES.items()},
}
