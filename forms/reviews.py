"""An expert's sheet: nine criteria, the recommendation, the texts.  Half a sheet is valid; a wrong score never is."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from forms.plain import PlainForm
from models.review import Review
from models.states import Outcome
from workflow.acts.reviewing import Judgement
from workflow.declarations import to_sign
from workflow.labels import label
from workflow.rubric import RUBRICS, Criterion

PARTS = ("score", "reason", "evidence", "to_raise")
TEXTS = ("mismatch_reason", "strengths", "to_improve", "proposed_conditions")
LONG = Length(max=5000, message=_("At most 5,000 characters."))


def _score(value: Any) -> int | None:
    return None if value in ("", None) else int(value)


def _outcome(value: Any) -> Outcome | None:
    return None if value in ("", None) else Outcome(value)


class ReviewForm(PlainForm):  # type: ignore[misc]
    """A sheet whose fields `review_form` adds; `codes` are the criteria that it asks."""

    codes: tuple[str, ...] = ()

    @property
    def judgements(self) -> Mapping[str, Judgement]:
        """What was said of each criterion."""
        return {code: Judgement(**{part: self._said(code, part) for part in PARTS}) for code in self.codes}

    @property
    def texts(self) -> dict[str, str]:
        """The texts below the criteria."""
        return {name: self[name].data or "" for name in TEXTS}

    def _said(self, code: str, part: str) -> Any:
        said = self[f"{code}_{part}"].data
        return said if part == "score" else said or ""


def review_form(review: Review) -> ReviewForm:
    """The sheet of this review by the criteria of its case, filled with what is stored unless something was sent."""
    case = review.assignment.case
    form = _sheet(case.criteria_version, str(get_locale()))(data=stored(review))
    form.conflict_of_interest.label.text = to_sign(case.number or "")["conflict_of_interest"].in_(get_locale())
    return form


@lru_cache(maxsize=8)
def _sheet(version: str, locale: str) -> type[ReviewForm]:
    """The form of a set of criteria in one language, made once: its forty fields cost a quarter of the page's time.

    `locale` is the language of the page, in which its labels are made.
    """
    criteria = RUBRICS[version].criteria
    inputs = {f"{criterion.code}_{part}": _input(criterion, part) for criterion in criteria for part in PARTS}
    members = {"codes": tuple(criterion.code for criterion in criteria), **inputs, **_conclusion(), **_closing()}
    return type("SheetForm", (ReviewForm,), members)


def stored(review: Review) -> dict[str, Any]:
    """What the sheet holds in the database, by the names of its fields."""
    said = {f"{row.criterion}_{part}": getattr(row, part) for row in review.scores for part in PARTS}
    return {**said, **{name: getattr(review, name) for name in TEXTS}, "recommendation": review.recommendation}


def _conclusion() -> dict[str, Any]:
    """The texts and the recommendation; made after the criteria, because errors are told in the order of the page."""
    outcomes = [SelectChoice(outcome.value, label(outcome).in_(get_locale())) for outcome in Outcome]
    return {
        "strengths": TextAreaField(_("Strengths"), [LONG]),
        "to_improve": TextAreaField(_("What to improve"), [LONG]),
        "proposed_conditions": TextAreaField(
            _("Proposed conditions"), [LONG], description=_("What the applicant should do, by when, shown by what.")
        ),
        "recommendation": RadioField(
            _("Your recommendation"),
            choices=[*outcomes, SelectChoice("", gettext("No recommendation yet"))],
            coerce=_outcome,
        ),
        "mismatch_reason": TextAreaField(
            _("Why your recommendation differs from the score"),
            [LONG],
            description=_("Only if it differs. At least 100 characters."),
        ),
    }


def _closing() -> dict[str, Any]:
    """What is signed again on closing (4.7), its words with the number of the case; saving asks for none of it."""
    return {
        "conflict_of_interest": BooleanField(),
        "circumstance": TextAreaField(
            _("Circumstance to be reported"),
            [Length(max=2000, message=_("At most 2,000 characters."))],
            description=_("If one of KO9–KO12 applies to you, write it here. Leave it empty if you know of none."),
        ),
    }


def _input(criterion: Criterion, part: str) -> Any:
    code = criterion.code
    match part:
        case "score":
            levels = [SelectChoice(str(score), str(score)) for score in range(len(criterion.anchors))]
            return RadioField(
                gettext("%(code)s: Score", code=code),
                choices=[*levels, SelectChoice("", gettext("No score yet"))],
                coerce=_score,
            )
        case "reason":
            return TextAreaField(
                gettext("%(code)s: Reason", code=code),
                [LONG],
                description=gettext("At least 100 characters."),
                render_kw={"rows": 5},
            )
        case "evidence":
            return StringField(
                gettext("%(code)s: Where the evidence is", code=code),
                [Length(max=300, message=gettext("At most 300 characters."))],
                description=gettext("Field or annex, for example: E1, M4 page 3."),
            )
        case _:
            return TextAreaField(
                gettext("%(code)s: What would raise it", code=code),
                [LONG],
                description=gettext("Needed for a score of 0, 1 or 2."),
                render_kw={"rows": 3},
            )
