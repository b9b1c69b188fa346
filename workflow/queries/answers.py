"""The answers before they are submitted: what is missing, what is wrong, what the office will probably ask for."""

from collections.abc import Collection
from dataclasses import dataclass

from models.case import Case
from models.programme import Version
from workflow.application import Field, cross_problems, form_of, missing, problems, why_lacking
from workflow.clock import today
from workflow.criteria.stored import rubric_of
from workflow.foresight import Annex, Concern, foresee
from workflow.queries.attachments import attachments_of
from workflow.queries.often_asked import Asked, often_asked
from workflow.self_assessment import Stand, stand
from workflow.text import Text

#: Declarations are made on submitting.
DECLARATIONS = "N"


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be submitted as it stands, or is not there, and what to do."""

    field: Field
    text: Text


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be looked at, by weight: the first two stop the submission, the others never do."""

    missing: list[Wrong]
    wrong: list[Wrong]
    concerns: list[Concern]
    often_asked: list[Asked]
    #: Section O.
    own: Stand

    @property
    def stops(self) -> int:
        """How many answers are to be put right before it can be submitted."""
        return len(self.missing) + len(self.wrong) + self.own.lacking

    @property
    def unfit(self) -> set[str]:
        """The codes of these fields."""
        return {wrong.field.code for wrong in (*self.missing, *self.wrong)}


def findings(case: Case, version: Version, opened: Collection[str]) -> Findings:
    """What is to be said of the fields that are `opened` (their codes) in the version in writing."""
    annexes = [Annex(file.kind, file.title) for file in attachments_of(case)]
    answers, form = version.answers, form_of(version)
    asked = [field for field in form.fields.values() if field.code in opened and field.section != DECLARATIONS]
    lacking = [field for field in missing(answers, {annex.kind for annex in annexes}, form) if field in asked]
    wrong = [Wrong(field, text) for field in asked if (text := problems(field, answers.get(field.code)))]
    wrong += [Wrong(form.fields[code], text) for code, text in cross_problems(answers, form) if code in opened]
    return Findings(
        missing=[Wrong(field, why_lacking(field)) for field in lacking],
        wrong=wrong,
        concerns=[concern for concern in foresee(answers, annexes, today(), form) if concern.field in opened],
        often_asked=[found for found in often_asked() if found.field in opened],
        own=stand(version, rubric_of(case)),
    )
