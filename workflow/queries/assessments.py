"""The consolidated assessment as the system drafts it from the closed reviews, without a name (4.3, 5.5)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from models.case import Case
from models.review import Review
from models.states import Outcome
from workflow.criteria import Rubric
from workflow.criteria.stored import rubric_of
from workflow.guards.review import reviewers
from workflow.reckoning import Reckoned, reckon
from workflow.scoring import shown

#: A mean from which a criterion is named among the strengths.
STRONG = 4
#: The term that is proposed where the experts name none; the shortest and the longest (H20).
USUAL_TERM, SHORTEST_TERM, LONGEST_TERM = 90, 30, 180
ABOUT = re.compile(r"^[\s–\-•*\d.)]*(K\d+)\b[\s:.,–-]*")
TERM = re.compile(r"(\d{2,3})\s*nap")


def drafted(case: Case, figures: Mapping[str, Any], opinions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Strengths, weaknesses and `points` (see `models.review.Assessment`) of the reviews of this round."""
    rubric = rubric_of(case)
    closed = [row.review for row in reviewers(case) if row.review is not None and row.review.is_closed]
    means = {code: Fraction(mean) for code, mean in figures["means"].items()}
    counted = [opinion for opinion in opinions if opinion["retained"]]
    strong = [f"{c.code} {c.name.hu} ({shown(means[c.code])})" for c in rubric.criteria if means[c.code] >= STRONG]
    weak = [
        f"{c.code} {c.name.hu} ({shown(means[c.code])}): {to_raise(counted, c.code, ' ')}".rstrip(": ")
        for c in rubric.criteria
        if means[c.code] < rubric.rules.adequate
    ]
    return {
        "strengths": _joined([*_said(closed, "strengths"), "\n".join(strong)]),
        "weaknesses": _joined([*_said(closed, "to_improve"), "\n".join(weak)]),
        "points": _points(closed, counted, [code for code, mean in means.items() if mean < rubric.rules.adequate]),
    }


def to_raise(opinions: Iterable[Mapping[str, Any]], code: str, between: str = "\n") -> str:
    """What these opinions say would raise the criterion, each sentence once."""
    return between.join(dict.fromkeys(said for one in opinions if (said := one["to_raise"].get(code, "").strip())))


def told(opinions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The anonymised opinions as they are kept, with the recommendation as the outcome that it is, or None."""
    return [
        {**opinion, "recommendation": Outcome(opinion["recommendation"]) if opinion["recommendation"] else None}
        for opinion in opinions
    ]


def reckoned_of(case: Case) -> Reckoned | None:
    """The latest assessment that was sent, in words; None before the first."""
    if not case.assessments:
        return None
    sent = case.assessments[-1]
    return reckon(sent.figures, [opinion["scores"] for opinion in sent.opinions], rubric_of(case))


def remarks_by_criterion(text: str, rubric: Rubric) -> dict[str, list[str]]:
    """The paragraphs of the applicant's remarks that name a criterion, by its code or by its name."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n|\n", text) if part.strip()]
    found = {
        c.code: [
            part for part in paragraphs if re.search(rf"\b{c.code}\b", part) or c.name.hu.casefold() in part.casefold()
        ]
        for c in rubric.criteria
    }
    return {code: parts for code, parts in found.items() if parts}


def _points(
    closed: Sequence[Review], counted: Sequence[Mapping[str, Any]], weak: Sequence[str]
) -> list[dict[str, Any]]:
    """What the reviews propose, then what would raise each weak criterion that no proposal speaks of."""
    proposed = list(_proposed(closed))
    spoken_of = {point["criterion"] for point in proposed}
    rest = [_point(code, to_raise(counted, code)) for code in weak if code not in spoken_of]
    return sorted([*proposed, *rest], key=_place)


def _place(point: Mapping[str, Any]) -> tuple[bool, int, str]:
    """In the order of the criteria, K10 after K9; what names none comes last."""
    return (not point["criterion"], len(point["criterion"]), point["criterion"])


def _proposed(closed: Sequence[Review]) -> Iterator[dict[str, Any]]:
    """The lines of the reviews' proposed conditions, each once; "K4: …" at the head names the criterion."""
    lines = (line.strip() for review in closed for line in review.proposed_conditions.splitlines())
    for line in dict.fromkeys(filter(None, lines)):
        about, term = ABOUT.match(line), TERM.search(line)
        days = min(max(int(term[1]), SHORTEST_TERM), LONGEST_TERM) if term else USUAL_TERM
        yield _point(about[1] if about else "", line[about.end() :] if about else line, days)


def _point(criterion: str, text: str, days: int = USUAL_TERM) -> dict[str, Any]:
    return {"criterion": criterion, "text": text, "proof": "", "due_days": days}


def _said(reviews: Sequence[Review], name: str) -> list[str]:
    return list(dict.fromkeys(getattr(review, name).strip() for review in reviews))


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, texts))
