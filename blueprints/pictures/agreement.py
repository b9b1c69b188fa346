"""Pictures and words of the agreement between experts: the figures as people read them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext

from blueprints.language import language
from blueprints.pictures.charts import Chart, Entry, bars, grid
from workflow.agreement import Agreement, Habit
from workflow.criteria import Rubric
from workflow.hungarian import decimal
from workflow.scoring import HIGHEST_SCORE


def figure(value: Fraction | float | None, places: int = 2, *, signed: bool = False) -> str:
    """The number as the language writes it: "0,57", "+3,5"; a dash for what nobody knows."""
    if value is None:
        return "–"
    exact = Fraction(value)
    text = decimal(abs(exact), places=places)
    sign = "−" if exact < 0 and text.strip("0,") else "+" if signed and text.strip("0,") else ""
    return sign + (text.replace(",", ".") if language() == "en" else text)


def percent(share: Fraction | None) -> str:
    """A share as "40 %"."""
    return "–" if share is None else f"{decimal(share * 100, places=0)}\N{NO-BREAK SPACE}%"


def between(ends: tuple[float, float] | None) -> str:
    """Both ends of an interval."""
    return "–" if ends is None else f"{figure(ends[0])} … {figure(ends[1])}"


def named(code: str, rubric: Rubric) -> str:
    """The criterion with its code, or the total."""
    return f"{code} {rubric.criterion(code).name.in_(language())}" if code else gettext("Total points")


def headings() -> tuple[str, ...]:
    """The columns of the figures of a criterion, the first naming it."""
    return (
        gettext("Criterion"),
        gettext("Alpha"),
        gettext("Interval"),
        gettext("ICC of one"),
        gettext("ICC of two"),
        gettext("Mean"),
        gettext("Spread"),
        gettext("The same"),
        gettext("Close"),
        gettext("Programmes"),
    )


def figures(row: Agreement) -> tuple[str, ...]:
    """The figures of a criterion under those headings but the first."""
    return (
        figure(row.alpha),
        between(row.interval),
        figure(row.icc_one),
        figure(row.icc_mean),
        figure(row.mean, 1),
        figure(row.spread, 1),
        percent(row.same),
        percent(row.close),
        str(row.units),
    )


def headings_of_experts(codes: Sequence[str]) -> tuple[str, ...]:
    """The columns of the figures of an expert."""
    return (
        gettext("Expert"),
        gettext("Reviews"),
        gettext("Compared"),
        gettext("Deviation from the others, points"),
        gettext("Mean of their totals"),
        gettext("Spread of their totals"),
        *(gettext("%(code)s, deviation in grades", code=code) for code in codes),
    )


def figures_of_expert(name: str, habit: Habit, codes: Sequence[str]) -> tuple[str | int | Decimal | None, ...]:
    """The figures of an expert under those headings, for a spreadsheet to reckon with."""
    by_code = habit.by_code(codes)
    sums = (rounded(habit.beside), rounded(habit.mean), rounded(habit.spread))
    return (name, habit.reviews, habit.compared, *sums, *(rounded(by_code.get(code)) for code in codes))


def rounded(value: Fraction | float | None) -> Decimal | None:
    """The number with one decimal, half away from zero."""
    return None if value is None else Decimal(decimal(Fraction(value), places=1).replace(",", "."))


def alphas(rows: Sequence[Agreement], rubric: Rubric) -> Chart:
    """Agreement by criterion, from none (or worse) to full."""
    entries = [Entry(named(row.code, rubric), max(0.0, row.alpha or 0.0), figure(row.alpha)) for row in rows]
    return bars("alpha", gettext("How far experts agree, by criterion"), headings()[:2], entries, most=1)


def distributions(rows: Sequence[Agreement], rubric: Rubric) -> Chart:
    """How often each score was given, by criterion; the total has too many values for a grid."""
    scores = range(HIGHEST_SCORE + 1)
    lines = [
        (named(row.code, rubric), [Entry("", row.counts[n]) if n in row.counts else None for n in scores])
        for row in rows
        if row.code
    ]
    most = max((count for row in rows if row.code for count in row.counts.values()), default=1)
    top = (gettext("Criterion"), *map(str, scores))
    return grid("scores", gettext("How often each score was given"), top, lines, most=most)
