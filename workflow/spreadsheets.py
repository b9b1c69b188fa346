"""Lists as CSV, the way that Hungarian spreadsheets open with a double click: UTF-8 with its mark, semicolons."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

#: A spreadsheet takes a text that begins with one of these (or its wide form) for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
#: So many rows travel together.
TOGETHER = 200


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The list piece by piece; what is None is an empty cell, days and moments are written as ISO says.

    Against formulas as OWASP publishes it (ASVS 5.0, 1.2.10, and "CSV Injection"): every cell stands in double quotes,
    quotes inside are doubled, and a text that begins like a formula gets an apostrophe before it.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    written.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow([tame(heading) for heading in headings])
    for nth, row in enumerate(rows, start=1):
        writer.writerow([tame(value) for value in row])
        if nth % TOGETHER == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def tame(value: Any) -> str:
    """The value as text that no spreadsheet calculates; a number of ours may begin with its minus sign.

    A Decimal gets the comma that Hungarian spreadsheets reckon with."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text
