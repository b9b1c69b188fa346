"""What every event says of its case, and how an incoming paper is entered."""

from typing import Any

from models.case import Case
from workflow.parties import Actor


def about(case: Case, by: Actor) -> dict[str, Any]:
    """The facts that every event carries."""
    return {"case_id": case.id, "by_id": by.id, "title": case.title, "case_number": case.number}


def incoming(case: Case, subject: str, *, sender: str = "", **more: Any) -> list[dict[str, Any]]:
    """The entry of one incoming paper in the case's register."""
    return [{"subject": subject, "sender": sender or case.programme.organisation.name, **more}]
