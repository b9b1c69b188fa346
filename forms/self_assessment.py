"""Section O: a score and a reason for each criterion."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale, gettext
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from forms.plain import PlainForm
from workflow.criteria import Rubric
from workflow.self_assessment import LONGEST


class SelfAssessmentForm(PlainForm):  # type: ignore[misc]
    """Fields "K1_score", "K1_reason" and so on, which `self_assessment_form` adds; `codes` are the criteria."""

    codes: tuple[str, ...] = ()

    @property
    def said(self) -> dict[str, tuple[int | None, str]]:
        """Score and reason of each criterion."""
        return {code: (self[f"{code}_score"].data, _plain(self[f"{code}_reason"].data)) for code in self.codes}

    @property
    def began_from(self) -> dict[str, int]:
        """How often each had been written when the page was laid out."""
        counts = {code: str(self[f"{code}_seen"].data or "0") for code in self.codes}
        return {code: int(count) if count.isdecimal() else 0 for code, count in counts.items()}

    def catch_up(self, given: Mapping[str, Any]) -> None:
        """What is stored now has been seen: sent once more, the writer's own stays."""
        for code in self.codes:
            self[f"{code}_seen"].data = str(given.get(code, [None, "", 0])[2])


def self_assessment_form(rubric: Rubric, given: Mapping[str, Any]) -> SelfAssessmentForm:
    """The form of these criteria, filled with what was `given` (workflow.self_assessment) unless something was sent."""
    inputs, stored = {}, {}
    for criterion in rubric.criteria:
        code, label = criterion.code, f"{criterion.code} {criterion.name.in_(get_locale())}"
        score, reason, count = given.get(code, [None, "", 0])
        inputs[f"{code}_score"] = RadioField(
            label,
            choices=[*(SelectChoice(str(each), str(each)) for each in range(6)), SelectChoice("", "–")],
            coerce=_score,
        )
        inputs[f"{code}_reason"] = TextAreaField(
            gettext("%(code)s: Reason", code=code),
            [Length(max=LONGEST, message=gettext("At most 300 characters."))],
            render_kw={"rows": 3},
        )
        inputs[f"{code}_seen"] = HiddenField()
        stored |= {f"{code}_score": score, f"{code}_reason": reason, f"{code}_seen": str(count)}
    members = {"codes": tuple(criterion.code for criterion in rubric.criteria), **inputs}
    form: SelfAssessmentForm = type("OwnForm", (SelfAssessmentForm,), members)(data=stored)
    return form


def _score(value: Any) -> int | None:
    return None if value in ("", None) else int(value)


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()
