"""What the chair may put to the vote on an item, and its draft: the words of 10.5, a point a weak criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.case import Case
from models.meeting import AgendaItem
from models.states import Outcome
from workflow.guards.workshop import was_put, weak
from workflow.hungarian import article
from workflow.queries.assessments import USUAL_TERM, to_raise
from workflow.voting import outcome_steps

#: The operative part in Hungarian: the language of the resolution.
WORDS: Mapping[Outcome, str] = {
    Outcome.ACCREDITED: "programját ({number}, {version} verzió) referenciaprogramként akkreditálja.",
    Outcome.ACCREDITED_WITH_CONDITIONS: "programját ({number}, {version} verzió) az alábbi feltételekkel akkreditálja.",
    Outcome.RETURNED_FOR_REVISION: "programját ({number}, {version} verzió) átdolgozásra visszaadja.",
    Outcome.REFUSED: "programjára ({number}, {version} verzió) vonatkozó, akkreditáció iránti kérelmét elutasítja.",
}


@dataclass(frozen=True)
class Choice:
    """An outcome that may be voted on: `departs` by one step from the experts' result and then needs two thirds."""

    outcome: Outcome
    departs: bool


@dataclass(frozen=True)
class Draft:
    """The draft of a proposal; `points` as `models.meeting.Proposal` has them."""

    text: str
    points: list[dict[str, Any]] = field(default_factory=list)


def choices(case: Case) -> list[Choice]:
    """The rule result, which is put first (4.9); once it was put, the outcomes one step from it as well (BR-19)."""
    result = case.assessments[-1].result
    farthest = 1 if was_put(case.agenda_item, result) else 0
    steps = {outcome: outcome_steps(result, outcome.value) for outcome in Outcome}
    near = sorted((outcome for outcome in Outcome if steps[outcome] <= farthest), key=steps.__getitem__)
    return [Choice(outcome, departs=steps[outcome] > 0) for outcome in near]


def draft(case: Case, outcome: Outcome) -> Draft:
    """The words of the resolution with the points of the assessment; a criterion below 3 that has none gets one."""
    holder = case.programme.organisation.name
    words = WORDS[outcome].format(number=case.programme.number or "", version=case.version.number)
    text = f"Az Országos Fejlesztési Műhely {article(holder)} {holder} „{case.title}” című {words}"
    if outcome == Outcome.ACCREDITED:
        return Draft(text)
    days = USUAL_TERM if outcome == Outcome.ACCREDITED_WITH_CONDITIONS else None
    sent = case.assessments[-1]
    points = [{**point, "due_days": (point["due_days"] or days) if days else None} for point in sent.points]
    covered = {point["criterion"] for point in points}
    counted = [opinion for opinion in sent.opinions if opinion["retained"]]
    for code in weak(case):
        if code not in covered:
            points.append({"criterion": code, "text": to_raise(counted, code), "proof": "", "due_days": days})
    return Draft(text, points or [{"criterion": "", "text": "", "proof": "", "due_days": days}])


def drafted_resolution(item: AgendaItem) -> str:
    """The words of a resolution on a topic as far as they are known: a criteria set is adopted (4.12)."""
    if item.criteria_set is None:
        return ""
    version = item.criteria_set.version
    return f"Az Országos Fejlesztési Műhely elfogadja {article(version)} {version} számú szempontrendszert."
