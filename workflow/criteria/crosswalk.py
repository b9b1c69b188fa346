"""What the criteria of one set became in the next (procedure rules, 4.12), read in both directions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.criteria import Criterion, Rubric
from workflow.criteria.checking import Fault
from workflow.hungarian import the
from workflow.text import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """One criterion, what it became or came from in the other set (nothing: it is new, or was dropped), and a note."""

    criterion: Criterion
    others: tuple[Criterion, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The way from one set to the next: what became of each old criterion, where each new one comes from."""

    old: Rubric
    new: Rubric
    forward: tuple[Passage, ...]
    back: tuple[Passage, ...]

    def earlier(self, code: str) -> tuple[Criterion, ...]:
        """The old criteria from which this new one comes.  Raises KeyError if the new set has none of this code."""
        return {passage.criterion.code: passage.others for passage in self.back}[code]


def crosswalk(old: Rubric, new: Rubric, stored: Mapping[str, Any]) -> Crosswalk:
    """The stored crosswalk of `new`, which replaces `old`; it must be without faults."""
    forward = tuple(
        Passage(
            criterion,
            tuple(new.criterion(code) for code in stored[criterion.code]["to"]),
            str(stored[criterion.code].get("note") or ""),
        )
        for criterion in old.criteria
    )
    return Crosswalk(old, new, forward, tuple(_back(criterion, forward) for criterion in new.criteria))


def crosswalk_faults(stored: Any, old: Rubric, new: Rubric) -> list[Fault]:
    """What is wrong with it: every old criterion must be mentioned, and what it became must exist."""
    if not isinstance(stored, Mapping):
        return [Fault("crosswalk", Text("A megfeleltetés nem olvasható.", "The crosswalk must be an object."))]
    return [*_about_old(stored, old), *_about_new(stored, new)]


def _back(criterion: Criterion, forward: tuple[Passage, ...]) -> Passage:
    sources = [passage for passage in forward if criterion in passage.others]
    notes = dict.fromkeys(passage.note for passage in sources if passage.note)
    return Passage(criterion, tuple(passage.criterion for passage in sources), "; ".join(notes))


def _about_old(stored: Mapping[str, Any], old: Rubric) -> Iterator[Fault]:
    for code in old.codes:
        if code not in stored:
            hu = f"A régi {code} szempontról a megfeleltetés nem szól."
            yield Fault(code, Text(hu, f"The crosswalk does not say what became of the old {code}."))
    for code in sorted(set(map(str, stored)) - set(old.codes)):
        hu = f"A régi szempontrendszerben nincs {code} szempont."
        yield Fault(code, Text(hu, f"The old set has no criterion {code}."))


def _about_new(stored: Mapping[str, Any], new: Rubric) -> Iterator[Fault]:
    for code, passage in stored.items():
        targets = passage.get("to") if isinstance(passage, Mapping) else None
        if not isinstance(targets, list):
            hu = f"{the(code)} szempontnál fel kell sorolni, mivé lett (vagy üres lista, ha megszűnt)."
            yield Fault(code, Text(hu, f"{code}: list what it became, or nothing if it was dropped."))
            continue
        for target in targets:
            if target not in new.codes:
                hu = f"{the(code)} utódaként megadott {target} az új szempontrendszerben nincs."
                yield Fault(code, Text(hu, f"{code} became {target}, which the new set does not have."))
        if len(set(map(str, targets))) < len(targets):
            hu = f"{the(code)} utódai között egy szempont kétszer szerepel."
            yield Fault(code, Text(hu, f"Among what {code} became, one criterion stands twice."))
