"""Where the marks of a chart stand: shares of the width, and nothing on top of anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprints.pictures.charts import LETTERS, Entry, bars, columns, grid

NUMBERS = st.lists(st.integers(0, 10_000), max_size=30)


def entries(numbers):
    return [Entry(f"Megnevezés {place}", number) for place, number in enumerate(numbers)]


def test_the_largest_bar_is_as_wide_as_the_picture_and_the_others_in_proportion():
    chart = bars("ügyek", "Ügyek", ("Állapot", "Ügyek"), entries([3, 12, 0, 6]))

    assert [bar.share for bar in chart.marks] == [25.0, 100.0, 0.0, 50.0]


@pytest.mark.parametrize(("most", "share"), [(100, 63.5), (50, 100.0)])
def test_a_full_width_may_be_given_and_is_never_passed(most, share):
    assert bars("a", "A", ("", ""), [Entry("A", 63.5)], most=most).marks[0].share == share


def test_a_long_label_is_broken_and_its_bar_stands_beneath_its_last_line():
    chart = bars("a", "A", ("", ""), [Entry("Benyújtói észrevételre vár, kontrollszakértővel", 1), Entry("B", 1)])

    long, short = chart.marks
    assert [len(text) <= LETTERS for text, _ in long.lines] == [True, True]
    assert long.lines[0][1] < long.lines[1][1] == long.value_y < long.y + 0.5 < short.lines[0][1]


@given(NUMBERS)
def test_bars_never_lie_on_one_another_and_end_within_the_picture(numbers):
    chart = bars("a", "A", ("", ""), entries(numbers))

    tops = [bar.y for bar in chart.marks]
    assert tops == sorted(set(tops))
    assert all(bar.lines[0][1] - 1 >= before for before, bar in zip([0, *tops], chart.marks, strict=False))
    assert all(0 <= bar.share <= 100 for bar in chart.marks)
    assert not tops or tops[-1] + 0.8 <= chart.height


@given(NUMBERS)
def test_columns_stand_beside_one_another_on_one_floor(numbers):
    chart = columns("a", "A", ("", ""), entries(numbers))

    edges = [edge for column in chart.marks for edge in (column.x, column.x + column.width)]
    assert edges == sorted(edges)
    assert all(edge <= 100.05 for edge in edges)
    assert all(column.y + column.height == pytest.approx(8.35, abs=0.011) for column in chart.marks)
    assert all(column.value_y > 0 for column in chart.marks)


def test_the_columns_heights_are_in_proportion():
    marks = columns("a", "A", ("", ""), entries([10, 5, 0])).marks

    assert [round(column.height / marks[0].height, 3) for column in marks] == [1.0, 0.5, 0.0]


def test_a_cell_is_the_darker_the_more_and_an_empty_one_says_so():
    chart = grid("a", "A", ("", "A", "B"), [("K1", [Entry("", 0), Entry("", 5)]), ("K2", [None, Entry("", 3)])], most=5)

    cells = [cell for row in chart.marks for cell in row.cells]
    assert [(cell.shown, cell.shade) for cell in cells] == [("0", 0), ("5", 5), ("–", None), ("3", 3)]
    assert [cell.middle for cell in cells] == [25.0, 75.0, 25.0, 75.0]


def test_whoever_hears_the_picture_is_told_every_number():
    rows = [("Részvétel", [Entry("", 4), None])]

    assert bars("a", "A", ("", ""), entries([3, 12])).told == "Megnevezés 0: 3; Megnevezés 1: 12"
    assert grid("a", "A", ("", "A", "B"), rows, most=5).told == "Részvétel: 4, –"


def test_a_picture_of_links_is_no_single_image():
    assert [bars("a", "A", ("", ""), [Entry("A", 1, address=there)]).leads for there in ("", "/cases/")] == [
        False,
        True,
    ]


@pytest.mark.parametrize("draw", [bars, columns])
def test_where_there_is_nothing_nothing_is_drawn(draw):
    assert draw("a", "A", ("", ""), []).marks == ()
    assert all(not getattr(mark, "share", 0) for mark in draw("a", "A", ("", ""), entries([0, 0])).marks)
