"""What the style guide shows in its pictures: invented numbers, in the language of the screen."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from blueprints.language import language
from blueprints.pictures.charts import Chart, Entry, bars, columns, grid
from blueprints.pictures.county_map import CountyMap, county_map
from blueprints.pictures.course import Course, course
from blueprints.pictures.months import Month, month
from models.states import CaseState, DeadlineState
from workflow.calendar import FIRST_DAY, LAST_DAY, PUBLISHED
from workflow.criteria import first_rubric
from workflow.labels import label
from workflow.scoring import HIGHEST_SCORE
from workflow.text import Text

S = CaseState
#: Seven Tuesdays of an invented case: after how many days, into which state.
WAY = (
    (0, S.SUBMITTED),
    (1, S.UNDER_FORMAL_CHECK),
    (9, S.COMPLETION_REQUESTED),
    (21, S.COMPLETION_RECEIVED),
    (26, S.ACCEPTED_FOR_REVIEW),
    (29, S.EXPERTS_BEING_INVITED),
    (33, S.UNDER_EXPERT_REVIEW),
)
STANDING = {
    S.SUBMITTED: 4,
    S.UNDER_FORMAL_CHECK: 7,
    S.COMPLETION_REQUESTED: 9,
    S.UNDER_EXPERT_REVIEW: 12,
    S.CONSOLIDATION: 3,
    S.ON_THE_AGENDA: 5,
    S.DECISION_BEING_ISSUED: 1,
}
BY_COUNTY = {"20": 9, "18": 3, "14": 5, "02": 6, "05": 7, "15": 6, "01": 2, "13": 1, "04": 4}
OPINIONS = ((4, 3, 5, 4, 2, 3, 4, 5, 3), (4, 4, 3, 4, 2, 0, 4, 5, 4))
GRADES = (1, 3, 8, 21, 34, 14)
TOTALS = (0, 0, 1, 2, 4, 9, 14, 11, 6, 2)
COUNT, REVIEWS, SCORE, TOTAL, CRITERION = (
    Text("Ügyek", "Cases"),
    Text("Értékelések", "Reviews"),
    Text("Pontszám", "Score"),
    Text("Összpontszám", "Total points"),
    Text("Szempont", "Criterion"),
)
STANDING_TITLE = Text("Hol tartanak az ügyek", "Where the cases stand")
GRADES_TITLE = Text("A pontszámok eloszlása", "Distribution of the scores")
TOTALS_TITLE = Text("Az összpontszámok eloszlása", "Distribution of the totals")
GRID_TITLE = Text("Pontszámok szempontonként", "Scores by criterion")


def pictures(day: date) -> dict[str, Any]:
    """Every picture of the style guide by its name, as on `day`."""
    return {
        "bar_chart": _standing(),
        "score_chart": _grades(),
        "total_chart": _totals(),
        "grid_chart": _grid(),
        "sample_map": _map(),
        "sample_course": _course(day),
        "sample_month": _month(day),
    }


def _standing() -> Chart:
    entries = [Entry(label(state).in_(language()), count) for state, count in STANDING.items()]
    return bars("sample-bars", said(STANDING_TITLE), (said(COUNT), said(COUNT)), entries)


def _grades() -> Chart:
    entries = [Entry(str(grade), count) for grade, count in enumerate(GRADES)]
    return columns("sample-scores", said(GRADES_TITLE), (said(SCORE), said(REVIEWS)), entries)


def _totals() -> Chart:
    entries = [Entry(f"{10 * tens}", count) for tens, count in enumerate(TOTALS)]
    return columns("sample-totals", said(TOTALS_TITLE), (said(TOTAL), said(REVIEWS)), entries)


def _grid() -> Chart:
    rows = [
        (criterion.name.in_(language()), [Entry("", opinion[place]) for opinion in OPINIONS])
        for place, criterion in enumerate(first_rubric().criteria)
    ]
    return grid("sample-grid", said(GRID_TITLE), (said(CRITERION), "A", "B"), rows, most=HIGHEST_SCORE)


def _map() -> CountyMap:
    return county_map(BY_COUNTY)


def _course(day: date) -> Course | None:
    begun = datetime(day.year, day.month, day.day, 10, tzinfo=UTC) - timedelta(days=40)
    steps = [SimpleNamespace(at=begun + timedelta(days=after), to_state=state) for after, state in reversed(WAY)]
    limits = [
        SimpleNamespace(code=code, due_on=day + timedelta(days=left), state=DeadlineState.RUNNING)
        for code, left in (("H07", 14), ("H33", 60))
    ]
    return course(steps, limits, day)


def _month(day: date) -> Month:
    first = day.replace(day=1)
    counts = {first + timedelta(days=place): count for place, count in ((2, 1), (8, 3), (9, 12), (16, 2))}
    return month(first, counts, today=day, is_worked=PUBLISHED.is_working_day, between=(FIRST_DAY, LAST_DAY))


def said(text: Text) -> str:
    """The text in the language of the screen."""
    return text.in_(language())
