"""The expert's work: writing and closing a review, asking the applicant through the office."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm.attributes import flag_modified

from models.case import Case
from models.expert import Clarification
from models.review import CriterionScore, Review
from models.states import AssignmentPart, CaseState, Outcome
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.inviting import sign
from workflow.acts.papers import letter
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadlines import add_working_days
from workflow.engine import lock, move
from workflow.events import (
    ClarificationAnswered,
    ClarificationAsked,
    ClarificationProposed,
    ConsolidationBegun,
    DivergenceFound,
    Event,
    ReviewClosed,
)
from workflow.guards.review import AT_CLOSING, closed_grades, reviewers
from workflow.keeping import end, session_of, start
from workflow.parties import SYSTEM
from workflow.permissions import demand, may_answer_clarification, may_propose_clarification, may_write_review
from workflow.refusals import Given, Refusal, Refused
from workflow.rubric import CRITERIA
from workflow.scoring import assess, total
from workflow.text import Text
from workflow.voting import OUTCOMES

REASON = 100
MISMATCH = 100
LOW_SCORE = 2
CLARIFICATION_DAYS = 5
#: The sums are done once the second review closes; a third expert is then called within H09.
CODES = tuple(criterion.code for criterion in CRITERIA)

UNDECLARED = Refusal(
    "declaration_missing",
    Text(
        hu="Lezáráskor újra nyilatkozzon az összeférhetetlenségről.",
        en="On closing, declare again that you have no conflict of interest.",
    ),
    "conflict_of_interest",
)


@dataclass(frozen=True)
class Judgement:
    """What an expert says of one criterion; `score` is None until one is given."""

    score: int | None = None
    reason: str = ""
    evidence: str = ""
    to_raise: str = ""


def write_review(
    review: Review,
    *,
    by: User,
    judgements: Mapping[str, Judgement],
    recommendation: Outcome | None = None,
    edit: int | None = None,
    **texts: str,
) -> Review:
    """Keep what the expert has written so far: half a review is kept, and counts for nothing.

    `edit` is the edition that the expert began from; `texts`: strengths, to_improve, proposed_conditions,
    mismatch_reason.  Raises Refused once it is closed, or when another window has saved a later edition.
    """
    lock(review.assignment.case)
    demand(may_write_review, by, review)
    if edit not in (None, review.edit):
        raise Refused([saved_elsewhere()])
    for code, said in judgements.items():
        row = review.score(code)
        if row is None:
            row = CriterionScore(criterion=code)
            review.scores.append(row)
        row.score, row.reason, row.evidence, row.to_raise = said.score, said.reason, said.evidence, said.to_raise
    review.recommendation = recommendation
    for name, text in texts.items():
        setattr(review, name, text)
    # A new score alone changes another row only: the edition counts up all the same.
    flag_modified(review, "recommendation")
    return review


def saved_elsewhere() -> Refusal:
    """The refusal of a sheet that was begun before another window saved it."""
    return Refusal(
        "saved_elsewhere",
        Text(
            hu="Ezt az értékelőlapot közben egy másik ablakban mentette. Itt megmaradt, amit írt; mellette áll, ami "
            "most mentve van. Ha újra menti, az itteni lép a helyébe.",
            en="You saved this sheet in another window meanwhile. What you wrote here is kept, what is stored now "
            "stands beside it. Save again to put this one in its place.",
        ),
    )


def close_review(review: Review, *, by: User, declaration: Text | None, circumstance: str = "") -> list[Event]:
    """Close a complete review (4.8 rule 2, BR-11); with the last one the sums are done (BR-13): T19, T20 or ERT-15.

    `declaration` is the conflict declaration, signed again (4.7), with the `circumstance` that it reports.
    """
    case = review.assignment.case
    lock(case)
    demand(may_write_review, by, review)
    refusals = gaps(review, is_declared=declaration is not None)
    if refusals or declaration is None:
        raise Refused(refusals)
    sign(review.assignment, AT_CLOSING, declaration, circumstance, by=by)
    review.closed_at = now()
    for deadline in case.deadlines:
        if deadline.assignment_id == review.assignment_id and deadline.ended_at is None:
            end(deadline, today())
    session_of(case).flush()
    return [ReviewClosed(**about(case, by), expert_id=by.id), *_after_closing(case)]


def gaps(review: Review, *, is_declared: bool) -> list[Refusal]:
    """Everything that keeps the review from being closed, each at its field."""
    found = []
    for code in CODES:
        row = review.score(code)
        if row is None or row.score is None:
            found.append(
                _gap(
                    "score_missing",
                    f"{code}_score",
                    f"{code}: adjon pontot 0 és 5 között.",
                    f"{code}: give a score from 0 to 5.",
                )
            )
            continue
        if len(row.reason.strip()) < REASON:
            found.append(
                _gap(
                    "reason_short",
                    f"{code}_reason",
                    f"{code}: az indokolás legalább {REASON} karakter legyen, most {len(row.reason.strip())}.",
                    f"{code}: the reason needs at least {REASON} characters; it has {len(row.reason.strip())}.",
                )
            )
        if not row.evidence.strip():
            found.append(
                _gap(
                    "evidence_missing",
                    f"{code}_evidence",
                    f"{code}: írja be a bizonyíték helyét.",
                    f"{code}: say where the evidence is.",
                )
            )
        if row.score <= LOW_SCORE and not row.to_raise.strip():
            found.append(
                _gap(
                    "to_raise_missing",
                    f"{code}_to_raise",
                    f"{code}: írja le, mit kellene tenni.",
                    f"{code}: say what would raise it.",
                )
            )
    return [*found, *_recommendation_gaps(review), *([] if is_declared else [UNDECLARED])]


def _recommendation_gaps(review: Review) -> list[Refusal]:
    """The recommendation is given apart from the scores; a mismatch with their own rule result is explained."""
    if review.recommendation is None:
        return [_gap("recommendation_missing", "recommendation", "Adja meg a javaslatát.", "Give your recommendation.")]
    grades = [grade for grade in review.grades if grade is not None]
    if len(grades) < len(CODES) or OUTCOMES[_own_result(grades)] == review.recommendation.value:
        return []
    if len(review.mismatch_reason.strip()) >= MISMATCH:
        return []
    return [
        _gap(
            "mismatch_unexplained",
            "mismatch_reason",
            f"A javaslat eltér a pontszámtól ({total(grades)} pont): indokolja legalább {MISMATCH} karakterben.",
            f"The recommendation differs from the score ({total(grades)} points): "
            f"explain it in at least {MISMATCH} characters.",
        )
    ]


def _own_result(grades: list[int]) -> int:
    """Which rule result the review alone would give, as its place among R1…R4."""
    result = assess([grades, grades]).result
    return int(str(result)[1]) - 1


def _after_closing(case: Case) -> list[Event]:
    pair = closed_grades(case, AssignmentPart.REVIEWER)
    papers = {
        "reviews": [
            p
            for a in reviewers(case)
            for p in incoming(case, f"Szakértői értékelés: {case.title}", sender=a.expert.user.display_name)
        ]
    }
    if case.state == CaseState.UNDER_THIRD_REVIEW:
        papers = {"reviews": papers["reviews"][-1:]}
        move(case, "consolidate_after_control", by=SYSTEM, papers=papers)
        return [_consolidation(case)]
    if len(pair) < 2:
        return []
    found = assess(pair)
    if found.needs_control:
        given = Given(by=SYSTEM, today=today(), session=session_of(case))
        deadline = start(case, "H09", today(), given)
        return [
            DivergenceFound(**about(case, SYSTEM), codes=list(found.divergence), due_on=deadline.due_on.isoformat())
        ]
    move(case, "begin_consolidation", by=SYSTEM, papers=papers)
    return [_consolidation(case)]


def _consolidation(case: Case) -> Event:
    deadline = case.deadline("H11")
    return ConsolidationBegun(**about(case, SYSTEM), due_on=(deadline.due_on if deadline else today()).isoformat())


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


def _gap(code: str, field: str, hu: str, en: str) -> Refusal:
    return Refusal(code, Text(hu=hu, en=en), field)
