"""The rules of a set in words: what leads to which result, and when a third expert is called (4.8, 5.5)."""

from fractions import Fraction

from workflow.criteria import Rubric
from workflow.divergence import divergence_words
from workflow.scoring import total_shown
from workflow.text import Text


def results_told(rubric: Rubric) -> list[tuple[Text, Text]]:
    """Each result with what it asks; the first that fits is taken."""
    rules, names = rubric.rules, rubric.results
    core = Text(*("; ".join(_of_core(rubric, locale)) for locale in ("hu", "en")))
    with_core = Text(
        "Legalább {total} pont. A kiemelt szempontok átlaga: {core}. Minden szempont átlaga legalább {minimum}.",
        "At least {total} points. Means of the core criteria: {core}. No mean of a criterion below {minimum}.",
    )
    accredited = with_core.filled(total=rules.accredited_total, core=core, minimum=rules.accredited_minimum)
    conditions = with_core.filled(total=rules.conditions_total, core=core, minimum=rules.conditions_minimum)
    adequate = Text(
        "Minden {adequate} alatti átlagú szemponthoz feltétel kell.",
        "Every criterion with a mean below {adequate} needs a condition.",
    ).filled(adequate=rules.adequate)
    revision = Text(
        "Legalább {total} pont. Minden {adequate} alatti átlagú szemponthoz feladat kell.",
        "At least {total} points. Every criterion with a mean below {adequate} needs a task.",
    ).filled(total=rules.revision_total, adequate=rules.adequate)
    return [
        (names["R1"], accredited),
        (names["R2"], Text(f"{conditions.hu} {adequate.hu}", f"{conditions.en} {adequate.en}")),
        (names["R3"], revision),
        (names["R4"], Text("Minden más esetben.", "In every other case.")),
    ]


def divergence_told(rubric: Rubric) -> list[Text]:
    """When a third expert judges the programme as well, and what is named without that."""
    rules = rubric.rules
    both = Text(
        "Nem kell harmadik szakértő, ha mindkét összpontszám {low} alatt van.",
        "No third expert is called if both totals are below {low}.",
    )
    large = Text(
        "Ha más szempontban legalább {grades} fokozat az eltérés, az összesítő értékelés megnevezi.",
        "Where another criterion differs by {grades} grades or more, the consolidated assessment names it.",
    )
    return [
        *divergence_words(rubric).values(),
        both.filled(low=rules.both_fail_below),
        large.filled(grades=rules.large_difference),
    ]


def _of_core(rubric: Rubric, locale: str) -> list[str]:
    words = "{code} legalább {least}" if locale == "hu" else "{code} at least {least}"
    return [words.format(code=one.code, least=total_shown(Fraction(one.minimum or 0), locale)) for one in rubric.core]
