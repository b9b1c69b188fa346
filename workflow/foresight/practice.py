"""Whether the programme was practised (J3) and by whom (J9; completion items 3 and 4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.application import Answers
from workflow.deadlines import months_later, years_later
from workflow.foresight.concern import Concern, number, rows
from workflow.hungarian import MONTHS
from workflow.text import Text

#: J3: how many years back an implementation counts, and how many months of practice there must be.
YEARS, MONTHS_OF_PRACTICE = 5, 6
#: J9: years of practice in place of a qualification.
PRACTICE = 2
START, END = 1, 2
WHEN = re.compile(
    r"\b((?:19|20)\d\d)\b(?:[.\-/\s]+(\d{1,2}\b|[a-záéíóöőúüű]{3,}))?(?:[.\-/\s]+(\d{1,2})\b)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Span:
    """What a cell says of a day: some day between these two."""

    earliest: date
    latest: date


def span(cell: str) -> Span | None:
    """The days that "2024", "2024. június" or "2024-06-30" may mean; None where no year is written."""
    match = WHEN.search(cell)
    if match is None:
        return None
    year, month = int(match[1]), _month(match[2] or "")
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    first = date(year, month, 1)
    last = months_later(first, 1) - timedelta(days=1)
    day = int(match[3] or 0)
    if 1 <= day <= last.day:
        return Span(first.replace(day=day), first.replace(day=day))
    return Span(first, last)


def finished_implementation(answers: Answers, on: date) -> Iterator[Concern]:
    """J3: none of the implementations is known to have ended within five years."""
    ends = [span(row[END]) for row in rows(answers, "J-1", 6)]
    if ends and not any(end and end.earliest <= on and years_later(end.latest, YEARS) >= on for end in ends):
        yield Concern(
            "J3",
            "J-1",
            Text(
                "Nem látszik, hogy a program az elmúlt öt évben egyszer véget ért volna. "
                "Írja a „vég” oszlopba, mikor zárult le: év és hónap.",
                "It does not show that the programme was finished once in the past five years. "
                "Write in the column “end” when it was: year and month.",
            ),
        )


def six_months_of_practice(answers: Answers, on: date) -> Iterator[Concern]:
    """J3: from the first start to the last end less than six months went by."""
    starts, ends = ([span(row[at]) for row in rows(answers, "J-1", 6)] for at in (START, END))
    begun = min((start.earliest for start in starts if start), default=None)
    ended = max((min(end.latest, on) for end in ends if end), default=None)
    if begun and ended and months_later(begun, MONTHS_OF_PRACTICE) > ended + timedelta(days=1):
        yield Concern(
            "J3",
            "J-1",
            Text(
                "Kevesebb mint hat hónap gyakorlat látszik. Sorolja fel a korábbi megvalósításokat is.",
                "Less than six months of practice show. List the earlier implementations, too.",
            ),
        )


def practised_lead(answers: Answers) -> Iterator[Concern]:
    """J9: the professional lead has practised for less than two years."""
    years = number(answers, "H1y")
    if years is not None and years < PRACTICE:
        yield Concern(
            "J9",
            "H1y",
            Text(
                "Két évnél kevesebb gyakorlat csak megfelelő végzettséggel elég. "
                "Írja be a végzettséget, és csatolja az oklevelet (M3).",
                "Less than two years of practice is enough only with a qualification. "
                "Write which one, and attach the diploma (M3).",
            ),
        )


def _month(word: str) -> int | None:
    """The month that is written in figures or, however shortened or suffixed, in Hungarian."""
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    names = [name for name in MONTHS if word and name[:3] == word.lower()[:3] and _fits(name, word.lower())]
    return MONTHS.index(names[0]) + 1 if names else None


def _fits(name: str, word: str) -> bool:
    return name.startswith(word) or word.startswith(name)
