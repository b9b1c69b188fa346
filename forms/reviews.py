"""An expert's sheet: the criteria, the recommendation, the texts.  Half a sheet is valid; a wrong score never is."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any, ClassVar

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from forms.marked import MarkedForm
from forms.plain import PlainForm
from models.review import Review
from models.states import Outcome
from workflow.acts.marking import numbers
from workflow.acts.reviewing import TEXTS, Judgement, marks_of, parts_of, sheet_of
from workflow.criteria import Criterion, Rubric
from workflow.criteria.stored import rubric_of
from workflow.declarations import to_sign
from workflow.labels import label

#: What is said of one criterion, by the names of the fields of a Judgement.
SAID = ("score", "reason", "evidence", "to_raise")
LONG = Length(max=5000, message=_("At most 5,000 characters."))


def _score(value: Any) -> int | None:
    return None if value in ("", None) else int(value)


def _outcome(value: Any) -> Outcome | None:
    return None if value in ("", None) else Outcome(value)


class ReviewForm(MarkedForm):
    """A sheet whose fields `review_form` adds; `asked` are the parts of the sheet that it asks, in the page's order."""

    asked: ClassVar[tuple[str, ...]] = ()
    confirmed: str = ""

    @property
    def with_marks(self) -> Iterable[str]:
        """Every part."""
        return self.asked

    @property
    def parts(self) -> dict[str, Any]:
        """What it says, as `reviewing.sheet_of` does."""
        return {part: self.said(part) for part in self.asked}

    def said(self, part: str) -> Any:
        """One part: a Judgement, an Outcome or None, a text."""
        if part in TEXTS:
            said = self[part].data
            return said if part == "recommendation" else said or ""
        given = {name: self[f"{part}_{name}"].data for name in SAID}
        return Judgement(given.pop("score"), **{name: text or "" for name, text in given.items()})

    def confirm(self, earlier: Mapping[str, int | None]) -> None:
        """What the button "Confirm" asks: the `earlier` score of its criterion stands."""
        if self.confirmed in earlier and self.confirmed in self.asked:
            self[f"{self.confirmed}_score"].process(None, earlier[self.confirmed])

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """As ever; besides, which criterion the button confirms."""
        super().process(formdata, *args, **kwargs)
        sent = self.meta.wrap_formdata(self, formdata)
        self.confirmed = str(sent.get("confirm", "")) if sent else ""

    def takes_the_other(self, stored: Mapping[str, Any]) -> bool:
        """Whether the button "K1:theirs" asked for what is `stored` in place of what was typed; then it is there."""
        part, _, whose = self.keep.partition(":")
        if whose != "theirs" or part not in self.asked:
            return False
        for name, value in inputs_of(part, stored[part]).items():
            self[name].process(None, value)
        self.seen[part] = self.marks.get(part, 0)
        return True


class ClosingForm(PlainForm):  # type: ignore[misc]
    """What is signed again on closing (4.7)."""

    conflict_of_interest = BooleanField()
    circumstance = TextAreaField(
        _("Circumstance to be reported"),
        [Length(max=2000, message=_("At most 2,000 characters."))],
        description=_("If one of KO9–KO12 applies to you, write it here. Leave it empty if you know of none."),
    )


def closing_form(review: Review) -> ClosingForm:
    """The declaration with the number of the case."""
    form = ClosingForm()
    number = review.assignment.case.number or ""
    form.conflict_of_interest.label.text = to_sign(number)["conflict_of_interest"].in_(get_locale())
    return form


def review_form(review: Review) -> ReviewForm:
    """The sheet of this review by the criteria of its case, filled with what is stored unless something was sent."""
    stored = {name: value for part, said in sheet_of(review).items() for name, value in inputs_of(part, said).items()}
    kept = {row.criterion for row in review.scores if row.is_kept}
    asked = tuple(part for part in parts_of(review) if part not in kept)
    form: ReviewForm = _sheet(rubric_of(review.assignment.case), str(get_locale()), asked)(
        data=stored, marks=numbers(marks_of(review))
    )
    return form


def part_form(review: Review, part: str) -> ReviewForm:
    """One part of the sheet, as it was sent."""
    form: ReviewForm = _sheet(rubric_of(review.assignment.case), str(get_locale()), (part,))()
    return form


def inputs_of(part: str, said: Any) -> dict[str, Any]:
    """What a part says, by the names of its fields."""
    return {part: said} if part in TEXTS else {f"{part}_{name}": value for name, value in asdict(said).items()}


@lru_cache(maxsize=64)
def _sheet(rubric: Rubric, locale: str, asked: tuple[str, ...]) -> type[ReviewForm]:
    """The form of these parts of a sheet in one language, made once: forty fields cost a quarter of the page's time.

    `locale` is the language of the page, in which its labels are made.
    """
    members: dict[str, Any] = {"asked": asked}
    for criterion in rubric.criteria:
        if criterion.code in asked:
            members |= {f"{criterion.code}_{name}": criterion_input(criterion, name) for name in SAID}
    # after the criteria, because errors are told in the order of the page
    members |= {name: field for name, field in _conclusion().items() if name in asked}
    return type("SheetForm", (ReviewForm,), members)


def _conclusion() -> dict[str, Any]:
    """The texts and the recommendation."""
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
        "notes": TextAreaField(
            _("Private notes"),
            [LONG],
            description=_("Only you ever see them: not the office, not the applicant, and they stand in no paper."),
        ),
    }


def criterion_input(criterion: Criterion, name: str) -> Any:
    """The field of one thing that is said of a criterion (see SAID), not yet bound to a form."""
    code = criterion.code
    match name:
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
            return TextAreaField(
                gettext("%(code)s: Where the evidence is", code=code),
                [Length(max=1000, message=gettext("At most 1,000 characters."))],
                description=gettext("Field or annex, for example: E1, M4 page 3."),
                render_kw={"rows": 2},
            )
        case _:
            return TextAreaField(
                gettext("%(code)s: What would raise it", code=code),
                [LONG],
                description=gettext("Needed for a score of 0, 1 or 2."),
                render_kw={"rows": 3},
            )
