"""The sets of criteria that anybody may read."""

from models.db import db
from workflow.clock import today
from workflow.criteria import Rubric
from workflow.criteria.stored import rubric_in_force


def rubric_today() -> Rubric:
    """What judges a programme that is submitted today."""
    return rubric_in_force(db.session, today())
