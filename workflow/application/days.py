"""Days as people write them in a table: "2024. március 5.", "2024-03-05", "2024. 03.", "2024"."""

import re
from calendar import monthrange
from datetime import date

from workflow.hungarian import fold

DAY = re.compile(r"\b((?:19|20)\d\d)\b(?:[\s./-]+(\d{1,2}|[a-z]{3,12})\b)?(?:[\s./-]+(\d{1,2})\b)?")
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "szep", "okt", "nov", "dec")
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def first_day(written: str) -> date | None:
    """The first day that the writing can mean, or None where it names no year or a month or day that there is not."""
    found = _read(written)
    if found is None:
        return None
    year, month, day = found
    return date(year, month or 1, day or 1)


def last_day(written: str) -> date | None:
    """The last day that the writing can mean, or None."""
    found = _read(written)
    if found is None:
        return None
    year, month, day = found
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _read(written: str) -> tuple[int, int | None, int | None] | None:
    match = DAY.search(fold(written))
    if match is None:
        return None
    year, month = int(match[1]), _month(match[2])
    if match[2] and month is None:
        return None
    day = int(match[3]) if match[3] else None
    if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return year, month, day


def _month(written: str | None) -> int | None:
    if not written:
        return None
    if written.isdigit():
        return int(written) if 1 <= int(written) <= 12 else None
    names = [place for name in (MONTHS, ENGLISH) for place, start in enumerate(name, 1) if written.startswith(start)]
    return names[0] if names else None
