"""Completion items ready to take over: the office's standard sentences that fit, and what no sentence covers (6.3)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from workflow.application import NEWEST, Answers, Field, Form, contract, expand, is_empty
from workflow.checklist.gaps import Gaps
from workflow.checklist.seen import Seen

#: A sentence fits where at least this part of the required fields that it names are gaps.
FITS = 0.5
#: The item of the check-list that asks for completeness (5.1).
GENERAL = "J4"
FILL = "Kérjük a felsorolt mezők kitöltését vagy javítását."
ATTACH = "Kérjük a felsorolt mellékletek csatolását."


class Sentence(Protocol):
    """A standard item of the office."""

    id: int
    fields: str
    missing: str
    to_supply: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A completion item as it could be; its words are Hungarian, because they go out in a letter.

    `key` names it in an address: "s3" a sentence, "gA" what is missing in section A, "J3" an item of the check-list.
    """

    key: str
    fields: str
    missing: str
    to_supply: str
    legal_basis: str


def proposed(
    sentences: Iterable[Sentence], gaps: Gaps, answers: Answers, asked: Collection[str] = (), form: Form = NEWEST
) -> list[Proposal]:
    """The sentences that fit, narrowed to the fields that are gaps; then a plain item for each section with more gaps.

    A field that another answer may yet call for (A4 of a legal entity) stays in its sentence while it is empty.
    `asked` are the fields that items of the request name already.
    """
    left = {code for code in gaps if code not in asked}
    found = []
    for sentence in sentences:
        named = named_in(form, sentence.fields)
        wanted = [
            code
            for code in named
            if code not in asked and (code in left or _may_be_called_for(form.fields[code], answers))
        ]
        if left.intersection(wanted) and _fits(named, left, form):
            found.append(_worded(sentence, contract(wanted, form)))
            left -= set(wanted)
    return [*found, *_plain(left, form)]


def whole(sentence: Sentence) -> Proposal:
    """The sentence with every field that it names: for whoever chooses it from the list."""
    return _worded(sentence, sentence.fields)


def of_item(seen: Seen, form: Form = NEWEST) -> Proposal:
    """What the system saw of an item of the check-list, as one completion item."""
    note = seen.note.hu
    return Proposal(seen.code, contract(seen.gaps, form), note[:1].upper() + note[1:] + ".", FILL, seen.code)


def named_in(form: Form, fields: str) -> list[str]:
    """The codes that "A1–A7, M1" names; none where this edition of the form does not know one of them."""
    try:
        return expand(fields, form)
    except ValueError:
        return []


def _may_be_called_for(field: Field, answers: Answers) -> bool:
    return field.required_if is not None and field.kind != "annex" and is_empty(answers.get(field.code))


def _fits(named: Sequence[str], left: Collection[str], form: Form) -> bool:
    required = [code for code in named if form.fields[code].required] or named
    return sum(code in left for code in required) >= FITS * len(required)


def _worded(sentence: Sentence, fields: str) -> Proposal:
    return Proposal(f"s{sentence.id}", fields, sentence.missing, sentence.to_supply, sentence.legal_basis)


def _plain(left: Collection[str], form: Form) -> Iterator[Proposal]:
    for section in form.sections:
        fields = [field for field in section.fields if field.code in left]
        if fields:
            labels = "; ".join(field.label.hu.rstrip("?.") for field in fields)
            words = ATTACH if section.code == "M" else FILL
            codes = contract((field.code for field in fields), form)
            yield Proposal(f"g{section.code}", codes, f"Hiányzik vagy hibás: {labels}.", words, GENERAL)
