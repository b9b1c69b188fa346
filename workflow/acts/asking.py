"""The letter that asks an expert to review a programme."""

from typing import Any

from models.case import Case
from models.expert import Assignment, ExpertProfile
from models.states import AssignmentPart, Direction
from workflow.acts.papers import letter
from workflow.application import form_of, shown
from workflow.calendar.stored import stored_calendar
from workflow.clock import today
from workflow.counties import COUNTIES
from workflow.deadline_rules import due
from workflow.keeping import register, session_of
from workflow.parties import Actor
from workflow.queries.carried import has_judged
from workflow.text import Text


def request_paper(case: Case, expert: ExpertProfile, *, by: Actor, kind: str = "expert_request") -> dict[str, Any]:
    """The letter that asks the expert as it would go out today (T13; T18 with `kind` "control_request")."""
    answers, asked = case.version.answers, form_of(case.version).fields
    types = [shown(asked["B3"], answers.get("B3") or [], locale) for locale in ("hu", "en")]
    hu, en = (", ".join(words) if isinstance(words, list) else str(words) for words in types)
    county = COUNTIES.get(case.programme.county_code or "")
    return letter(
        case,
        kind,
        by=by,
        to_expert=expert.user,
        county=county.name if county else "–",
        type=Text(hu=hu or "–", en=en or "–"),
        due=due("H06", today(), calendar=stored_calendar(session_of(case))),
        revised=case.version.number if case.review_round > 1 else "",
        again=has_judged(case, expert),
    )


def send_request(case: Case, assignment: Assignment, *, by: Actor) -> None:
    """Register the letter to an expert who is asked later than the others."""
    kind = "control_request" if assignment.part == AssignmentPart.CONTROL else "expert_request"
    register(
        case, Direction.OUTGOING, "expert_request", request_paper(case, assignment.expert, by=by, kind=kind), by=by
    )
