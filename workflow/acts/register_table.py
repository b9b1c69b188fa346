"""The register of experts as a table: what is saved as CSV, and what is read from one.

The columns are the same both ways, so that a saved table may be corrected in a spreadsheet and read in again.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from models.expert import ExpertProfile
from workflow.acts import register_cells as cells
from workflow.acts.register_cells import Wrong
from workflow.counties import COUNTIES
from workflow.hungarian import fold
from workflow.refusals import Refusal, Refused
from workflow.text import Text

MOST_LINES = 2000
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how its cell is written and read; the sheet's attribute it belongs to."""

    name: str
    heading: Text
    write: Callable[[ExpertProfile], object]
    read: Callable[[str], Any]
    needed: bool = False


def _of(name: str, hu: str, en: str, read: Callable[[str], Any], needed: bool = False) -> Column:
    """A column that shows an attribute of the sheet, or of its person, as it is."""
    return Column(name.rpartition(".")[2], Text(hu, en), attrgetter(name), read, needed)


def _employer_of(sheet: ExpertProfile) -> str:
    return sheet.employer.name if sheet.employer else ""


COLUMNS: tuple[Column, ...] = (
    _of("user.email", "E-mail", "E-mail", cells.address, True),
    _of("user.family_name", "Családi név", "Family name", cells.text(80), True),
    _of("user.given_name", "Utónév", "Given name", cells.text(80)),
    Column("county_code", Text("Megye", "County"), lambda it: COUNTIES[it.county_code].name, cells.county, True),
    Column("fields", Text("Szakterületek", "Fields"), lambda it: ", ".join(it.fields), cells.competences),
    _of("qualification", "Végzettség", "Qualification", cells.text(300)),
    _of("practice_years", "Szakmai gyakorlat", "Practice", cells.number),
    _of("community_years", "Közösségfejlesztői gyakorlat", "Practice in community development", cells.number),
    Column("employer", Text("Munkahely", "Employer"), _employer_of, cells.text(200)),
    _of("appointed_from", "Megbízás kezdete", "Appointed from", cells.day, True),
    _of("appointed_to", "Megbízás vége", "Appointed until", cells.day, True),
    _of("trained_on", "Utolsó felkészítés", "Last training", cells.day, True),
    _of("yearly_limit", "Évente legfeljebb", "A year at most", cells.number, True),
    _of("parallel_limit", "Egyszerre legfeljebb", "At a time at most", cells.number, True),
    Column("pauses", Text("Szünetek", "Pauses"), lambda it: cells.written_spans(it.pauses), cells.spans),
    Column("ties", Text("Kapcsolatok", "Ties"), lambda it: cells.written_ties(it.ties), cells.ties),
    _of("removed_on", "Törölve", "Removed on", cells.day),
    Column("is_public", Text("Nyilvános", "Public"), lambda it: "igen" if it.is_public else "nem", cells.yes_or_no),
)


def table_of(sheets: Sequence[ExpertProfile]) -> Iterator[list[object]]:
    """The rows, in the order of COLUMNS."""
    return ([column.write(sheet) for column in COLUMNS] for sheet in sheets)


def read_table(table: str) -> list[tuple[int, dict[str, Any]]]:
    """The lines with their numbers, every cell read, by column.  Raises Refused at `table` with every fault."""
    if len(table) > MOST_CHARACTERS:
        raise Refused([fault(None, Text("A táblázat túl nagy.", "The table is too large."))])
    rows = list(csv.reader(io.StringIO(table.lstrip("\ufeff")), delimiter=_delimiter(table)))
    columns = _columns(rows[0] if rows else [])
    lines, wrong = [], []
    for number, row in enumerate(rows[1 : MOST_LINES + 1], start=2):
        if not any(cell.strip() for cell in row):
            continue
        written = {column.name: cell for column, cell in zip(columns, row, strict=False) if column is not None}
        facts: dict[str, Any] = {}
        for column in COLUMNS:
            if column not in columns:  # an older table says nothing of it, so nothing of it changes
                continue
            cell = written.get(column.name, "").strip().removeprefix("'")
            try:
                if column.needed and not cell:
                    raise Wrong(Text("Üres.", "It is empty."))
                facts[column.name] = column.read(cell)
            except Wrong as why:
                wrong.append(fault(number, why.text, column))
        lines.append((number, facts))
    if not lines:
        wrong.append(fault(None, Text("A táblázatban nincs sor.", "The table has no rows.")))
    if wrong:
        raise Refused(wrong)
    return lines


def _columns(headings: Sequence[str]) -> list[Column | None]:
    known = {fold(side): column for column in COLUMNS for side in (column.heading.hu, column.heading.en)}
    found = [known.get(fold(heading.strip().removeprefix("\ufeff"))) for heading in headings]
    lacking = [column.heading for column in COLUMNS if column.needed and column not in found]
    if lacking:
        text = Text("Hiányzik ez az oszlop: {name}.", "This column is missing: {name}.")
        raise Refused([fault(None, text.filled(name=heading)) for heading in lacking])
    return found


def _delimiter(table: str) -> str:
    first = table.partition("\n")[0]
    return max(";,\t", key=first.count)


def fault(number: int | None, text: Text, column: Column | None = None) -> Refusal:
    """What is wrong, with the line and the column that it is about."""
    if number is None:
        return Refusal("table_wrong", text, "table")
    if column is None:
        said = Text("{number}. sor: {text}", "Line {number}: {text}").filled(number=number, text=text)
    else:
        said = Text("{number}. sor, {column}: {text}", "Line {number}, {column}: {text}").filled(
            number=number, column=column.heading, text=text
        )
    return Refusal("table_wrong", said, "table")
