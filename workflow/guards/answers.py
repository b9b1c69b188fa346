"""Whether the answers may be handed in: autosave keeps what is wrong, submission does not take it (BR-01)."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from models.case import Case
from models.programme import Version
from workflow.application import Answers, Field, Form, cross_problems, form_of, missing, problems, why_lacking
from workflow.counties import COUNTIES
from workflow.criteria.stored import rubric_of
from workflow.gazetteer.stored import namesakes
from workflow.refusals import Given, Refusal
from workflow.self_assessment import faults, gaps, is_asked_of
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


def places_are_told_apart(case: Case, given: Given) -> Iterator[Refusal]:
    """T02, T09, T31: a settlement whose name several bear is chosen from the gazetteer (6.1 C2)."""
    version = _opened(case) or case.version
    yield from ambiguous_places(given.session, version.answers)


def ambiguous_places(session: Session, answers: Answers) -> Iterator[Refusal]:
    """One refusal for each settlement that cannot be told from its namesakes."""
    lines = [str(line) for line in answers.get("C2") or []] if isinstance(answers.get("C2"), list) else []
    for line, found in namesakes(session, lines).items():
        counties = ", ".join(dict.fromkeys(COUNTIES[place.county_code].name for place in found))
        words = Text(
            "Több ilyen nevű település van: {line} ({counties}). Keresse meg, és válassza ki a megyével.",
            "Several settlements have this name: {line} ({counties}). Find it, and choose it with its county.",
        )
        yield Refusal("settlement_ambiguous", words.filled(line=line, counties=counties), "C2")


def self_assessment_is_given(case: Case, given: Given) -> Iterator[Refusal]:
    """T02, T31: a renewal comes with section O, every score and reason; what was said is right in any case (6.1 O)."""
    version = _opened(case) or case.version
    rubric = rubric_of(case)
    # what was said of criteria that are not asked any more stays behind: the set may have changed since it was begun
    said = {code: row for code, row in (version.self_assessment or {}).items() if code in rubric.codes}
    found = [*faults(said, rubric), *(gaps(said, rubric) if is_asked_of(version) else ())]
    for code, part, text in found:
        named = Text("Önértékelés, {code}: {text}", "Self-assessment, {code}: {text}")
        yield Refusal("self_assessment_wrong", named.filled(code=code, text=text), f"{code}_{part}")


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
