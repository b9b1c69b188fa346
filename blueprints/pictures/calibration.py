"""Pictures of a calibration day: how often each score was given, and who gave what."""

from flask_babel import gettext

from blueprints.language import language
from blueprints.pictures.charts import Chart, Entry, grid
from workflow.criteria import Rubric
from workflow.queries.calibrations import Laid, SideBySide
from workflow.scoring import HIGHEST_SCORE

#: As many columns as a desk shows side by side; with more people the table by score says it better.
MOST_LETTERS = 12


def by_score(found: SideBySide, rubric: Rubric) -> Chart:
    """How often each score was given, by criterion: the same size however many have scored."""
    rows = [
        (_named(laid), [Entry("", len(given)) if given else None for given in laid.by_score]) for laid in found.criteria
    ]
    top = (gettext("Criterion"), *map(str, range(HIGHEST_SCORE + 1)))
    most = max(len(given) for laid in found.criteria for given in laid.by_score)
    return grid("practice-scores", gettext("How often each score was given"), top, rows, most=most)


def by_letter(found: SideBySide, rubric: Rubric) -> Chart | None:
    """Everybody's scores under their letters, the leader's last; None where they are too many for a picture."""
    if len(found.sheets) > MOST_LETTERS:
        return None
    has_reference = found.reference_total is not None
    rows = []
    for laid in found.criteria:
        given = {opinion.sheet.id: opinion.row.score for part in laid.by_score for opinion in part}
        scores = [given.get(sheet.id) for sheet in found.sheets]
        scores += [laid.reference.score if laid.reference else None] if has_reference else []
        rows.append((_named(laid), [Entry("", score, str(score)) if score is not None else None for score in scores]))
    top = (gettext("Criterion"), *(sheet.letter for sheet in found.sheets), *(["✓"] if has_reference else []))
    return grid("practice-letters", gettext("Everybody's scores"), top, rows, most=HIGHEST_SCORE)


def _named(laid: Laid) -> str:
    return f"{laid.criterion.code} {laid.criterion.name.in_(language())}"
