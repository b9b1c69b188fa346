"""Whether the answers may be handed in: autosave keeps what is wrong, submission does not take it (BR-01)."""

from collections.abc import Iterable, Iterator

from models.case import Case
from models.programme import Version
from workflow.application import Answers, Field, Form, cross_problems, form_of, missing, problems, why_lacking
from workflow.refusals import Given, Refusal
from workflow.text import Text

ANNEXES = frozenset(f"M{number}" for number in range(1, 8))


def wrong_answers(answers: Answers, fields: Iterable[Field]) -> Iterator[Refusal]:
    """One refusal for each answer that is over its limit or of the wrong kind, at its field."""
    for field in fields:
        if wrong := problems(field, answers.get(field.code)):
            named = Text("{code} {label}: {wrong}", "{code} {label}: {wrong}")
            yield Refusal("answer_wrong", named.filled(code=field.code, label=field.label, wrong=wrong), field.code)


def missing_answers(lacking: Iterable[Field]) -> Iterator[Refusal]:
    """One refusal for each of these fields, at the field."""
    for field in lacking:
        words = Text("Hiányzik: {code} {label} – {why}", "Missing: {code} {label} – {why}")
        yield Refusal(
            "field_missing", words.filled(code=field.code, label=field.label, why=why_lacking(field)), field.code
        )


def contradictions(answers: Answers, form: Form) -> Iterator[Refusal]:
    """One refusal for each contradiction, at the field to mend."""
    for code, contradiction in cross_problems(answers, form):
        yield Refusal("contradiction", contradiction, code)


def what_was_written_is_right(case: Case, given: Given) -> Iterator[Refusal]:
    """T09, T31: no answer that was written since the last frozen version is wrong."""
    opened = _opened(case)
    if opened is not None:
        yield from wrong_answers(opened.answers, _written(opened, case.version))


def what_was_there_is_kept(case: Case, given: Given) -> Iterator[Refusal]:
    """T31: the revised programme lacks nothing, and contradicts nothing, that the last frozen version did not."""
    opened = _opened(case)
    if opened is None:
        return
    form, old = form_of(opened), case.version.answers
    lacked = {field.code for field in missing(old, set(ANNEXES), form)}
    yield from missing_answers(
        field for field in missing(opened.answers, set(ANNEXES), form) if field.code not in lacked
    )
    known = {(found.field, found.text) for found in contradictions(old, form)}
    yield from (found for found in contradictions(opened.answers, form) if (found.field, found.text) not in known)


def _opened(case: Case) -> Version | None:
    """The version in writing, if there is one."""
    return next((version for version in reversed(case.programme.versions) if version.frozen_at is None), None)


def _written(opened: Version, before: Version) -> list[Field]:
    """The fields that it answers otherwise than the version before."""
    return [
        field
        for field in form_of(opened).fields.values()
        if opened.answers.get(field.code) != before.answers.get(field.code)
    ]
