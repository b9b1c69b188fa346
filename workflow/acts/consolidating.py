"""The consolidated assessment and the applicant's remarks."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from models.case import Case
from models.review import Assessment, Remarks
from models.states import AssignmentPart
from models.user import User
from workflow.acts.about import about, incoming
from workflow.acts.holding import let_go
from workflow.acts.papers import letter
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.criteria.stored import rubric_of
from workflow.deadline_rules import due
from workflow.engine import lock, move
from workflow.events import AssessmentSent, Event, RemarksReceived
from workflow.guards.review import closed_grades, reviewers
from workflow.keeping import session_of
from workflow.letters.opinions import opinions_told, point_told
from workflow.parties import SYSTEM, Actor
from workflow.queries.assessments import drafted
from workflow.reckoning import reckon
from workflow.refusals import Refusal, Refused
from workflow.scoring import Assessment as Sums
from workflow.scoring import assess, large_differences
from workflow.text import Text


def sums(case: Case) -> Sums:
    """The sums of the closed reviews of this round (A, B and, where one was needed, C)."""
    reviews = [*closed_grades(case, AssignmentPart.REVIEWER), *closed_grades(case, AssignmentPart.CONTROL)]
    return assess(reviews, rules=rubric_of(case).rules)


def figures(case: Case) -> dict[str, Any]:
    """The sums as JSON can hold them: exact fractions as "127/2", totals as numbers where they are whole."""
    found, rules = sums(case), rubric_of(case).rules
    pair = closed_grades(case, AssignmentPart.REVIEWER)
    return {
        "totals": [total.numerator if total.denominator == 1 else str(total) for total in found.totals],
        "divergence": list(found.divergence),
        "retained": list(found.retained),
        "total": str(Fraction(found.total or 0)),
        "core": str(Fraction(found.core or 0)),
        "minimum": str(Fraction(found.minimum or 0)),
        "means": {code: str(mean) for code, mean in zip(rules.codes, found.means, strict=True)},
        "large_differences": list(large_differences(pair[0], pair[1], rules=rules)),
    }


def drafted_by_system(case: Case) -> dict[str, Any]:
    """Strengths, weaknesses and points as the reviews give them, before anybody edits them."""
    return drafted(case, figures(case), opinions(case))


def send_assessment(
    case: Case, *, by: User, strengths: str, weaknesses: str, points: Sequence[Mapping[str, Any]] | None = None
) -> Event:
    """T21: sums and anonymised opinions are frozen and sent; the applicant may remark for five working days.

    `points` are the proposed conditions or tasks (see `models.review.Assessment`); None takes the system's draft.
    """
    lock(case)
    ready = len(closed_grades(case, AssignmentPart.REVIEWER)) == 2 and sums(case).result is not None
    if not ready:
        raise Refused(
            [
                Refusal(
                    "reviews_open", Text(hu="Még nincs minden értékelés lezárva.", en="Not every review is closed yet.")
                )
            ]
        )
    found, told, last = sums(case), opinions(case), _due(case)
    rows = drafted_by_system(case)["points"] if points is None else list(points)
    written = [dict(row) for row in rows if row["text"]]
    paper = assessment_paper(case, by=by, strengths=strengths, weaknesses=weaknesses, points=written)
    (document,) = move(
        case,
        "send_assessment",
        by=by,
        points=rows,
        result=found.result,
        weak=found.weak_criteria,
        strengths=strengths,
        weaknesses=weaknesses,
        papers={"assessment": [paper]},
    )
    case.assessments.append(
        Assessment(
            version_id=case.version_id,
            figures=figures(case),
            result=found.result,
            points=written,
            opinions=told,
            sent_at=now(),
            strengths=strengths,
            weaknesses=weaknesses,
            sent_by_id=by.id,
        )
    )
    let_go(case, "send_assessment")
    return AssessmentSent(**about(case, by), document_id=document.id, due_on=last.isoformat())


def assessment_paper(
    case: Case, *, by: User, strengths: str, weaknesses: str, points: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The letter with the sums in words and the anonymised opinions whole, as it would go out today."""
    found, told = sums(case), opinions(case)
    rubric = rubric_of(case)
    words = reckon(figures(case), [opinion["scores"] for opinion in told], rubric)
    return letter(
        case,
        "assessment_for_remarks",
        by=by,
        due=_due(case),
        total=found.total,
        result=rubric.results[str(found.result)],
        strengths=strengths.strip(),
        weaknesses=weaknesses.strip(),
        reckoned=[{"line": line} for line in (*words.result, *words.control, *words.retained)],
        differences=[{"line": line} for line in words.differences],
        points=[point_told(point) for point in points],
        criteria=opinions_told(rubric, found.means, told),
    )


def _due(case: Case) -> date:
    return due("H12", today(), calendar=stored_calendar(session_of(case)))


def opinions(case: Case) -> list[dict[str, Any]]:
    """The closed reviews without names: scores and reasons by criterion, in the order A, B, C."""
    retained = sums(case).retained
    told = []
    for place, assignment in enumerate(reviewers(case)):
        review = assignment.review
        if review is None or not review.is_closed:
            continue
        told.append(
            {
                "letter": "ABC"[place],
                "retained": place in retained,
                "scores": {row.criterion: row.score for row in review.scores},
                "reasons": {row.criterion: row.reason for row in review.scores},
                "to_raise": {row.criterion: row.to_raise for row in review.scores if row.to_raise},
                "strengths": review.strengths,
                "to_improve": review.to_improve,
                "recommendation": review.recommendation.value if review.recommendation else "",
            }
        )
    return told


def close_remarks(case: Case, *, by: Actor, remarks: str = "", waived: bool = False) -> Event:
    """T22: remarks, a waiver, or (by the system) nothing in time; the case goes on to the workshop."""
    lock(case)
    how = "none" if by is SYSTEM else ("waived" if waived and not remarks.strip() else "remarks")
    move(
        case,
        "close_remarks",
        by=by,
        remarks=remarks,
        waived=waived,
        papers={"remarks": [] if how == "none" else incoming(case, f"Észrevétel: {case.title}")},
    )
    case.remarks.append(
        Remarks(
            assessment_id=case.assessments[-1].id,
            text=remarks.strip(),
            waived=how != "remarks",
            made_at=now(),
            by_id=by.id,
        )
    )
    let_go(case, "close_remarks")
    return RemarksReceived(**about(case, by), how=how)
