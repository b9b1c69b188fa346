"""The application form: its questions as data, and what may be said of the answers (procedure rules, 6).

`answers` maps a field's code to what is stored: text, a whole number, a number, True or False, a list of codes
(multi, county), a list of texts (rows of one column) or of lists of texts (rows of several).
"""

from workflow.application.codes import expand
from workflow.application.completeness import Answers, is_empty, is_required, missing
from workflow.application.crossing import cross_problems
from workflow.application.fields import FIELDS, SECTIONS, Choice, Field, Section
from workflow.application.limits import problems
from workflow.application.rows import rows_from_text, rows_to_text
from workflow.application.showing import fingerprint, shown

__all__ = [
    "FIELDS",
    "SECTIONS",
    "Answers",
    "Choice",
    "Field",
    "Section",
    "cross_problems",
    "expand",
    "fingerprint",
    "is_empty",
    "is_required",
    "missing",
    "problems",
    "rows_from_text",
    "rows_to_text",
    "shown",
]
