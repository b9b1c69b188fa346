"""Section O: what the applicant thinks of the programme, by the criteria of the experts (procedure rules, 6.1 O).

It is no answer of the form and stands in none: a version keeps it apart, so that nothing that shows answers can show
it to a reviewer.  `given` maps a criterion's code to [score or None, reason, how often it was written].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.programme import Version
from workflow.application import Standing
from workflow.criteria import Rubric
from workflow.scoring import HIGHEST_SCORE
from workflow.text import Text

#: Characters of a reason.
LONGEST = 300
RENEWAL = "renewal"
TITLE = Text("Önértékelés", "Self-assessment")


def is_asked_of(version: Version) -> bool:
    """Whether it must be filled in: for a renewal; it is optional otherwise."""
    return version.answers.get("B6") == RENEWAL


def is_begun(given: Mapping[str, Any]) -> bool:
    """Whether anything was said."""
    return any(score is not None or reason.strip() for score, reason, _ in given.values())


def faults(given: Mapping[str, Any], rubric: Rubric) -> Iterator[tuple[str, str, Text]]:
    """What is wrong with what was said: criterion, "score" or "reason", a sentence."""
    for code, (score, reason, _) in given.items():
        if code not in rubric.codes:
            yield code, "score", Text("Ilyen szempont nincs.", "There is no such criterion.")
        elif score is not None and score not in range(HIGHEST_SCORE + 1):
            yield code, "score", Text("0 és 5 közötti pontot adjon.", "Give a score from 0 to 5.")
        elif len(reason) > LONGEST:
            words = Text(
                "Legfeljebb {most} karakter lehet; most {now}.", "At most {most} characters; it has {now} now."
            )
            yield code, "reason", words.filled(most=LONGEST, now=len(reason))


def gaps(given: Mapping[str, Any], rubric: Rubric) -> Iterator[tuple[str, str, Text]]:
    """What a self-assessment that must be filled in still lacks: criterion, "score" or "reason", a sentence."""
    for criterion in rubric.criteria:
        score, reason, _ = given.get(criterion.code, [None, "", 0])
        if score is None:
            yield (
                criterion.code,
                "score",
                Text("Adjon pontot: megújításnál kötelező.", "Give a score: a renewal needs it."),
            )
        if not reason.strip():
            yield (
                criterion.code,
                "reason",
                Text("Írja le az indokát: megújításnál kötelező.", "Give your reason: a renewal needs it."),
            )


@dataclass(frozen=True, slots=True)
class Stand:
    """How far it is, for the task list."""

    is_asked: bool
    lacking: int
    standing: Standing


def stand(version: Version, rubric: Rubric) -> Stand:
    """How far the self-assessment of a version is; nothing lacks where none is asked."""
    given, is_asked = version.self_assessment or {}, is_asked_of(version)
    left = len(list(gaps(given, rubric)))
    if not is_begun(given):
        return Stand(is_asked, left * is_asked, Standing.NOT_STARTED)
    return Stand(is_asked, left * is_asked, Standing.IN_PROGRESS if left else Standing.COMPLETE)
