"""Rows that grow: a table typed cell by cell, which buttons of the same form lengthen, shorten and reorder.

A cell of table E3 is sent as "E3-2-0" (third row, first column).  A button sends rows="E3:add:3" (or remove, up, down):
then the form is only laid out anew, with everything that was typed, and nothing is checked or kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import get_locale, gettext
from wtforms import Field as Input
from wtforms.utils import unset_value

from workflow.application import (
    NONE,
    Answers,
    Column,
    Field,
    offered,
    placed,
    read_rows,
    tidy,
    wrong_cells,
    wrong_number,
    wrong_rows,
)

BUTTON = "rows"


class Change(NamedTuple):
    """What a button did: its verb, the row where one goes on, and a sentence that says it."""

    verb: str
    place: int
    sentence: str


class RowsInput(Input):  # type: ignore[misc]
    """A table of the application: `data` are its rows that are not empty, `typed` all rows with their cells.

    There is always a row to write in.  `wrong` holds what is wrong with single cells, by (row, column) as typed;
    `errors` holds these, too, each with its place, so that a form with a wrong cell is wrong.
    """

    def __init__(self, question: Field, answers: Answers | None = None, **facts: Any) -> None:
        self.question = question
        #: What a column that repeats another table offers, by its place.
        self.offers = {at: offered(question, at, answers or {}) for at in range(len(question.columns))}
        self.typed: list[list[str]] = []
        self.says_none = False
        self.change: Change | None = None
        self.wrong: dict[tuple[int, int], str] = {}
        self.anchors: dict[str, str] = {}
        super().__init__(**facts)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return self.question.columns

    @property
    def may_be_none(self) -> bool:
        """Whether "there is none" is an answer."""
        return self.question.minimum == 0

    @property
    def is_full(self) -> bool:
        """Whether there are as many rows as may be."""
        most = self.question.maximum
        return most is not None and len(self.typed) >= most

    @property
    def told(self) -> list[tuple[str, str]]:
        """Every error with the id of the control where it is mended."""
        return [(self.anchors.get(error, f"{self.id}-0-0"), error) for error in self.errors]

    @property
    def unplaced(self) -> list[str]:
        """The errors of the table as a whole."""
        return [error for error in self.errors if error not in self.anchors]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows that were sent, else those that are stored; then do what a button asks."""
        self.process_errors: list[str] = []
        stored = [] if data is unset_value or not data else data
        self.object_data = stored
        self.says_none = stored == NONE
        self.typed = [] if self.says_none else [_as_cells(row, len(self.columns)) for row in stored]
        if formdata and (sent := dict(self._sent(formdata))):
            self.typed = [sent[place] for place in sorted(sent)]
            self.says_none = self.may_be_none and f"{self.name}-none" in formdata
        if formdata:
            self._reshape(formdata.getlist(BUTTON))
        self.typed = self.typed or [[""] * len(self.columns)]
        self.data = self._answer()

    def check(self, answers: Answers | None = None) -> None:
        """Say what is wrong, at the cells and as a whole; `answers` are those it may contradict, of the whole form.

        `errors` must be a list by now (WTForms sees to it).
        """
        locale, kept = get_locale(), [place for place, row in enumerate(self.typed) if any(row)]
        if self.says_none and kept:
            self.errors.append(gettext("Either there is none, or there are rows: untick it or empty the rows."))
        rows = read_rows(self.question, self.data)
        known = {**(answers or {}), self.question.code: rows}
        for found in [*wrong_cells(self.question, rows), *wrong_rows(self.question, known)]:
            row, column = kept[found.row], found.column or 0
            there = placed(self.question, type(found)(row, found.column, found.problem)).in_(locale)
            said = found.problem.in_(locale)
            self.wrong[row, column] = said[:1].upper() + said[1:]
            self.anchors[there] = f"{self.id}-{row}-{column}"
            self.errors.append(there)
        if rows != NONE and (whole := wrong_number(self.question, rows)):
            self.errors.append(whole.in_(locale))

    def _sent(self, formdata: Mapping[str, Any]) -> Iterator[tuple[int, list[str]]]:
        cell = re.compile(rf"{re.escape(self.name)}-([0-9]{{1,4}})-([0-9]{{1,2}})")
        found = {(int(at[1]), int(at[2])): str(formdata[key]) for key in formdata if (at := cell.fullmatch(key))}
        for place in {row for row, _ in found}:
            yield place, [" ".join(tidy(found.get((place, at), "")).split()) for at in range(len(self.columns))]

    def _answer(self) -> list[list[str]]:
        rows = [row for row in self.typed if any(row)]
        return NONE if self.says_none and not rows else rows

    def _reshape(self, pressed: Sequence[str]) -> None:
        code, _, rest = (pressed[0] if pressed else "").partition(":")
        verb, _, place = rest.partition(":")
        if code == self.name and verb in VERBS:
            at = int(place) if place.isdecimal() else -1
            self.change = VERBS[verb](self, at)

    def _add(self, _: int) -> Change:
        if self.is_full:
            return Change("add", max(0, len(self.typed) - 1), gettext("There cannot be more rows."))
        self.typed = [*(self.typed or [[""] * len(self.columns)]), [""] * len(self.columns)]
        self.says_none = False
        return Change("add", len(self.typed) - 1, gettext("Row %(place)s has been added.", place=len(self.typed)))

    def _remove(self, at: int) -> Change:
        if at not in range(len(self.typed)):
            return Change("remove", 0, "")
        del self.typed[at]
        sentence = gettext("Row %(place)s has been removed.", place=at + 1)
        return Change("remove", max(0, min(at, len(self.typed) - 1)), sentence)

    def _up(self, at: int) -> Change:
        return self._swapped("up", at, at - 1)

    def _down(self, at: int) -> Change:
        return self._swapped("down", at, at + 1)

    def _swapped(self, verb: str, at: int, to: int) -> Change:
        if not {at, to} <= set(range(len(self.typed))):
            return Change(verb, 0, "")
        self.typed[at], self.typed[to] = self.typed[to], self.typed[at]
        return Change(verb, to, gettext("Row %(place)s is now row %(new)s.", place=at + 1, new=to + 1))


VERBS = {"add": RowsInput._add, "remove": RowsInput._remove, "up": RowsInput._up, "down": RowsInput._down}


def _as_cells(row: Any, count: int) -> list[str]:
    """A stored row as cells; what is over its columns stands in the last one, so that it is seen."""
    cells = [str(cell) for cell in row] if isinstance(row, list) else [str(row)]
    kept = (cells + [""] * count)[:count]
    return [*kept[:-1], "; ".join([kept[-1], *cells[count:]])]
