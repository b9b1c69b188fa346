"""Tables typed as text: one row a line, the columns separated by semicolons.

A semicolon or a backslash inside a cell of a table of several columns is written with a backslash before it.
A list of one column is taken as it stands.
"""

import re
from collections.abc import Sequence

Rows = list[str] | list[list[str]]

LINE = re.compile(r"\r\n|\r|\n")
CELL = re.compile(r"(?:\\[\\;]|[^;])*")
ESCAPED = re.compile(r"\\([\\;])")


def rows_from_text(text: str, columns: int) -> Rows:
    """The rows of what was typed: a list of texts for one column, of lists for more.  Empty lines count for nothing.

    A row keeps the number of cells that were typed: whether these are enough is for `problems` to say.
    """
    lines = [line.strip() for line in LINE.split(text) if line.strip()]
    if columns == 1:
        return lines
    return [cells for cells in map(_cells, lines) if any(cells)]


def rows_to_text(rows: Sequence[str | Sequence[str]]) -> str:
    """The rows as they would be typed: the inverse of `rows_from_text`."""
    return "\n".join(LINE.sub(" ", row) if isinstance(row, str) else _typed(row) for row in rows)


def _cells(line: str) -> list[str]:
    cells, at = [], 0
    while at <= len(line):
        cell = CELL.match(line, at)
        end = cell.end() if cell else at
        cells.append(ESCAPED.sub(r"\1", line[at:end]).strip())
        at = end + 1
    return cells


def _typed(row: Sequence[str]) -> str:
    return "; ".join(re.sub(r"([\\;])", r"\\\1", LINE.sub(" ", cell)) for cell in row)
