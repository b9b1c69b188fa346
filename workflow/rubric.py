"""The first set of criteria, for what does not go by a case's own set yet."""

from workflow.criteria import Criterion, content_of, first_set, rubric
from workflow.criteria import Rubric as CriteriaSet
from workflow.scoring import HIGHEST_SCORE

__all__ = ["CRITERIA", "ELIGIBILITY", "HIGHEST_SCORE", "RUBRICS", "RUBRIC_1_0", "CriteriaSet", "Criterion"]

RUBRIC_1_0 = rubric("1.0", content_of(first_set()))
ELIGIBILITY = RUBRIC_1_0.eligibility
CRITERIA = RUBRIC_1_0.criteria
RUBRICS = {rubric.version: rubric for rubric in (RUBRIC_1_0,)}
