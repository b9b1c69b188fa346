"""How far each section of an application is: what the task list says of it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from workflow.application.completeness import Answers, is_empty, missing
from workflow.application.crossing import cross_problems
from workflow.application.editions import NEWEST
from workflow.application.fields import Field, Form, Section
from workflow.application.limits import problems

#: Declarations are made on submitting: they are no task of the draft.
DECLARATIONS = "N"


class Standing(StrEnum):
    """Where a section stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    NEEDS_ATTENTION = "needs_attention"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Progress:
    """One section: how many answers it lacks, how many are wrong, and whether anything was answered."""

    section: Section
    lacking: int
    wrong: int
    is_begun: bool

    @property
    def standing(self) -> Standing:
        """The one word for it; a wrong answer outweighs a missing one."""
        if self.wrong:
            return Standing.NEEDS_ATTENTION
        if not self.is_begun:
            return Standing.NOT_STARTED
        return Standing.IN_PROGRESS if self.lacking else Standing.COMPLETE

    @property
    def waits(self) -> bool:
        """Whether something must be done here before the application can go."""
        return bool(self.lacking or self.wrong)


def progress(answers: Answers, annexes: set[str], opened: Collection[str], form: Form = NEWEST) -> list[Progress]:
    """The sections that have any of the `opened` fields, in their order; `annexes` are the codes of what is attached.

    Only opened fields count: in a completion the others are not the writer's to mend.
    """
    lacking = {field.code for field in missing(answers, annexes, form)} & set(opened)
    wrong = {code for code, _ in cross_problems(answers, form)} & set(opened)
    found = []
    for section in form.sections:
        fields = [field for field in section.fields if field.code in opened]
        if section.code == DECLARATIONS or not fields:
            continue
        given = [field for field in fields if _is_given(field, answers, annexes)]
        bad = {field.code for field in given if field.kind != "annex" and problems(field, answers[field.code])}
        codes = {field.code for field in fields}
        found.append(Progress(section, len(lacking & codes), len((wrong | bad) & codes), bool(given)))
    return found


def _is_given(field: Field, answers: Answers, annexes: set[str]) -> bool:
    return field.code in annexes if field.kind == "annex" else not is_empty(answers.get(field.code))
