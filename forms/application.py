"""One section of the application as a form, built from the questions of `workflow.application`.

Numbers and lists are typed as text and read here, so that what was typed is still there when it is wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import get_locale, gettext
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField, TextAreaField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField

from forms.marked import MarkedForm
from forms.rows import RowsInput
from forms.typed import LINE_END, read, typed
from workflow.application import (
    NEWEST,
    Field,
    Form,
    is_empty,
    is_required,
    lines_from_text,
    lines_to_text,
    problems,
    sum_problems,
    tidy,
    why_lacking,
)

INPUT_MODES = {"tax_number": "numeric", "email": "email", "phone": "tel"}


class ApplicationForm(MarkedForm):
    """A section, or those fields of it that a completion opens.

    `questions` are the fields it asks, by code; `stored` are the answers as they stand, of all sections.
    """

    #: What is looked for in the gazetteer, whether a button or Enter asks for it now, the code that was chosen there.
    place: str
    is_searching: bool
    settlement: str
    questions: ClassVar[Mapping[str, Field]] = {}
    stored: ClassVar[Mapping[str, Any]] = {}
    is_draft: ClassVar[bool] = True
    edition: ClassVar[Form] = NEWEST

    @property
    def with_marks(self) -> Iterable[str]:
        """Every question."""
        return self.questions

    @property
    def is_reshaped(self) -> bool:
        """Whether a button changed the rows of a table: then nothing is to be checked or kept."""
        return any(isinstance(field, RowsInput) and field.change for field in self)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether every answer is right; one that is not a draft must not contradict itself either."""
        is_right = super().validate(extra_validators)
        if self.is_draft:
            return bool(is_right)
        found = [(code, text) for code, text in sum_problems(all_answers(self), self.edition) if code in self.questions]
        for code, text in found:
            self[code].errors = [*self[code].errors, text.in_(get_locale())]
        return bool(is_right) and not found

    def answered(self, code: str) -> Any:
        """One answer of this form as it would be stored."""
        return read(self.questions[code], self[code].data)

    def was_tidied(self, code: str) -> bool:
        """Whether what was sent is kept in other signs than it came: then the writer is to see it."""
        sent, kept = self[code].raw_data, self[code].data
        return bool(sent) and isinstance(kept, str) and LINE_END.sub("\n", str(sent[0])) != kept

    def takes_the_other(self) -> bool:
        """Whether the button "E1:theirs" asked for the text of another in place of what was typed; then it is there."""
        code, _, whose = self.keep.partition(":")
        if whose != "theirs" or code not in self.questions:
            return False
        self[code].process(None, typed(self.questions[code], self.stored.get(code), get_locale()))
        self.seen[code] = self.marks.get(code, 0)
        return True

    def add_line(self, code: str, line: str) -> None:
        """Put a line under those of a list, unless it is there."""
        lines = lines_from_text(self[code].data or "")
        self[code].data = lines_to_text([*lines, line] if line not in lines else lines)

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """As ever; besides, what is looked for in the gazetteer."""
        super().process(formdata, *args, **kwargs)
        sent = self.meta.wrap_formdata(self, formdata) or {}
        self.place = str(sent.get("place", ""))[:80]
        self.settlement = str(sent.get("settlement", ""))
        self.is_searching = "find" in sent or ("enter" in sent and bool(self.place.strip()))


class Ticks(SelectMultipleField):
    """Several answers, as a list of boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class Answered:
    """The validator of every field: what must be there is there, and it is within its limits."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.field_flags: dict[str, object] = {}
        if field.required:
            self.field_flags["required"] = True
        elif field.required_if is None:
            self.field_flags["optional"] = True
        if field.limit and field.kind not in ("lines", "rows"):
            self.field_flags["maxlength"] = field.limit

    def __call__(self, form: ApplicationForm, given: Any) -> None:
        value = read(self.field, given.data)
        if is_empty(value) or value is False and self.field.kind == "declaration":
            if not form.is_draft and is_required(self.field, all_answers(form)):
                raise ValidationError(why_lacking(self.field).in_(get_locale()))
        elif isinstance(given, RowsInput):
            given.check(all_answers(form))
        elif wrong := problems(self.field, value):
            raise ValidationError(wrong.in_(get_locale()))


def section_form(
    section_code: str,
    answers: Mapping[str, Any],
    only: set[str] | None = None,
    draft: bool = True,
    marks: Mapping[str, int] | None = None,
    edition: Form = NEWEST,
) -> ApplicationForm:
    """The form of section A-N of this edition, filled with `answers` unless something was sent.

    `only` keeps to these codes.  A draft may leave anything empty; otherwise what is required must be there.
    `marks` say how often each answer was written.  Annexes are uploaded elsewhere and are no part of it.
    Raises KeyError when there is no such section.
    """
    fields = edition.section(section_code).fields
    asked = {field.code: field for field in fields if field.kind != "annex" and (only is None or field.code in only)}
    members = {"questions": asked, "stored": dict(answers), "is_draft": draft, "edition": edition}
    inputs = {code: _input(field, answers) for code, field in asked.items()}
    form_class = type(f"Section{section_code}Form", (ApplicationForm,), members | inputs)
    locale = get_locale()
    form: ApplicationForm = form_class(
        data={code: typed(field, answers.get(code), locale) for code, field in asked.items()}, marks=marks
    )
    return form


def answers_from(form: ApplicationForm) -> dict[str, Any]:
    """The answers of this form as they are stored; what was left empty is "", [], None or (a declaration) False.

    A number that cannot be read stays as it was typed, and `form.validate()` says so.
    """
    return {code: form.answered(code) for code in form.questions}


def all_answers(form: ApplicationForm) -> dict[str, Any]:
    """The answers of all sections, with those of this form in place of what was stored."""
    return {**form.stored, **answers_from(form)}


def _input(field: Field, answers: Mapping[str, Any]) -> UnboundField:
    locale = get_locale()
    facts = {"label": field.label.in_(locale), "description": _hint(field), "validators": [Answered(field)]}
    options = [SelectChoice(choice.code, choice.label.in_(locale)) for choice in field.choices]
    match field.kind:
        case "choice":
            return RadioField(**facts, choices=options, validate_choice=False)
        case "yes_no":
            yes_or_no = [SelectChoice("yes", gettext("Yes")), SelectChoice("no", gettext("No"))]
            return RadioField(**facts, choices=yes_or_no, validate_choice=False)
        case "multi" | "county":
            return Ticks(**facts, choices=options, validate_choice=False)
        case "declaration":
            return BooleanField(**facts)
        case "rows":
            return RowsInput(question=field, answers=answers, **facts)
        case "long_text" | "lines":
            return TextAreaField(**facts, filters=[_tidied], render_kw={"rows": _height(field)})
        case "integer" | "decimal":
            return StringField(**facts, render_kw={"inputmode": "numeric" if field.kind == "integer" else "decimal"})
        case _:
            mode = INPUT_MODES.get(field.pattern or "")
            return StringField(**facts, filters=[_tidied], render_kw={"inputmode": mode} if mode else None)


def _tidied(text: Any) -> Any:
    """What was pasted, without what a word processor leaves in it: what is shown again is what is kept."""
    return tidy(text) if isinstance(text, str) else text


def _hint(field: Field) -> str:
    locale = get_locale()
    parts = [field.help.in_(locale)] if field.help else []
    if field.kind == "lines":
        parts.append(gettext("Write one on each line."))
    if field.example:
        parts.append(gettext("For example: %(example)s", example=field.example.in_(locale)))
    return " ".join(parts)


def _height(field: Field) -> int:
    """Lines of a text area: room for about half of what may be written."""
    return 5 if field.kind == "lines" else min(14, max(3, (field.limit or 0) // 140))
