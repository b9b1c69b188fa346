"""The criteria by which a programme is judged: what one set says, read from its row or its file (procedure rules, 5).

A case is judged to its end by the set that was in force on its submission day: `stored.rubric_of(case)`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workflow.scoring import HIGHEST_SCORE, Rules, whole
from workflow.text import Text

#: The first set, with which every installation begins.
FIRST = Path(__file__).with_name("1.0.json")
#: What a set says, as against how it came to be.
PARTS = ("scale", "rule_of_proof", "results", "thresholds", "divergence", "eligibility", "criteria")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A scored criterion; `anchors` describe the scores 0 to 5 in order."""

    code: str
    name: Text
    #: What the highest score gives, in points; those of a set add up to 100.
    weight: int
    is_core: bool
    #: The mean below which a core criterion keeps the programme from being accredited; None: it is no core criterion.
    minimum: Fraction | None
    anchors: tuple[Text, ...]
    questions: Text | None

    @property
    def points_per_grade(self) -> int | Fraction:
        """What one grade gives, exactly."""
        return whole(Fraction(self.weight, HIGHEST_SCORE))


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of eligibility, J1 to J11, which the office checks and which is either met or not."""

    code: str
    name: Text
    # Where it fails and cannot be completed, the case is rejected on formal grounds (T07)
    can_be_completed: bool
    # J11 asks only about programmes in which minors take part
    may_be_not_applicable: bool


@dataclass(frozen=True, eq=False)
class Rubric:
    """What one set of criteria says.  Sets that say the same are one object: see `rubric`."""

    version: str
    criteria: tuple[Criterion, ...]
    eligibility: tuple[Requirement, ...]
    # The words of the scores 0 to 5, the same for every criterion
    scale: tuple[Text, ...]
    rule_of_proof: Text
    # What the rule results R1 to R4 are called
    results: Mapping[str, Text]
    # The numbers of Rules under their names there
    thresholds: Mapping[str, int]

    @cached_property
    def rules(self) -> Rules:
        """Its weights, core criteria, thresholds and limits of divergence, for the sums."""
        core = [(place, one.minimum) for place, one in enumerate(self.criteria) if one.minimum is not None]
        return Rules(
            version=self.version,
            codes=self.codes,
            weights=tuple(criterion.points_per_grade for criterion in self.criteria),
            core=tuple(place for place, _ in core),
            core_minimums=tuple(whole(minimum) for _, minimum in core),
            **self.thresholds,
        )

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the criteria, in order."""
        return tuple(criterion.code for criterion in self.criteria)

    @property
    def core(self) -> tuple[Criterion, ...]:
        """The core criteria, in order."""
        return tuple(criterion for criterion in self.criteria if criterion.is_core)

    def criterion(self, code: str) -> Criterion:
        """The criterion with this code. Raises KeyError if there is none."""
        return {criterion.code: criterion for criterion in self.criteria}[code]

    def requirement(self, code: str) -> Requirement:
        """The requirement with this code. Raises KeyError if there is none."""
        return {requirement.code: requirement for requirement in self.eligibility}[code]


def rubric(version: str, content: Mapping[str, Any]) -> Rubric:
    """What `content` says: it must be without faults, see checking.py.  The same content gives the same object."""
    return _read(version, json.dumps(content, sort_keys=True, ensure_ascii=False))


def first_set() -> dict[str, Any]:
    """The first set as its file has it: its content and how it came to be."""
    found: dict[str, Any] = json.loads(FIRST.read_text(encoding="utf-8"))
    return found


def first_rubric() -> Rubric:
    """What the first set says, for samples that belong to no case."""
    return rubric("1.0", content_of(first_set()))


def content_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says of the criteria themselves."""
    return {part: raw[part] for part in PARTS}


@lru_cache(maxsize=32)
def _read(version: str, content: str) -> Rubric:
    stored = json.loads(content)
    return Rubric(
        version=version,
        criteria=tuple(_criterion(row) for row in stored["criteria"]),
        eligibility=tuple(_requirement(row) for row in stored["eligibility"]),
        scale=tuple(_text(words) for words in stored["scale"]),
        rule_of_proof=_text(stored["rule_of_proof"]),
        results=MappingProxyType({code: _text(words) for code, words in stored["results"].items()}),
        thresholds=MappingProxyType(stored["thresholds"] | stored["divergence"]),
    )


def _criterion(row: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=row["code"],
        name=_text(row),
        weight=row["weight"],
        is_core=row["is_core"],
        minimum=Fraction(str(row["minimum"])) if row["is_core"] else None,
        anchors=tuple(_text(words) for words in row["anchors"]),
        questions=_text(row["questions"]) if row.get("questions") else None,
    )


def _requirement(row: Mapping[str, Any]) -> Requirement:
    return Requirement(
        code=row["code"],
        name=_text(row),
        can_be_completed=row["can_be_completed"],
        may_be_not_applicable=row["may_be_not_applicable"],
    )


def _text(words: Mapping[str, Any]) -> Text:
    return Text(hu=words["hu"], en=words["en"])
