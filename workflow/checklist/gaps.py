"""What an application lacks or has wrong, field by field, as far as a rule can tell (BR-01, J4, J7, J8)."""

from collections.abc import Collection, Mapping
from typing import Any, Literal

from workflow.application import NEWEST, Form, cross_problems, missing, problems
from workflow.checklist.texts import WORD_LISTS, foreign_texts, personal_data
from workflow.hungarian import fold
from workflow.text import Text

Kind = Literal["missing", "wrong", "contradiction", "personal", "foreign", "unnamed"]
WORDS: Mapping[Kind, Text] = {
    "missing": Text("nincs megadva", "is not given"),
    "wrong": Text("hibás vagy túl hosszú", "is wrong or too long"),
    "contradiction": Text("ellentmond egy másik válasznak", "contradicts another answer"),
    "personal": Text("személyes adatot tartalmaz", "holds personal data"),
    "foreign": Text("nem magyar nyelvű", "is not in Hungarian"),
    "unnamed": Text("nem nevez meg települést", "names no settlement"),
}
#: Words that stand for a place and name none (J8: "the area" alone is not enough).
PLACELESS = frozenset(WORD_LISTS["placeless"])

Gaps = dict[str, set[Kind]]


def gaps(answers: Mapping[str, Any], annexes: Collection[str], form: Form = NEWEST) -> Gaps:
    """The fields and annexes with what is wrong with each; what is in order is not in it.

    `annexes` are the kinds (M1…M7) that are attached.
    """
    found: Gaps = {}

    def note(code: str, kind: Kind) -> None:
        found.setdefault(code, set()).add(kind)

    for field in missing(answers, set(annexes), form):
        note(field.code, "missing")
    for code, field in form.fields.items():
        if problems(field, answers.get(code)) is not None:
            note(code, "wrong")
    for code, _ in cross_problems(answers, form):
        note(code, "contradiction")
    for code, _ in personal_data(answers, form):
        note(code, "personal")
    for code in foreign_texts(answers, form):
        note(code, "foreign")
    settlements = [str(each) for each in answers.get("C2") or []]
    if settlements and not any(names_a_place(each) for each in settlements):
        note("C2", "unnamed")
    return found


def made_between(before: Gaps, after: Gaps) -> Gaps:
    """The gaps that `after` has and `before` had not: what the completion itself made (T12)."""
    new = {code: kinds - before.get(code, set()) for code, kinds in after.items()}
    return {code: kinds for code, kinds in new.items() if kinds}


def names_a_place(written: str) -> bool:
    """Whether a settlement is named, and not merely "the area" or "several villages"."""
    words = "".join(sign if sign.isalpha() else " " for sign in fold(written)).split()
    return any(word not in PLACELESS for word in words)
