"""Forms of a criteria set: its draft, part by part."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DecimalField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from forms.plain import PlainForm, PlainPart
from workflow.criteria.checking import DIVERGENCE, THRESHOLDS
from workflow.scoring import HIGHEST_SCORE

SCORES = range(HIGHEST_SCORE + 1)
SHORT, LONG = Length(max=200, message=_("At most 200 characters.")), Length(max=5000)
MOST_REQUIREMENTS = 30
NUMBER_NAMES = {
    "accredited_total": _("Accreditation: total, at least"),
    "accredited_minimum": _("Accreditation: every mean, at least"),
    "conditions_total": _("With conditions: total, at least"),
    "conditions_minimum": _("With conditions: every mean, at least"),
    "revision_total": _("Revision: total, at least"),
    "adequate": _("A mean below this needs a condition, a task or a reason"),
    "divergent_points": _("Two reviews diverge from this many points of the total"),
    "crossed_total": _("They diverge on either side of this total"),
    "crossing_points": _("… if they are this many points apart"),
    "divergent_core_grades": _("They diverge from this many grades in a core criterion"),
    "both_fail_below": _("They do not diverge if both totals are below"),
    "large_difference": _("A difference of this many grades is named in the assessment"),
}


class Grade(DecimalField):  # type: ignore[misc]
    """A mean: 3, 2,5 or 2.5."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """A comma is read as the decimal point."""
        super().process_formdata([value.replace(",", ".") for value in valuelist])


class Seen(PlainForm):  # type: ignore[misc]
    """Which edition of the draft the writer began from: of two who write at once, neither loses anything unseen."""

    seen = HiddenField(validators=[InputRequired()])

    @property
    def edition(self) -> int:
        """The number, or 0 for what is none."""
        return int(self.seen.data) if str(self.seen.data).isdigit() else 0


class BeginForm(PlainForm):  # type: ignore[misc]
    """The number of the new set, and what it is for."""

    version = StringField(_("Number"), [InputRequired(_("Give the number.")), Length(max=10)])
    change_log = TextAreaField(_("What is to change, and why"), [LONG])


class Sentences(PlainPart):  # type: ignore[misc]
    """The same words in both languages."""

    hu = TextAreaField(_("In Hungarian"), [LONG], render_kw={"rows": 2})
    en = TextAreaField(_("In English"), [LONG], render_kw={"rows": 2})


class CriterionForm(Seen):
    """One criterion with its six sentences; what is still missing the check says."""

    code = StringField(_("Code"), [InputRequired(_("Give the code.")), Length(max=3)], description=_("K1, K2 …"))
    hu = StringField(_("Name in Hungarian"), [SHORT])
    en = StringField(_("Name in English"), [SHORT])
    weight = IntegerField(
        _("Weight"),
        [InputRequired(_("Give the weight.")), NumberRange(0, 100, _("From 0 to 100."))],
        description=_("The points of the highest score. All weights add up to 100."),
    )
    is_core = BooleanField(_("Core criterion"))
    minimum = Grade(
        _("Smallest mean of a core criterion"),
        [Optional(), NumberRange(0, HIGHEST_SCORE, _("From 0 to 5."))],
        places=None,
    )
    questions = FormField(Sentences, _("Guiding questions"))
    anchor_0 = FormField(Sentences, _("The sentence of score 0"))
    anchor_1 = FormField(Sentences, _("The sentence of score 1"))
    anchor_2 = FormField(Sentences, _("The sentence of score 2"))
    anchor_3 = FormField(Sentences, _("The sentence of score 3"))
    anchor_4 = FormField(Sentences, _("The sentence of score 4"))
    anchor_5 = FormField(Sentences, _("The sentence of score 5"))

    @classmethod
    def of(cls, criterion: Mapping[str, Any] | None, edition: int) -> "CriterionForm":
        """The form with what the criterion says now."""
        given = dict(criterion or {})
        anchors = given.pop("anchors", [])
        sentences = {f"anchor_{score}": words for score, words in enumerate(anchors)}
        questions = given.pop("questions", None) or {}
        return cls(data={**given, **sentences, "questions": questions, "seen": edition})

    @property
    def criterion(self) -> dict[str, Any]:
        """What was typed, as a set stores it."""
        minimum = self.minimum.data
        written = {
            "code": self.code.data.strip().upper(),
            "hu": (self.hu.data or "").strip(),
            "en": (self.en.data or "").strip(),
            "weight": self.weight.data,
            "is_core": self.is_core.data,
            "minimum": None if minimum is None else int(minimum) if minimum == int(minimum) else float(minimum),
            "anchors": [words_of(self[f"anchor_{score}"]) for score in SCORES],
        }
        questions = words_of(self.questions)
        return {**written, "questions": questions} if any(questions.values()) else written


def words_of(part: FormField) -> dict[str, str]:
    """What was typed in both languages."""
    return {language: (part.form[language].data or "").strip() for language in ("hu", "en")}


class NumbersForm(Seen):
    """Thresholds, limits of divergence and the rule of proof; `numbers_form` adds the numbers."""

    rule_of_proof = FormField(Sentences, _("Rule of proof"))

    def numbers(self, names: Iterable[str]) -> dict[str, int]:
        """The numbers of these names."""
        return {name: self[name].data for name in names}


def numbers_form(content: Mapping[str, Any], edition: int) -> NumbersForm:
    """The form with the numbers of the set as they are now."""
    now = {**content["thresholds"], **content["divergence"]}
    parts = {
        name: IntegerField(NUMBER_NAMES[name], [InputRequired(_("Give a number.")), NumberRange(0, most)])
        for name, most in {**THRESHOLDS, **DIVERGENCE}.items()
    }
    form = type("NumbersForm", (NumbersForm,), parts)
    return form(data={**now, "rule_of_proof": content["rule_of_proof"], "seen": edition})  # type: ignore[no-any-return]


class RequirementPart(PlainPart):  # type: ignore[misc]
    """One requirement of eligibility."""

    code = StringField(_("Code"), [Length(max=3)])
    hu = TextAreaField(_("In Hungarian"), [LONG], render_kw={"rows": 2})
    en = TextAreaField(_("In English"), [LONG], render_kw={"rows": 2})
    can_be_completed = BooleanField(_("Can be completed"))
    may_be_not_applicable = BooleanField(_("May be not applicable"))


class EligibilityForm(Seen):
    """The list of requirements; one whose code is emptied is left out."""

    eligibility = FieldList(
        FormField(RequirementPart),
        _("Requirements"),
        max_entries=MOST_REQUIREMENTS,
        description=_("Empty the code of a requirement to leave it out."),
    )
    add_row = SubmitField(_("Add a row"))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The requirements that have a code, as a set stores them."""
        names = ("code", "hu", "en", "can_be_completed", "may_be_not_applicable")
        rows = [{name: row[name] for name in names} for row in self.eligibility.data]
        return [{**row, "code": row["code"].strip().upper()} for row in rows if (row["code"] or "").strip()]


class PassageForm(Seen):
    """What changed, and what became of each earlier criterion; `passage_form` adds these."""

    change_log = TextAreaField(_("What changed, and why"), [LONG])

    def crosswalk(self, codes: Iterable[str]) -> dict[str, Any]:
        """As a set stores it."""
        return {
            code: {
                "to": (self[f"to_{code}"].data or "").upper().replace(",", " ").split(),
                "note": (self[f"note_{code}"].data or "").strip(),
            }
            for code in codes
        }


def passage_form(old: Iterable[tuple[str, str]], change_log: str, stored: Mapping[str, Any], edition: int) -> Any:
    """The form for these earlier criteria (code and name)."""
    parts: dict[str, Any] = {}
    given: dict[str, Any] = {"change_log": change_log, "seen": edition}
    for code, name in old:
        parts[f"to_{code}"] = StringField(
            f"{code} {name}",
            [SHORT],
            description=_("What it became: codes with commas. Empty: it was dropped."),
        )
        parts[f"note_{code}"] = StringField(_("Note to %(code)s", code=code), [Optional(), SHORT])
        passage = stored.get(code) or {}
        given[f"to_{code}"], given[f"note_{code}"] = ", ".join(passage.get("to", [])), passage.get("note", "")
    return type("PassageForm", (PassageForm,), parts)(data=given)
