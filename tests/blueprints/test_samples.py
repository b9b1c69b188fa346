"""The pictures of the style guide can be drawn on every day of the year and speak the language of the screen."""

from datetime import date

import pytest
from flask import g

from blueprints.samples import STANDING, pictures


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_every_picture_has_its_marks_whatever_the_day(app, day):
    with app.test_request_context("/"):
        drawn = pictures(day)

    assert [len(drawn[name].marks) for name in ("bar_chart", "score_chart", "total_chart", "grid_chart")] == [
        len(STANDING),
        6,
        10,
        9,
    ]
    assert [lane.stage.code for lane in drawn["sample_course"].lanes if lane.parts] == ["check", "review"]
    assert sum(each.count for week in drawn["sample_month"].weeks for each in week) == 18
    assert len(drawn["sample_map"].areas) == 20


@pytest.mark.parametrize(
    ("language", "words"), [("hu", "A pontszámok eloszlása"), ("en", "Distribution of the scores")]
)
def test_the_pictures_speak_both_languages(app, language, words):
    with app.test_request_context("/"):
        g.language = language
        drawn = pictures(date(2026, 9, 15))

    assert drawn["score_chart"].title == words
