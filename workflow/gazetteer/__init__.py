"""Reading the list of settlements of the statistical office (KSH): a CSV with ksh_code, name, county, district."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workflow.counties import BUDAPEST, COUNTIES
from workflow.hungarian import fold

COLUMNS = ("ksh_code", "name", "county", "district")
CODE = re.compile(r"\d{5}")
LONGEST = 80
#: By what the list calls them.
CODES = {county.name: code for code, county in COUNTIES.items()} | {"főváros": BUDAPEST}


class NotAGazetteer(ValueError):
    """The file cannot be used; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list."""

    ksh_code: str
    name: str
    folded: str
    county_code: str
    district: str


def read_gazetteer(path: Path) -> list[Place]:
    """The settlements in the file, by code.  Raises NotAGazetteer, which names the line, for the first thing wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return sorted(_places(csv.DictReader(lines)), key=lambda place: place.ksh_code)
    except UnicodeDecodeError:
        raise NotAGazetteer("the file is not written in UTF-8") from None
    except csv.Error as broken:
        raise NotAGazetteer(f"the file is no CSV: {broken}") from None


def _places(rows: "csv.DictReader[str]") -> Iterator[Place]:
    absent = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
    if absent:
        raise NotAGazetteer(f"line 1: there is no column {', '.join(absent)}")
    seen: set[str] = set()
    for row in rows:
        place = _place(rows.line_num, {name: (row[name] or "").strip() for name in COLUMNS})
        if place.ksh_code in seen:
            raise NotAGazetteer(f"line {rows.line_num}: the code {place.ksh_code} stands there twice")
        seen.add(place.ksh_code)
        yield place
    if not seen:
        raise NotAGazetteer("there is no settlement in the file")


def _place(number: int, row: dict[str, str]) -> Place:
    if not CODE.fullmatch(row["ksh_code"]):
        raise NotAGazetteer(f"line {number}: {row['ksh_code']!r} is no code of five digits")
    if not 0 < len(row["name"]) <= LONGEST:
        raise NotAGazetteer(f"line {number}: the name is empty or longer than {LONGEST} characters")
    if row["county"] not in CODES:
        raise NotAGazetteer(f"line {number}: there is no county {row['county']!r}")
    return Place(row["ksh_code"], row["name"], folded(row["name"]), CODES[row["county"]], row["district"][:LONGEST])


def folded(name: str) -> str:
    """A name as it is searched: small, without accents, single spaces."""
    return " ".join(fold(name).split())[:LONGEST]
