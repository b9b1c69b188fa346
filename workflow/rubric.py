"""The criteria by which a programme is judged, one versioned set a file (procedure rules, 5.1-5.5).

A case is always judged by the set in force on its submission day; the sums over it are in scoring.py.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workflow.text import Text

FOLDER = Path(__file__).parent / "criteria"
HIGHEST_SCORE = 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """A scored criterion, K1 to K9; `anchors` describe the scores 0 to 5 in order."""

    code: str
    name: Text
    points_per_grade: int
    is_core: bool
    anchors: tuple[Text, ...]
    questions: Text | None

    @property
    def most_points(self) -> int:
        """The points that the highest score gives, 10 or 15."""
        return self.points_per_grade * HIGHEST_SCORE


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of eligibility, J1 to J11, which the office checks and which is either met or not."""

    code: str
    name: Text
    # Where it fails and cannot be completed, the case is rejected on formal grounds (T07)
    can_be_completed: bool
    # J11 asks only about programmes in which minors take part
    may_be_not_applicable: bool


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One version of the criteria."""

    version: str
    criteria: tuple[Criterion, ...]
    eligibility: tuple[Requirement, ...]
    # The words of the scores 0 to 5, the same for every criterion
    scale: tuple[Text, ...]
    rule_of_proof: Text
    # What the rule results R1 to R4 are called
    results: Mapping[str, Text]

    def criterion(self, code: str) -> Criterion:
        """The criterion with this code. Raises KeyError if there is none."""
        return {criterion.code: criterion for criterion in self.criteria}[code]

    def requirement(self, code: str) -> Requirement:
        """The requirement with this code. Raises KeyError if there is none."""
        return {requirement.code: requirement for requirement in self.eligibility}[code]


def load(version: str) -> CriteriaSet:
    """Read criteria/<version>.json."""
    stored = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return CriteriaSet(
        version=stored["version"],
        criteria=tuple(_criterion(row) for row in stored["criteria"]),
        eligibility=tuple(_requirement(row) for row in stored["eligibility"]),
        scale=tuple(_text(words) for words in stored["scale"]),
        rule_of_proof=_text(stored["rule_of_proof"]),
        results=MappingProxyType({code: _text(words) for code, words in stored["results"].items()}),
    )


def _criterion(row: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=row["code"],
        name=_text(row),
        points_per_grade=row["points_per_grade"],
        is_core=row["is_core"],
        anchors=tuple(_text(words) for words in row["anchors"]),
        questions=_text(row["questions"]) if "questions" in row else None,
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


RUBRIC_1_0 = load("1.0")
# What is asked today; a case under way keeps the set of its submission day
ELIGIBILITY = RUBRIC_1_0.eligibility
CRITERIA = RUBRIC_1_0.criteria
RUBRICS = {rubric.version: rubric for rubric in (RUBRIC_1_0,)}
