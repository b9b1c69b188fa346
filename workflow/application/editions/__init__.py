"""The published editions of the application form, and which of them a version answers (procedure rules, 6.1).

An edition is a file beside this one (1.0.json).  Publishing the next one is adding its file: `flask form check` says
what is wrong with it first.  A programme that is opened from its day on answers it; what was opened before keeps the
edition that it began with, to the end of its case.
"""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.application.fields import Choice, Column, Field, Form, Kind, Section
from workflow.counties import COUNTIES
from workflow.text import Text

if TYPE_CHECKING:  # the process that reads documents loads no database: half of its start
    from models.programme import Version

FOLDER = Path(__file__).parent


def read_form(path: Path) -> Form:
    """One edition as its file says it.  The file must be right: see `checking.faults`."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    sections = tuple(
        Section(part["code"], Text(*part["title"]), tuple(_field(part["code"], field) for field in part["fields"]))
        for part in raw["sections"]
    )
    return Form(raw["edition"], date.fromisoformat(raw["in_force_from"]), sections)


def form_of(version: "Version") -> Form:
    """The edition that this version answers, whatever was published since.  Raises KeyError when its file is gone."""
    return EDITIONS[version.form]


def form_in_force(day: date) -> Form:
    """The edition that a programme opened on this day answers; before the first of them, the first."""
    begun = [form for form in EDITIONS.values() if form.in_force_from <= day]
    if begun:
        return max(begun, key=lambda form: form.in_force_from)
    return min(EDITIONS.values(), key=lambda form: form.in_force_from)


def chosen(field: str, choice: str) -> Text:
    """What a choice of a field is called in the newest edition that offers it, else the code itself.

    For what outlives its version, such as the register.
    """
    for form in sorted(EDITIONS.values(), key=lambda form: form.in_force_from, reverse=True):
        label = form.fields[field].chosen(choice) if field in form.fields else None
        if label is not None:
            return label
    return Text(choice, choice)


def _text(pair: list[str] | None) -> Text | None:
    return Text(*pair) if pair else None


def _choices(kind: Kind, triples: list[list[str]]) -> tuple[Choice, ...]:
    if kind == "county":
        return tuple(Choice(code, Text(county.name, county.name)) for code, county in COUNTIES.items())
    return tuple(Choice(code, Text(hu, en)) for code, hu, en in triples)


def _column(raw: dict[str, Any]) -> Column:
    return Column(
        label=Text(*raw["label"]),
        is_short=raw.get("short", False),
        choices=tuple(Choice(code, Text(*pair)) for code, *pair in raw.get("choices", [])),
        kind=raw.get("kind", "text"),
        required=raw.get("required", False),
        source=tuple(raw["from"]) if "from" in raw else None,
    )


def _field(section: str, raw: dict[str, Any]) -> Field:
    return Field(
        code=raw["code"],
        section=section,
        label=Text(*raw["label"]),
        kind=raw["kind"],
        required=raw.get("required", False),
        required_if=raw.get("required_if"),
        limit=raw.get("limit"),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        help=_text(raw.get("help")),
        choices=_choices(raw["kind"], raw.get("choices", [])),
        columns=tuple(map(_column, raw.get("columns", []))),
        example=_text(raw.get("example")),
        pattern=raw.get("pattern"),
    )


#: By their names.
EDITIONS: dict[str, Form] = {form.edition: form for form in map(read_form, sorted(FOLDER.glob("*.json")))}
#: For what belongs to no version: what an application is asked today.
NEWEST = max(EDITIONS.values(), key=lambda form: form.in_force_from)
