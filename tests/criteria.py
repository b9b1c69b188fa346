"""The criteria of set 1.0, by which the cases of the tests are judged unless a test says otherwise."""

from workflow.criteria import first_rubric

RUBRIC_1_0 = first_rubric()
CRITERIA = RUBRIC_1_0.criteria
ELIGIBILITY = RUBRIC_1_0.eligibility
CODES = RUBRIC_1_0.codes
