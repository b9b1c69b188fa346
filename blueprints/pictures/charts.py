"""Bars, columns and a grid of cells: each mark carries its number in words, so that no colour has to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

#: em: a line of letters, a bar, the gap beneath it, the room of the columns and of a cell.
LINE, BAR, GAP, COLUMN_ROOM, CELL = 1.35, 0.8, 0.7, 7.0, 2.2
#: Letters that fit beside a number on the narrowest phone.
LETTERS = 30
#: Shades of a cell, from nothing to the most.
SHADES = 5


class Entry(NamedTuple):
    """What a chart is told: a name, a number, how the number is written; for the table alone: a link, more columns."""

    label: str
    value: float
    shown: str = ""
    address: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label above it.  `lines`: (text, y); `share` in percent, `y` and `value_y` in em."""

    label: str
    lines: tuple[tuple[str, float], ...]
    shown: str
    share: float
    y: float
    value_y: float
    address: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column on its label.  `x`, `middle` and `width` in percent, `y`, `height` and `value_y` in em."""

    label: str
    shown: str
    x: float
    middle: float
    width: float
    y: float
    height: float
    value_y: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid.  `x`, `middle` and `width` in percent; `shade` from 0 to SHADES, None for an empty cell."""

    shown: str
    x: float
    middle: float
    width: float
    shade: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid with its label above it; `y` of the cells in em."""

    label: str
    lines: tuple[tuple[str, float], ...]
    y: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what its table says: the headings, and all marks.  `height` in em."""

    name: str
    title: str
    headings: tuple[str, ...]
    marks: tuple[Bar, ...] | tuple[Column, ...] | tuple[Row, ...]
    height: float

    @property
    def leads(self) -> bool:
        """Whether a mark is a link: then the picture is a group of links and not one image."""
        return any(isinstance(mark, Bar) and mark.address for mark in self.marks)

    @property
    def told(self) -> str:
        """The numbers as one line, for whoever hears the picture."""
        return "; ".join(_told(mark) for mark in self.marks)


def bars(name: str, title: str, headings: Sequence[str], entries: Iterable[Entry], *, most: float = 0) -> Chart:
    """Bars one below the other, as long as their numbers; `most` is the full width (else the largest number)."""
    entries = tuple(entries)
    full = most or max((entry.value for entry in entries), default=0)
    marks, y = [], 0.0
    for entry in entries:
        lines, beneath = _lines(entry.label, y)
        marks.append(
            Bar(
                label=entry.label,
                lines=lines,
                shown=entry.shown or f"{entry.value:g}",
                share=_share(entry.value, full),
                y=round(beneath, 2),
                value_y=lines[-1][1],
                address=entry.address,
                more=entry.more,
            )
        )
        y = beneath + BAR + GAP
    return Chart(name, title, tuple(headings), tuple(marks), round(y, 2))


def columns(name: str, title: str, headings: Sequence[str], entries: Iterable[Entry]) -> Chart:
    """Columns side by side: a distribution.  Labels are short: eleven of them stand on a phone."""
    entries = tuple(entries)
    full = max((entry.value for entry in entries), default=0)
    pitch = 100 / max(1, len(entries))
    floor = LINE + COLUMN_ROOM
    marks = []
    for place, entry in enumerate(entries):
        height = COLUMN_ROOM * _share(entry.value, full) / 100
        marks.append(
            Column(
                label=entry.label,
                shown=entry.shown or f"{entry.value:g}",
                x=round((place + 0.1) * pitch, 2),
                middle=round((place + 0.5) * pitch, 2),
                width=round(0.8 * pitch, 2),
                y=round(floor - height, 2),
                height=round(height, 2),
                value_y=round(floor - height - 0.35, 2),
            )
        )
    return Chart(name, title, tuple(headings), tuple(marks), round(floor + LINE + 0.3, 2))


def grid(
    name: str,
    title: str,
    headings: Sequence[str],
    rows: Iterable[tuple[str, Sequence[Entry | None]]],
    *,
    most: float,
) -> Chart:
    """Cells of rows by columns, darker the more; `headings` name the rows and then each column."""
    pitch = 100 / max(1, len(headings) - 1)
    marks, y = [], LINE + 0.2
    for label, entries in rows:
        lines, beneath = _lines(label, y)
        cells = tuple(_cell(entry, place * pitch, pitch, most) for place, entry in enumerate(entries))
        marks.append(Row(label=label, lines=lines, y=round(beneath, 2), cells=cells))
        y = beneath + CELL + GAP
    return Chart(name, title, tuple(headings), tuple(marks), round(y, 2))


def _cell(entry: Entry | None, x: float, width: float, most: float) -> Cell:
    return Cell(
        shown=(entry.shown or f"{entry.value:g}") if entry else "–",
        x=round(x + 0.5, 2),
        middle=round(x + width / 2, 2),
        width=round(width - 1, 2),
        shade=round(_share(entry.value, most) * SHADES / 100) if entry else None,
    )


def _lines(label: str, y: float) -> tuple[tuple[tuple[str, float], ...], float]:
    """The label in lines that fit a phone, each with its baseline, and where they end."""
    parts = wrap(label, LETTERS) or [""]
    placed = tuple((part, round(y + 1 + place * LINE, 2)) for place, part in enumerate(parts))
    return placed, y + len(parts) * LINE + 0.1


def _share(value: float, full: float) -> float:
    """How much of the full width, in percent, from 0 to 100."""
    return round(min(100.0, max(0.0, 100 * float(value) / full)), 2) if full else 0.0


def _told(mark: Bar | Column | Row) -> str:
    shown = ", ".join(cell.shown for cell in mark.cells) if isinstance(mark, Row) else mark.shown
    return f"{mark.label}: {shown}"
