"""Questions of experts to the applicant: proposed, sent on by the office (T16), answered (4.8 rule 10)."""

from models.expert import Clarification
from models.review import Review
from models.user import User
from workflow.acts.about import about
from workflow.acts.papers import letter
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadlines import add_working_days
from workflow.engine import lock, move
from workflow.events import ClarificationAnswered, ClarificationAsked, ClarificationProposed, Event
from workflow.guards.review import reviewers
from workflow.keeping import session_of
from workflow.permissions import demand, may_answer_clarification, may_propose_clarification
from workflow.refusals import Refusal, Refused
from workflow.text import Text

CLARIFICATION_DAYS = 5


def propose_clarification(review: Review, *, by: User, question: str) -> Event:
    """An expert hands a question to the office; the applicant hears it only from there (4.8 rule 10)."""
    case = review.assignment.case
    demand(may_propose_clarification, by, review)
    clarification = Clarification(case=case, assignment_id=review.assignment_id, question=question, proposed_at=now())
    session_of(case).add(clarification)
    session_of(case).flush()
    return ClarificationProposed(**about(case, by), clarification_id=clarification.id)


def ask_clarification(clarification: Clarification, *, by: User, question: str) -> Event:
    """T16: the office sends the question on, in its own words if need be; five working days, the clock runs on."""
    case = clarification.case
    lock(case)
    if clarification.sent_at is not None:
        raise Refused(
            [Refusal("asked_already", Text(hu="Ezt a kérdést már elküldtük.", en="This question was sent already."))]
        )
    last = add_working_days(today(), CLARIFICATION_DAYS, calendar=stored_calendar(session_of(case)))
    paper = letter(case, "clarification_question", by=by, question=question, due=last)
    move(case, "ask_clarification", by=by, question=question, papers={"clarification": [paper]})
    clarification.question, clarification.sent_at, clarification.due_on = question, now(), last
    return ClarificationAsked(**about(case, by), clarification_id=clarification.id, due_on=last.isoformat())


def answer_clarification(clarification: Clarification, *, by: User, answer: str) -> Event:
    """The applicant answers; both experts see it."""
    case = clarification.case
    lock(case)
    demand(may_answer_clarification, by, clarification)
    clarification.answer, clarification.answered_at = answer, now()
    experts = [a.expert.user_id for a in reviewers(case)]
    return ClarificationAnswered(**about(case, by), clarification_id=clarification.id, expert_ids=experts)
