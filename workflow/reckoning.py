"""What the sums of the reviews come to, in words: why this result, why a third review or none, what counts (4.8, 5.5).

The sums themselves are in scoring.py; here they are only told, from the figures as an assessment keeps them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from workflow.criteria import Rubric
from workflow.scoring import REVIEWERS, Rules, shown
from workflow.text import Text


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Sentences: `result` one a rule result until one fits, `control`, `retained`, and the large `differences`."""

    result: tuple[Text, ...]
    control: tuple[Text, ...]
    retained: tuple[Text, ...]
    differences: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Tested:
    """One number that a rule result asks for."""

    name: Text
    value: Fraction
    least: Fraction | int


def reckon(figures: Mapping[str, Any], scores: Sequence[Mapping[str, int]], rubric: Rubric) -> Reckoned:
    """The words of these figures by the set of the case; `scores` are those of A, B and perhaps C, by criterion."""
    totals = [Fraction(total) for total in figures["totals"]]
    return Reckoned(
        result=tuple(_result(figures, rubric, rubric.rules)),
        control=tuple(_control(totals, figures["divergence"], scores, rubric)),
        retained=tuple(_retained(totals, figures["retained"], list(figures["divergence"]) == ["ELT3"])),
        differences=tuple(_differences(scores, rubric, rubric.rules)),
    )


def exactly(value: Fraction | int, locale: str) -> str:
    """A number as people read it, with the exact one beside it where rounding could mislead: "59,7 (59 2/3)"."""
    exact = Fraction(value)
    if (exact * 10).denominator == 1:
        return shown(exact, locale)
    whole, rest = divmod(exact, 1)
    return f"{shown(exact, locale)} ({f'{whole} ' if whole else ''}{rest.numerator}/{rest.denominator})"


def plain(value: Fraction | int, locale: str) -> str:
    """A number without decimals where it has none: "60", "59,5"."""
    return str(Fraction(value)) if Fraction(value).denominator == 1 else exactly(value, locale)


def _result(figures: Mapping[str, Any], rubric: Rubric, rules: Rules) -> Iterator[Text]:
    """Every rule result in order with the tests that failed, until the first one that fits."""
    for code, tests in _asked(figures, rubric, rules).items():
        name = rubric.results[code]
        failed = [test for test in tests if test.value < test.least]
        if failed:
            yield Text(
                hu=f"„{name.hu}”: nem, mert " + " és ".join(_lacking(test, "hu") for test in failed) + ".",
                en=f"“{name.en}”: no, because " + " and ".join(_lacking(test, "en") for test in failed) + ".",
            )
            continue
        yield Text(
            hu=f"„{name.hu}”: igen, mert " + ", ".join(_met(test, "hu") for test in tests) + ".",
            en=f"“{name.en}”: yes, because " + ", ".join(_met(test, "en") for test in tests) + ".",
        )
        return
    last = rubric.results["R4"]
    yield Text(hu=f"„{last.hu}”: mert egyik sem teljesül.", en=f"“{last.en}”: because none of them is met.")


def _asked(figures: Mapping[str, Any], rubric: Rubric, rules: Rules) -> dict[str, list[_Tested]]:
    total, lowest = Fraction(figures["total"]), Fraction(figures["minimum"])
    means = {code: Fraction(mean) for code, mean in figures["means"].items()}
    weakest = ", ".join(code for code, mean in means.items() if mean == lowest)
    of_total = Text(hu="az összpontszám", en="the total")
    of_all = Text(hu=f"a legalacsonyabb átlag ({weakest})", en=f"the lowest mean ({weakest})")
    core = [
        _Tested(
            Text(hu=f"{c.code} kiemelt szempont átlaga", en=f"the mean of the core criterion {c.code}"),
            means[c.code],
            c.minimum,
        )
        for c in rubric.criteria
        if c.minimum is not None
    ]
    return {
        "R1": [
            _Tested(of_total, total, rules.accredited_total),
            *core,
            _Tested(of_all, lowest, rules.accredited_minimum),
        ],
        "R2": [
            _Tested(of_total, total, rules.conditions_total),
            *core,
            _Tested(of_all, lowest, rules.conditions_minimum),
        ],
        "R3": [_Tested(of_total, total, rules.revision_total)],
    }


def _lacking(test: _Tested, locale: str) -> str:
    value, gap = exactly(test.value, locale), exactly(test.least - test.value, locale)
    if locale == "hu":
        return f"{test.name.hu} {value}, legalább {plain(test.least, 'hu')} kellene (hiányzik {gap})"
    return f"{test.name.en} is {value}, at least {plain(test.least, 'en')} is needed (short by {gap})"


def _met(test: _Tested, locale: str) -> str:
    value = exactly(test.value, locale)
    if locale == "hu":
        return f"{test.name.hu} {value} (legalább {plain(test.least, 'hu')} kell)"
    return f"{test.name.en} is {value} (at least {plain(test.least, 'en')} is needed)"


def _control(
    totals: Sequence[Fraction], divergence: Sequence[str], scores: Sequence[Mapping[str, int]], rubric: Rubric
) -> Iterator[Text]:
    """Why a third expert was called, or why not (ELT1 to ELT3 and the exception where both fail)."""
    (a, b), rules = totals[:2], rubric.rules
    hu, en = ([plain(value, locale) for value in (a, b, abs(a - b))] for locale in ("hu", "en"))
    yield Text(
        hu=f"A: {hu[0]} pont, B: {hu[1]} pont, a különbség {hu[2]} pont.",
        en=f"A: {en[0]} points, B: {en[1]} points, {en[2]} apart.",
    )
    if max(a, b) < rules.both_fail_below:
        yield Text(
            hu=f"Mindkét összpontszám {rules.both_fail_below} alatt van. Ilyenkor eltérés esetén sem kell "
            "kontrollszakértő.",
            en=f"Both totals are below {rules.both_fail_below}. Then no control expert is called, however far apart.",
        )
        return
    if not divergence:
        yield Text(
            hu=f"A különbség kisebb {rules.divergent_points} pontnál. Kiemelt szempontban nincs "
            f"{rules.divergent_core_grades} fokozatos eltérés. A két összpontszám nem esik a {rules.crossed_total} "
            f"pontos határ két oldalára legalább {rules.crossing_points} pont különbséggel. "
            "Kontrollszakértő nem kellett.",
            en=f"They are less than {rules.divergent_points} points apart. No core criterion differs by "
            f"{rules.divergent_core_grades} grades. Nor do they stand {rules.crossing_points} points apart on either "
            f"side of {rules.crossed_total}. No control expert was needed.",
        )
        return
    yield from (_met_test(code, scores, rubric, rules) for code in divergence)
    yield Text(hu="Ezért kontrollszakértő (C) is értékelt.", en="So a control expert (C) reviewed it as well.")


def _met_test(code: str, scores: Sequence[Mapping[str, int]], rubric: Rubric, rules: Rules) -> Text:
    if code == "ELT1":
        return Text(
            hu=f"A különbség eléri a {rules.divergent_points} pontot.",
            en=f"They are at least {rules.divergent_points} points apart.",
        )
    if code == "ELT2":
        return Text(
            hu=f"Az egyik eléri a {rules.crossed_total} pontot, a másik nem, és legalább {rules.crossing_points} "
            "pont van köztük.",
            en=f"One reaches {rules.crossed_total} points, the other does not, and they are at least "
            f"{rules.crossing_points} points apart.",
        )
    apart = [c for c in rubric.criteria if c.is_core and _gap(scores, c.code) >= rules.divergent_core_grades]
    told = "; ".join(f"{c.code}: A {scores[0][c.code]}, B {scores[1][c.code]}" for c in apart)
    return Text(
        hu=f"Kiemelt szempontban legalább {rules.divergent_core_grades} fokozat az eltérés ({told}).",
        en=f"A core criterion differs by at least {rules.divergent_core_grades} grades ({told}).",
    )


def _retained(totals: Sequence[Fraction], kept: Sequence[int], is_only_core: bool) -> Iterator[Text]:
    """Which of three reviews count and why (BR-14); nothing is said of two."""
    if len(totals) < 3:
        return
    if len(kept) == len(totals):
        yield Text(
            hu="Csak kiemelt szempontban volt nagy az eltérés, ezért mindhárom értékelés átlaga számít."
            if is_only_core
            else "Két pár egyformán közel áll egymáshoz, ezért mindhárom értékelés átlaga számít.",
            en="Only a core criterion differed much, so the mean of all three reviews counts."
            if is_only_core
            else "Two pairs are equally close, so the mean of all three reviews counts.",
        )
        return
    left = next(place for place in range(len(totals)) if place not in kept)
    one, other = (REVIEWERS[place] for place in kept)
    near = abs(totals[kept[0]] - totals[kept[1]])
    far = min(abs(totals[x] - totals[y]) for x, y in combinations(range(len(totals)), 2) if left in (x, y))
    yield Text(
        hu=f"A két legközelebbi értékelés számít: {one} és {other}, {plain(near, 'hu')} pont a különbségük. "
        f"{REVIEWERS[left]} nem számít bele, mert legalább {plain(far, 'hu')} pontra van tőlük. "
        "Az iratok között marad.",
        en=f"The two closest reviews count: {one} and {other}, {plain(near, 'en')} points apart. "
        f"{REVIEWERS[left]} does not count, because it is at least {plain(far, 'en')} points from them. "
        "It stays in the file.",
    )


def _differences(scores: Sequence[Mapping[str, int]], rubric: Rubric, rules: Rules) -> Iterator[Text]:
    """Every criterion on which A and B are far apart: 4.8 rule 9 names K3 to K9, a core one is told as well."""
    for criterion in rubric.criteria:
        gap = _gap(scores, criterion.code)
        if gap < (rules.divergent_core_grades if criterion.is_core else rules.large_difference):
            continue
        given = ", ".join(f"{name} {row[criterion.code]}" for name, row in zip(REVIEWERS, scores, strict=False))
        yield Text(
            hu=f"{criterion.code} {criterion.name.hu}: {given} – A és B között {gap} fokozat az eltérés.",
            en=f"{criterion.code} {criterion.name.en}: {given} – A and B are {gap} grades apart.",
        )


def _gap(scores: Sequence[Mapping[str, int]], code: str) -> int:
    return abs(scores[0][code] - scores[1][code])
