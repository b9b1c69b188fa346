"""Two versions side by side: each side gives its text again, and what stayed is called the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.application import FIELDS, shown
from workflow.application.samples import a_complete_application
from workflow.comparison import Line, Piece, compare, difference, left, right, words

TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(["a ", "kert ", "szomszéd, ", "és", "\n", "\n\n", "  ", ".", "őű "]), max_size=40).map(
        "".join
    ),
)


def said(code, value):
    """The cells of an answer as they are read in Hungarian."""
    words_of = shown(FIELDS[code], value, "hu")
    if hasattr(words_of, "rows"):
        return words_of.rows
    return [[part] for part in ([words_of] if isinstance(words_of, str) else words_of) if part]


def side(found, which, hidden):
    """One side of a difference: its rows of texts."""
    return [[which(cell) for cell in line.cells] for line in found.lines if line.kind != hidden]


@given(TEXT, TEXT)
def test_each_side_gives_its_text_again(old, new):
    pieces = words(old, new)

    assert (left(pieces), right(pieces)) == (old, new)


@given(TEXT)
def test_a_text_that_stayed_is_one_piece(text):
    assert words(text, text) == ([Piece("same", text)] if text else [])


@given(TEXT, TEXT)
def test_neighbours_are_of_different_kinds_and_none_is_empty(old, new):
    pieces = words(old, new)

    assert all(a.kind != b.kind for a, b in zip(pieces, pieces[1:], strict=False))
    assert all(piece.text for piece in pieces)


ROWS = st.lists(st.lists(st.sampled_from(["", "civil", "állami", "helyet ad"]), min_size=4, max_size=4), max_size=5)


@given(ROWS, ROWS)
def test_each_side_of_a_table_gives_its_rows_again(old, new):
    found = difference(FIELDS["I1"], old, new, "hu")

    assert side(found, left, "added") == said("I1", old)
    assert side(found, right, "removed") == said("I1", new)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "új", [Piece("added", "új")]),
        ("régi", "", [Piece("removed", "régi")]),
        (
            "A kert közös, a munka vidám.",
            "A kert közös, a munka nehéz.",
            [
                Piece("same", "A kert közös, a munka "),
                Piece("removed", "vidám"),
                Piece("added", "nehéz"),
                Piece("same", "."),
            ],
        ),
        (
            "Első.\nMásodik.\n",
            "Első.\nKözbülső szavak ide.\nMásodik.\n",
            [Piece("same", "Első.\n"), Piece("added", "Közbülső szavak ide.\n"), Piece("same", "Második.\n")],
        ),
        (
            "Közösségfejlesztő (fiktív)",
            "Közösségfejlesztő (fiktív) Oklevelét csatoltuk.",
            [Piece("same", "Közösségfejlesztő (fiktív)"), Piece("added", " Oklevelét csatoltuk.")],
        ),
        (
            "Egészen más volt itt régen",
            "Teljesen új mondat született azóta",
            [Piece("removed", "Egészen más volt itt régen"), Piece("added", "Teljesen új mondat született azóta")],
        ),
    ],
)
def test_what_changed_is_told_by_words(old, new, pieces):
    assert words(old, new) == pieces


@pytest.mark.parametrize(
    ("code", "old", "new", "lines"),
    [
        ("B1", None, None, []),
        ("F6", True, False, [Line("changed", [[Piece("removed", "igen"), Piece("added", "nem")]])]),
        (
            "C1",
            ["20"],
            ["20", "01"],
            [Line("same", [[Piece("same", "Zala")]]), Line("added", [[Piece("added", "Budapest")]])],
        ),
        ("C2", ["Türje"], None, [Line("removed", [[Piece("removed", "Türje")]])]),
        (
            "J-3",
            [["kör", "2024", "igen"]],
            [["kör", "2025", "igen"], ["klub", "2025", "igen"]],
            [
                Line(
                    "changed",
                    [
                        [Piece("same", "kör")],
                        [Piece("removed", "2024"), Piece("added", "2025")],
                        [Piece("same", "igen")],
                    ],
                ),
                Line("added", [[Piece("added", cell)] for cell in ("klub", "2025", "igen")]),
            ],
        ),
        (
            "J-3",
            [["kör", "2024", "igen"]],
            [["klub", "2025", "nem"]],
            [
                Line("removed", [[Piece("removed", cell)] for cell in ("kör", "2024", "igen")]),
                Line("added", [[Piece("added", cell)] for cell in ("klub", "2025", "nem")]),
            ],
        ),
    ],
)
def test_every_kind_of_answer_is_compared(code, old, new, lines):
    found = difference(FIELDS[code], old, new, "hu")

    assert (found.lines, found.is_changed) == (lines, any(line.kind != "same" for line in lines))


def test_what_stayed_stands_apart_from_what_changed():
    old = a_complete_application()
    new = a_complete_application(B2="Más összefoglaló.", G6=9)

    sections = compare(old, new, "hu")

    assert {part.section.code: [each.field.code for each in part.changed] for part in sections if part.changed} == {
        "B": ["B2"],
        "G": ["G6"],
    }
    assert sum(len(part.changed) + len(part.unchanged) for part in sections) == sum(
        bool(said(code, value)) for code, value in {**old, **new}.items()
    )


def test_columns_are_named_in_the_language_of_the_page():
    assert difference(FIELDS["J-3"], [], [["kör", "2025", "igen"]], "en").heads == ["kind", "year", "still active"]


@pytest.mark.parametrize("letters", [2, 30, 100, 700])
def test_the_longest_texts_end_soon_whatever_is_in_them(letters):
    chance = random.Random(letters)
    vocabulary = [f"{number:x}" for number in range(letters)]
    old, new = (" ".join(chance.choice(vocabulary) for _ in range(1400))[:4000] for _ in range(2))

    pieces = words(old, new)

    assert (left(pieces), right(pieces)) == (old, new)
