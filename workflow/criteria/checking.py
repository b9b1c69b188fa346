"""What is wrong with what a set of criteria says, a sentence each (procedure rules, 4.12).

The office may write half a set; none goes out for comments, and none is loaded, before it is without a fault.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from workflow.criteria import PARTS
from workflow.hungarian import article, the
from workflow.scoring import HIGHEST_SCORE
from workflow.text import Text

FULL = 100
CRITERION = re.compile(r"K[1-9]\d?")
REQUIREMENT = re.compile(r"J[1-9]\d?")
RESULTS = ("R1", "R2", "R3", "R4")
#: The numbers of a set with the most that each may be: points of a total, or grades.
THRESHOLDS = {
    "accredited_total": FULL,
    "accredited_minimum": HIGHEST_SCORE,
    "conditions_total": FULL,
    "conditions_minimum": HIGHEST_SCORE,
    "revision_total": FULL,
    "adequate": HIGHEST_SCORE,
}
DIVERGENCE = {
    "divergent_points": FULL,
    "crossed_total": FULL,
    "crossing_points": FULL,
    "divergent_core_grades": HIGHEST_SCORE,
    "both_fail_below": FULL,
    "large_difference": HIGHEST_SCORE,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: "K3", "J2", "thresholds", or "" for the set as a whole."""

    where: str
    said: Text


def faults(content: Any) -> list[Fault]:
    """Everything that is wrong with it; empty when programmes may be judged by it."""
    if not isinstance(content, Mapping):
        return [_fault("", "A szempontrendszer nem olvasható.", "It must be an object.")]
    found = [
        *_parts(content),
        *_scale(content.get("scale")),
        *_results(content.get("results")),
        *_numbers("thresholds", content.get("thresholds"), THRESHOLDS),
        *_numbers("divergence", content.get("divergence"), DIVERGENCE),
        *_eligibility(_rows(content.get("eligibility"))),
        *_criteria(_rows(content.get("criteria"))),
    ]
    return found or list(_order(content["thresholds"]))


def _parts(content: Mapping[str, Any]) -> Iterator[Fault]:
    for part in PARTS:
        if part not in content:
            yield _fault(part, f"Hiányzik {article(part)} {part} rész.", f"The part {part} is missing.")
    for part in sorted(set(map(str, content)) - set(PARTS)):
        yield _fault(part, f"{the(part)} rész ismeretlen.", f"The part {part} is unknown.")
    if not _said_twice(content.get("rule_of_proof")):
        hu = "A bizonyítás szabálya mindkét nyelven kell."
        yield _fault("rule_of_proof", hu, "The rule of proof is needed in both languages.")


def _scale(scale: Any) -> Iterator[Fault]:
    if not isinstance(scale, list) or len(scale) != HIGHEST_SCORE + 1 or not all(map(_said_twice, scale)):
        hu = "A skála mind a hat fokának (0–5) neve kell, mindkét nyelven."
        yield _fault("scale", hu, "Each of the six scores (0 to 5) needs its name in both languages.")


def _results(results: Any) -> Iterator[Fault]:
    if not isinstance(results, Mapping) or set(results) != set(RESULTS) or not all(map(_said_twice, results.values())):
        hu = "Az R1, R2, R3 és R4 eredménynek neve kell, mindkét nyelven, és más eredmény nem lehet."
        yield _fault("results", hu, "The results R1, R2, R3 and R4, and no others, need names in both languages.")


def _numbers(part: str, given: Any, known: Mapping[str, int]) -> Iterator[Fault]:
    if not isinstance(given, Mapping):
        yield _fault(
            part,
            f"{the(part)} rész számait nevükkel kell megadni.",
            f"{part}: name its numbers.",
        )
        return
    for name in sorted(set(map(str, given)) - set(known)):
        yield _fault(part, f"Ismeretlen szám: {name}.", f"{part}: {name} is unknown.")
    for name, most in known.items():
        if not _is_whole(given.get(name)) or not 0 <= given[name] <= most:
            yield _fault(
                part,
                f"{the(name)} egész szám legyen, 0 és {most} között.",
                f"{part}: {name} must be a whole number from 0 to {most}.",
            )


def _eligibility(rows: list[Mapping[str, Any]]) -> Iterator[Fault]:
    yield from _codes("eligibility", rows, REQUIREMENT, "J1")
    for row in rows:
        code = str(row.get("code"))
        if not _said_twice(row):
            yield _fault(
                code,
                f"{the(code)} szövege mindkét nyelven kell.",
                f"{code} needs its words in both languages.",
            )
        if not all(isinstance(row.get(name), bool) for name in ("can_be_completed", "may_be_not_applicable")):
            hu = f"{code}: igen vagy nem legyen, hogy pótolható-e, és hogy lehet-e nem alkalmazható."
            en = f"{code}: can_be_completed and may_be_not_applicable must be true or false."
            yield _fault(code, hu, en)


def _criteria(rows: list[Mapping[str, Any]]) -> Iterator[Fault]:
    yield from _codes("criteria", rows, CRITERION, "K1")
    for row in rows:
        yield from _criterion(str(row.get("code")), row)
    weights = [row.get("weight") for row in rows]
    if rows and all(map(_is_whole, weights)) and (total := sum(map(int, map(str, weights)))) != FULL:
        hu = f"A súlyok összege {FULL} legyen, most {total}."
        yield _fault("criteria", hu, f"The weights must add up to {FULL}; they come to {total}.")
    if rows and not any(row.get("is_core") is True for row in rows):
        hu = "Legalább egy kiemelt szempont kell."
        yield _fault("criteria", hu, "At least one criterion must be a core criterion.")


def _criterion(code: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    if not _said_twice(row):
        yield _fault(
            code,
            f"{the(code)} neve mindkét nyelven kell.",
            f"{code} needs its name in both languages.",
        )
    if not _is_whole(row.get("weight")) or not 1 <= row["weight"] <= FULL:
        hu = f"{the(code)} súlya egész szám legyen, 1 és {FULL} között."
        yield _fault(code, hu, f"The weight of {code} must be a whole number from 1 to {FULL}.")
    if row.get("questions") and not _said_twice(row["questions"]):
        hu = f"{the(code)} kérdései mindkét nyelven kellenek."
        yield _fault(code, hu, f"The questions of {code} are needed in both languages.")
    yield from _minimum(code, row)
    anchors = row.get("anchors")
    sentences = anchors if isinstance(anchors, list) else []
    for score in range(HIGHEST_SCORE + 1):
        if score >= len(sentences) or not _said_twice(sentences[score]):
            hu = f"{the(code)} {score} pontjának mondata mindkét nyelven kell."
            yield _fault(code, hu, f"Score {score} of {code} needs its sentence in both languages.")
    if len(sentences) > HIGHEST_SCORE + 1:
        hu = f"{the(code)} szempontnál hatnál több mondat van."
        yield _fault(code, hu, f"{code} has more than six sentences.")


def _minimum(code: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    core, minimum = row.get("is_core"), row.get("minimum")
    if not isinstance(core, bool):
        hu = f"{code}: igen vagy nem legyen, hogy kiemelt szempont-e."
        yield _fault(code, hu, f"{code}: is_core must be true or false.")
    elif core and (not _is_number(minimum) or not 0 < Fraction(str(minimum)) <= HIGHEST_SCORE):
        hu = f"{the(code)} kiemelt szempont: legkisebb átlaga 0 és {HIGHEST_SCORE} közötti szám legyen."
        yield _fault(code, hu, f"{code} is a core criterion: its minimum must be a number up to {HIGHEST_SCORE}.")
    elif not core and minimum is not None:
        hu = f"{the(code)} nem kiemelt szempont, ezért legkisebb átlaga sem lehet."
        yield _fault(code, hu, f"{code} is no core criterion, so it has no minimum.")


def _codes(part: str, rows: list[Mapping[str, Any]], pattern: re.Pattern[str], example: str) -> Iterator[Fault]:
    if not rows:
        yield _fault(part, f"{the(part)} rész üres.", f"{part}: there is nothing in it.")
    seen: set[str] = set()
    for row in rows:
        code = str(row.get("code"))
        if not pattern.fullmatch(code):
            yield _fault(
                part, f"„{code}” nem jó jel: ilyen legyen: {example}.", f"{code!r}: write codes like {example}."
            )
        elif code in seen:
            yield _fault(
                code,
                f"{the(code)} jel kétszer szerepel.",
                f"The code {code} stands there twice.",
            )
        seen.add(code)


def _order(numbers: Mapping[str, int]) -> Iterator[Fault]:
    """R1 asks more than R2, and R2 more than R3."""
    totals = [numbers[f"{name}_total"] for name in ("accredited", "conditions", "revision")]
    if any(higher <= lower for higher, lower in pairwise(totals)):
        hu = f"A ponthatárok az akkreditálástól a feltételig és az átdolgozásig csökkenjenek; most: {totals}."
        en = f"The totals must fall from accreditation to conditions to revision; they are {totals}."
        yield _fault("thresholds", hu, en)
    if numbers["accredited_minimum"] < numbers["conditions_minimum"]:
        hu = "Az akkreditálás nem kérhet kisebb legkisebb átlagot, mint a feltételes."
        yield _fault("thresholds", hu, "Accreditation cannot ask for a smaller lowest mean than conditions do.")


def _rows(given: Any) -> list[Mapping[str, Any]]:
    return [row if isinstance(row, Mapping) else {} for row in given] if isinstance(given, list) else []


def _said_twice(words: Any) -> bool:
    return isinstance(words, Mapping) and all(str(words.get(language) or "").strip() for language in ("hu", "en"))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_whole(value) or (isinstance(value, float) and value == value and abs(value) < FULL)


def _fault(where: str, hu: str, en: str) -> Fault:
    return Fault(where, Text(hu=hu, en=en))
