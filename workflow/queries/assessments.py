"""What the consolidated assessment is made from: the experts' own words, without their names."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.case import Case
from models.review import Review
from models.states import Outcome
from workflow.guards.review import reviewers


def first_words(case: Case) -> dict[str, str]:
    """Strengths, weaknesses and proposed conditions of the closed reviews of this round, one below the other."""
    closed = [row.review for row in reviewers(case) if row.review is not None and row.review.is_closed]
    return {
        "strengths": _joined(closed, "strengths"),
        "weaknesses": _joined(closed, "to_improve"),
        "proposed_conditions": _joined(closed, "proposed_conditions"),
    }


def told(opinions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The anonymised opinions as they are kept, with the recommendation as the outcome that it is, or None."""
    return [
        {**opinion, "recommendation": Outcome(opinion["recommendation"]) if opinion["recommendation"] else None}
        for opinion in opinions
    ]


def _joined(reviews: list[Review], name: str) -> str:
    return "\n\n".join(said for review in reviews if (said := getattr(review, name).strip()))
