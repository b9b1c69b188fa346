"""The application form: its questions as data, and what may be said of the answers (procedure rules, 6).

`answers` maps a field's code to what is stored: text, a whole number, a number, True or False, a list of codes
(multi, county), a list of texts (lines, and rows of one column) or of lists of texts (rows of several).
"""

from workflow.application.codes import bases, contract, expand
from workflow.application.completeness import Answers, is_empty, is_required, missing
from workflow.application.crossing import cross_problems, sum_problems
from workflow.application.editions import EDITIONS, NEWEST, chosen, form_in_force, form_of
from workflow.application.fields import Choice, Column, Field, Form, Section
from workflow.application.lacking import why_lacking
from workflow.application.limits import problems
from workflow.application.lines import is_placed, lines_from_text, lines_to_text, place_name
from workflow.application.pasted import tidy
from workflow.application.progress import Progress, Standing, progress
from workflow.application.rows import offered, wrong_rows
from workflow.application.showing import NONE, Table, amount, fingerprint, shown
from workflow.application.tables import placed, read_rows, wrong_cells, wrong_number

#: The questions that an application is asked today.  Where a version is at hand, ask `form_of` it instead.
FIELDS = NEWEST.fields
SECTIONS = NEWEST.sections

__all__ = [
    "EDITIONS",
    "FIELDS",
    "NEWEST",
    "NONE",
    "SECTIONS",
    "Answers",
    "Choice",
    "Column",
    "Field",
    "Form",
    "Progress",
    "Section",
    "Standing",
    "Table",
    "amount",
    "bases",
    "chosen",
    "contract",
    "cross_problems",
    "expand",
    "fingerprint",
    "form_in_force",
    "form_of",
    "is_empty",
    "is_placed",
    "is_required",
    "lines_from_text",
    "lines_to_text",
    "missing",
    "offered",
    "place_name",
    "placed",
    "problems",
    "progress",
    "read_rows",
    "shown",
    "tidy",
    "sum_problems",
    "why_lacking",
    "wrong_cells",
    "wrong_number",
    "wrong_rows",
]
