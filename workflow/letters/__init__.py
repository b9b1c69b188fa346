"""Every outgoing letter of the procedure (T01-T33) in Hungarian and in English, composed from facts alone."""

import re
from collections.abc import Mapping
from typing import Any

from workflow.documents.shapes import Annex, Block, Run
from workflow.letters.decision import DECISION
from workflow.letters.excuse import EXCUSE
from workflow.letters.office import OFFICE
from workflow.letters.pattern import Heading, Numbered, Part, Pattern, Table, When
from workflow.letters.review import REVIEW
from workflow.letters.speaking import spoken
from workflow.text import Text

__all__ = ["PATTERNS", "LetterError", "compose", "needs", "plain_text"]

PATTERNS: dict[str, Pattern] = OFFICE | EXCUSE | REVIEW | DECISION
PLACE = re.compile(r"\{(\w+)")
NUMBER = Text("Ssz.", "No.")


class LetterError(ValueError):
    """The letter is not known, or a fact that it needs is missing; the message names it."""


def compose(kind: str, facts: Mapping[str, Any], locale: str = "hu") -> dict[str, Any]:
    """The words of letter `kind` (a key of PATTERNS) in "hu" or "en".

    Gives subject, salutation, paragraphs (blocks of runs, see `workflow.documents.shapes.Block`), enclosures, annex,
    closing and copies_to: together with sender, number, officer, addressee, place, dated, signature and the frame
    (language, created_at, author) they are the facts of `render("letter", ...)`.

    `facts` are those that `needs(kind)` names: strings, `Text`s, whole numbers, exact numbers (Fraction, Decimal: one
    decimal is shown), days (`date` or "2026-12-10"), and lists of records of these.  Raises LetterError.
    """
    if kind not in PATTERNS:
        raise LetterError(f"{kind!r} is not a letter")
    pattern, locale = PATTERNS[kind], "en" if str(locale).lower().startswith("en") else "hu"
    if missing := sorted(needs(kind) - facts.keys()):
        raise LetterError(f"{kind}: {', '.join(missing)} missing")
    said = spoken(facts, locale)
    try:
        return {
            "subject": _filled(pattern.subject, said, locale),
            "salutation": _filled(pattern.salutation, said, locale),
            "paragraphs": [block for part in pattern.parts for block in _blocks(part, facts, said, locale)],
            "enclosures": pattern.enclosures.in_(locale) if pattern.enclosures else None,
            "annex": _annex(pattern.annex, facts, locale) if pattern.annex else None,
            "closing": pattern.closing.in_(locale),
            "copies_to": [receiver.in_(locale) for receiver in pattern.copies_to],
        }
    except KeyError as fault:
        raise LetterError(f"{kind}: {fault.args[0]} missing in a list") from fault


def needs(kind: str) -> frozenset[str]:
    """The facts without which letter `kind` cannot be written; a fact of a `When` may be left out."""
    pattern = PATTERNS[kind]
    named = _places(pattern.subject) | _places(pattern.salutation)
    for part in pattern.parts:
        if isinstance(part, Numbered):
            named |= {part.fact}
        elif isinstance(part, Text):
            named |= _places(part)
    if pattern.annex:
        named |= {pattern.annex.fact}
    return frozenset(name for name in named if not name.endswith("_count"))


def plain_text(letter: Mapping[str, Any]) -> str:
    """The body of a composed letter as plain text: for e-mail and for reading it through on the screen."""
    paragraphs = [_plain_block(block) for block in letter["paragraphs"]]
    return "\n\n".join([letter["salutation"], *paragraphs, letter["closing"]])


def _places(text: Text) -> set[str]:
    return set(PLACE.findall(text.hu + text.en))


def _filled(text: Text, said: Mapping[str, Any], locale: str) -> str:
    return text.in_(locale).format_map(said)


def _runs(text: Text, said: Mapping[str, Any], locale: str) -> list[Run]:
    # Our own text is cut at its ** first, so that a fact with ** in it stays as it was typed.
    pieces = text.in_(locale).split("**")
    return [Run(text=piece.format_map(said), strong=index % 2 == 1) for index, piece in enumerate(pieces) if piece]


def _blocks(part: Part, facts: Mapping[str, Any], said: Mapping[str, Any], locale: str) -> list[Block]:
    if isinstance(part, Heading):
        return [Block(style="heading", lines=[_runs(part.text, said, locale)])]
    if isinstance(part, Numbered):
        lines = [_runs(part.line, spoken(record, locale), locale) for record in facts[part.fact]]
        return [Block(style="numbered", lines=lines)] if lines else []
    if isinstance(part, When):
        return _blocks(part.text, facts, said, locale) if facts.get(part.fact) else []
    return [Block(style="text", lines=[_runs(part, said, locale)])]


def _annex(table: Table, facts: Mapping[str, Any], locale: str) -> Annex:
    rows = []
    for number, record in enumerate(facts[table.fact], start=1):
        said = spoken(record, locale)
        rows.append([str(number), *(f"{said[name]}" for name, _ in table.columns)])
    heads = [NUMBER.in_(locale), *(head.in_(locale) for _, head in table.columns)]
    return Annex(title=table.title.in_(locale), columns=heads, rows=rows)


def _plain_block(block: Block) -> str:
    lines = ["".join(run["text"] for run in line) for line in block["lines"]]
    if block["style"] == "numbered":
        lines = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    return "\n".join(lines)
