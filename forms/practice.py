"""A practice sheet: the criteria of a real one, without a recommendation or texts."""

from dataclasses import asdict
from typing import Any

from forms.plain import PlainForm
from forms.reviews import SAID, ReviewForm, criterion_input
from models.calibration import PracticeSheet
from workflow.acts.marking import numbers
from workflow.acts.practising import parts_of, practice_marks, practice_of
from workflow.guards.practice import rubric_of_day


class PracticeClosingForm(PlainForm):  # type: ignore[misc]
    """The button that closes a practice sheet."""


def practice_form(sheet: PracticeSheet) -> ReviewForm:
    """The sheet, filled with what is stored unless something was sent."""
    stored = {
        f"{part}_{name}": value for part, said in practice_of(sheet).items() for name, value in asdict(said).items()
    }
    form: ReviewForm = _sheet(sheet, parts_of(sheet))(data=stored, marks=numbers(practice_marks(sheet)))
    return form


def practice_part_form(sheet: PracticeSheet, part: str) -> ReviewForm:
    """One part of the sheet, as it was sent."""
    form: ReviewForm = _sheet(sheet, (part,))()
    return form


def _sheet(sheet: PracticeSheet, asked: tuple[str, ...]) -> type[ReviewForm]:
    members: dict[str, Any] = {"asked": asked}
    for criterion in rubric_of_day(sheet.calibration).criteria:
        if criterion.code in asked:
            members |= {f"{criterion.code}_{name}": criterion_input(criterion, name) for name in SAID}
    return type("PracticeForm", (ReviewForm,), members)
