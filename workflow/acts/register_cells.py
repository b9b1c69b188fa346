"""The cells of the register's table: each reads one kind, or raises Wrong with a sentence."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from models.expert import ExpertPause
from models.organisation import Bond, Relation
from workflow.competences import COMPETENCES
from workflow.counties import COUNTIES
from workflow.hungarian import fold
from workflow.labels import label
from workflow.text import Text

#: Between the ends of a time; a day has hyphens of its own.
DASH = re.compile(r"\s*[–—]\s*|\s+-\s*|\s*-\s+")


TIE = re.compile(r"(.+) \(([^()]+)\) (\d.*)")


class Tie(NamedTuple):
    """A tie to the organisation of this name, from its first to its last day (None: to this day)."""

    organisation: str
    bond: Bond
    from_on: date
    to_on: date | None


class Wrong(ValueError):
    """A cell cannot be read; `text` says why."""

    def __init__(self, text: Text):
        self.text = text
        super().__init__(text.en)


def text(most: int) -> Callable[[str], str]:
    """Reads what has at most `most` characters.  Raises Wrong."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise Wrong(Text("Legfeljebb {most} karakter lehet.", "At most {most} characters.").filled(most=most))
        return cell

    return read


def day(cell: str) -> date | None:
    """A day, 2026-09-01 or 2026. 09. 01.; None for an empty cell.  Raises Wrong."""
    if not cell:
        return None
    try:
        return date.fromisoformat(cell.strip(" .").replace(". ", "-").replace(".", "-"))
    except ValueError:
        raise Wrong(Text("A napot így írja: 2026-09-01.", "Write a day as 2026-09-01.")) from None


def spans(cell: str) -> list[tuple[date, date | None]]:
    """Times apart by semicolons, each from its first to its last day: "2026-01-01–2026-02-28; 2026-09-01–".

    Without a last day it is open.  Raises Wrong.
    """
    found = []
    for part in (part for part in cell.split(";") if part.strip()):
        ends = DASH.split(part)
        first = day(ends[0].strip())
        if first is None or len(ends) != 2:
            raise Wrong(Text("A szünetet így írja: 2026-01-01–2026-02-28.", "Write a pause as 2026-01-01–2026-02-28."))
        found.append((first, day(ends[1].strip())))
    return found


def written_spans(pauses: Iterable[ExpertPause]) -> str:
    """The same, written."""
    return "; ".join(f"{pause.from_on}–{pause.to_on or ''}" for pause in pauses)


def ties(cell: str) -> list[Tie]:
    """Ties apart by semicolons: "Minta Egyesület (tag) 2024-01-01–2025-01-01".  Raises Wrong."""
    found = []
    for part in (part.strip() for part in cell.split(";") if part.strip()):
        read = TIE.fullmatch(part)
        bond = next((one for one in Bond if read and fold(read[2]) in map(fold, (label(one).hu, label(one).en))), None)
        if read is None or bond is None:
            raise Wrong(
                Text(
                    "A kapcsolatot így írja: Minta Egyesület (tag) 2024-01-01–.",
                    "Write a tie as: Minta Egyesület (member) 2024-01-01–.",
                )
            )
        found += [Tie(read[1], bond, *span) for span in spans(read[3])]
    return found


def written_ties(known: Iterable[Relation]) -> str:
    """The same, written."""
    parts = (f"{one.organisation.name} ({label(one.bond).hu.lower()}) {one.from_on}–{one.to_on or ''}" for one in known)
    return "; ".join(parts)


def number(cell: str) -> int | None:
    """A whole number; None for an empty cell.  Raises Wrong."""
    if not cell:
        return None
    if not cell.isdecimal() or len(cell) > 3:
        raise Wrong(Text("Egész számot írjon.", "Write a whole number."))
    return int(cell)


def county(cell: str) -> str:
    """The code of the county that is named, or whose code it is.  Raises Wrong."""
    found = next((code for code, county in COUNTIES.items() if fold(cell) in (fold(county.name), code)), None)
    if found is None:
        raise Wrong(Text("Nincs ilyen megye.", "There is no such county."))
    return found


def competences(cell: str) -> list[str]:
    """The signs of competence groups, apart by commas or blanks.  Raises Wrong."""
    asked = [part.strip() for part in cell.replace(",", " ").split() if part.strip()]
    if any(code not in COMPETENCES for code in asked):
        raise Wrong(Text("A szakterület K-A és K-F közötti jel lehet.", "A field is a sign from K-A to K-F."))
    return sorted(set(asked))


def yes_or_no(cell: str) -> bool:
    """Yes or no, in either language; an empty cell means no.  Raises Wrong."""
    if fold(cell) in ("igen", "yes", "1", "i", "y"):
        return True
    if fold(cell) in ("nem", "no", "0", "n", ""):
        return False
    raise Wrong(Text("Igent vagy nemet írjon.", "Write yes or no."))


def address(cell: str) -> str:
    """An e-mail address in small letters.  Raises Wrong."""
    if cell.count("@") != 1 or " " in cell or len(cell) > 254:
        raise Wrong(Text("Ez nem e-mail-cím.", "This is no e-mail address."))
    return cell.lower()
