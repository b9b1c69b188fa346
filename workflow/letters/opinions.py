"""The experts' opinions as the letter for remarks tells them: whole, by letter, and without a name (4.8 rule 11)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from models.states import Outcome
from workflow.criteria import Rubric
from workflow.labels import label
from workflow.text import Text

LOCALES = ("hu", "en")
RAISING = Text(hu="Mit kellene tenni", en="What would raise it")
RECOMMENDATION = Text(hu="Javaslat", en="Recommendation")
STRENGTHS = Text(hu="Erősségek", en="Strengths")
TO_IMPROVE = Text(hu="Fejlesztendő", en="To improve")
CONCLUSION = Text(hu="összegzés", en="conclusion")
NOT_COUNTED = Text(hu="nem számít bele", en="not counted")


def point_told(point: Mapping[str, Any]) -> dict[str, Any]:
    """A proposed condition or task as a line of the letter."""
    proof, days = point["proof"], point["due_days"]
    head = f"{point['criterion']}: " if point["criterion"] else ""
    more_hu = "".join([f" Igazolása: {proof}." if proof else "", f" Határidő: {days} nap." if days else ""])
    more_en = "".join([f" Proof: {proof}." if proof else "", f" Term: {days} days." if days else ""])
    return {"line": Text(hu=f"{head}{point['text']}{more_hu}", en=f"{head}{point['text']}{more_en}")}


def opinions_told(rubric: Rubric, means: Sequence[Fraction], told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the annex: each criterion with its mean and every opinion, then what each says of the whole."""
    return [*_criteria_told(rubric, means, told), *(_conclusion_told(opinion) for opinion in told)]


def _criteria_told(
    rubric: Rubric, means: Sequence[Fraction], told: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    for c, mean in zip(rubric.criteria, means, strict=True):
        each = {
            locale: "\n\n".join(_said_of(c.code, opinion, rubric, locale) for opinion in told) for locale in LOCALES
        }
        name = Text(hu=f"{c.code} {c.name.hu}", en=f"{c.code} {c.name.en}")
        yield {"criterion": name, "mean": mean, "opinion": Text(**each)}


def _said_of(code: str, opinion: Mapping[str, Any], rubric: Rubric, locale: str) -> str:
    score, raising = opinion["scores"][code], opinion["to_raise"].get(code)
    head = f"{_named(opinion, locale)}: {score} – {rubric.scale[score].in_(locale)}"
    return "\n".join(filter(None, [head, opinion["reasons"][code], raising and f"{RAISING.in_(locale)}: {raising}"]))


def _conclusion_told(opinion: Mapping[str, Any]) -> dict[str, Any]:
    """The last rows of the annex: what one reviewer says of the whole."""
    recommended = label(Outcome(opinion["recommendation"])) if opinion["recommendation"] else None
    lines = ((RECOMMENDATION, recommended), (STRENGTHS, opinion["strengths"]), (TO_IMPROVE, opinion["to_improve"]))
    said = {
        locale: "\n".join(
            f"{name.in_(locale)}: {words.in_(locale) if isinstance(words, Text) else words}"
            for name, words in lines
            if words
        )
        for locale in LOCALES
    }
    name = {locale: f"{_named(opinion, locale)} – {CONCLUSION.in_(locale)}" for locale in LOCALES}
    return {"criterion": Text(**name), "mean": "", "opinion": Text(**said)}


def _named(opinion: Mapping[str, Any], locale: str) -> str:
    return str(opinion["letter"]) if opinion["retained"] else f"{opinion['letter']} ({NOT_COUNTED.in_(locale)})"
