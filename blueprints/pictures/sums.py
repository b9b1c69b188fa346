"""The sums of the reviews as pictures: the totals, and the scores by criterion."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask_babel import gettext

from blueprints.language import language
from blueprints.pictures.charts import Chart, Entry, bars, grid
from workflow.criteria import Rubric
from workflow.scoring import HIGHEST_SCORE, total_shown
from workflow.scoring import shown as points


def totals(rubric: Rubric, figures: dict[str, Any], opinions: Sequence[dict[str, Any]]) -> Chart:
    """The total of each review and what comes of them, on the way to a hundred points."""
    each = [
        Entry(
            opinion["letter"] + ("" if opinion["retained"] else f" – {gettext('not counted')}"),
            float(total),
            total_shown(total, language()),
        )
        for opinion, total in zip(opinions, map(Fraction, figures["totals"]), strict=True)
    ]
    total = Fraction(figures["total"])
    together = Entry(gettext("Together"), float(total), points(total, language()))
    headings = (gettext("Review"), gettext("Total points"))
    most = sum(criterion.weight for criterion in rubric.criteria)
    return bars("totals", gettext("Totals of the reviews"), headings, [*each, together], most=most)


def scores(rubric: Rubric, figures: dict[str, Any], opinions: Sequence[dict[str, Any]]) -> Chart:
    """The scores by criterion, reviewer by reviewer, and their mean."""
    rows = []
    for criterion in rubric.criteria:
        mean = Fraction(figures["means"][criterion.code])
        given = [Entry("", opinion["scores"][criterion.code]) for opinion in opinions]
        rows.append((criterion.name.in_(language()), [*given, Entry("", float(mean), points(mean, language()))]))
    letters = [opinion["letter"] for opinion in opinions]
    headings = (gettext("Criterion"), *letters, gettext("Mean"))
    return grid("scores", gettext("Scores by criterion"), headings, rows, most=HIGHEST_SCORE)
