"""After a revision: the same expert's sheet begins with the earlier scores, to be confirmed or given anew."""

from models.expert import Assignment
from models.review import CriterionScore, Review
from models.user import User
from workflow.engine import lock
from workflow.keeping import session_of
from workflow.permissions import demand, may_write_review
from workflow.queries.carried import earlier_review, revision_of
from workflow.refusals import Refusal, Refused
from workflow.text import Text

#: What of the earlier review is a beginning; the recommendation is given anew.
BEGINNINGS = ("strengths", "to_improve", "proposed_conditions", "notes")
#: Characters of the reason for scoring a kept criterion anew.
LEAST, MOST = 10, 2000


def carry(assignment: Assignment) -> None:
    """Begin the sheet of an expert who judged the programme before its revision (T31); nothing for anybody else.

    A criterion that no change and no task concerns keeps its score.  Of every other the words are there and the score
    is asked: nothing unconfirmed counts.  The earlier review stays as it is (BR-12).
    """
    earlier, review = earlier_review(assignment), assignment.review
    if earlier is None or review is None or review.scores:
        return
    revision = revision_of(assignment.case, earlier)
    if revision is None:
        return
    open_again = revision.to_judge([row.criterion for row in earlier.scores])
    for row in earlier.scores:
        is_kept = row.criterion not in open_again
        review.scores.append(
            CriterionScore(
                criterion=row.criterion,
                score=row.score if is_kept else None,
                reason=row.reason,
                evidence=row.evidence,
                to_raise=row.to_raise,
                carried_from=row,
                is_kept=is_kept,
            )
        )
    for name in BEGINNINGS:
        setattr(review, name, getattr(earlier, name))


def open_kept(review: Review, *, by: User, criterion: str, reason: str) -> Review:
    """The expert scores a kept criterion anew after all, and says why."""
    lock(review.assignment.case)
    demand(may_write_review, by, review)
    row = review.score(criterion)
    if row is None or not row.is_kept:
        said = Text(hu="Ez a szempont már nyitva van.", en="This criterion is open already.")
        raise Refused([Refusal("not_kept", said)])
    if not LEAST <= len(reason.strip()) <= MOST:
        said = Text(
            hu=f"Írja le {LEAST}–{MOST} karakterben, miért pontozza újra.",
            en=f"Say in {LEAST} to {MOST} characters why you score it again.",
        )
        raise Refused([Refusal("why_missing", said, "reason")])
    row.is_kept, row.score, row.reopened_why = False, None, reason.strip()
    session_of(review.assignment.case).flush()
    return review
