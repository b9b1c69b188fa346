"""The consultation on a criteria set: comments by criterion, and the office's answer to each."""

from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from models.db import db
from models.user import User
from workflow.clock import now
from workflow.permissions import (
    demand,
    may_answer_criteria_comment,
    may_change_criteria_comment,
    may_comment_criteria,
)


def comment(row: CriteriaSet, *, by: User, criterion: str, text: str) -> CriteriaComment:
    """One more comment on a criterion (code), or on the set as a whole ("")."""
    demand(may_comment_criteria, by, row)
    said = CriteriaComment(criterion=criterion, author=by, text=text, written_at=now())
    row.comments.append(said)
    db.session.flush()
    return said


def change_comment(said: CriteriaComment, *, by: User, text: str) -> CriteriaComment:
    """Its author writes it anew, until the consultation ends."""
    demand(may_change_criteria_comment, by, said)
    said.text, said.written_at = text, now()
    db.session.flush()
    return said


def answer(said: CriteriaComment, *, by: User, taken_over: bool, reason: str) -> CriteriaComment:
    """Whether the office took it over, and why; may be answered anew until the set is before the workshop."""
    demand(may_answer_criteria_comment, by, said)
    said.taken_over, said.answer = taken_over, reason
    said.answered_by_id, said.answered_at = by.id, now()
    db.session.flush()
    return said
