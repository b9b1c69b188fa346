"""The answers before they are submitted: what is missing, what is wrong, what the office will probably ask for."""

from collections.abc import Collection
from dataclasses import dataclass

from models.case import Case
from models.programme import Version
from workflow.application import Field, cross_problems, form_of, missing, problems
from workflow.clock import today
from workflow.foresight import Annex, Concern, foresee
from workflow.queries.attachments import attachments_of
from workflow.queries.often_asked import Asked, often_asked
from workflow.text import Text

#: Declarations are made on submitting.
DECLARATIONS = "N"


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be submitted as it stands."""

    field: Field
    text: Text


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be looked at, by weight: the first two stop the submission, the others never do."""

    missing: list[Field]
    wrong: list[Wrong]
    concerns: list[Concern]
    often_asked: list[Asked]

    @property
    def stops(self) -> int:
        """How many fields are to be put right before it can be submitted."""
        return len(self.missing) + len(self.wrong)

    @property
    def unfit(self) -> set[str]:
        """The codes of these fields."""
        return {field.code for field in self.missing} | {wrong.field.code for wrong in self.wrong}


def findings(case: Case, version: Version, opened: Collection[str]) -> Findings:
    """What is to be said of the fields that are `opened` (their codes) in the version in writing."""
    annexes = [Annex(file.kind, file.title) for file in attachments_of(case)]
    answers, form = version.answers, form_of(version)
    asked = [field for field in form.fields.values() if field.code in opened and field.section != DECLARATIONS]
    lacking = [field for field in missing(answers, {annex.kind for annex in annexes}, form) if field in asked]
    wrong = [Wrong(field, text) for field in asked if (text := problems(field, answers.get(field.code)))]
    wrong += [Wrong(form.fields[code], text) for code, text in cross_problems(answers, form) if code in opened]
    return Findings(
        missing=lacking,
        wrong=wrong,
        concerns=[concern for concern in foresee(answers, annexes, today(), form) if concern.field in opened],
        often_asked=[found for found in often_asked() if found.field in opened],
    )
