"""What is wrong with the file of a new edition of the form, in one line each, before it is published."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from workflow.application.editions import EDITIONS, NEWEST
from workflow.application.fields import CellKind, Condition, Kind, Pattern

CODE = re.compile(r"[A-Z]{1,2}-?\d{1,2}[a-z]?")
EDITION = re.compile(r"\d{1,3}\.\d{1,3}")
KEYS = {
    "form": {"edition", "in_force_from", "sections"},
    "section": {"code", "title", "fields"},
    "field": {"code", "kind", "label", "help", "example", "required", "required_if", "limit", "minimum", "maximum"}
    | {"choices", "columns", "pattern"},
    "column": {"label", "short", "choices", "kind", "required", "from"},
}
#: What the programme itself reads: names, register, letters, check-list.  These stay, and stay of their kind.
READ_BY_US = [
    "A2",
    "A6",
    "B1",
    "B2",
    "B3",
    "B4",
    "B6",
    "C1",
    "C2",
    "F6",
    "H1",
    "I1",
    "J-1",
    "M1",
    "M2",
    "M3",
    "M4",
    "M5",
    "N1",
    "N2",
    "N3",
    "N4",
    "N5",
    "N6",
    "N7",
    "N8",
    "N9",
    "N10",
]


def faults(raw: Any) -> list[str]:
    """Everything that is wrong with an edition as its file says it; empty when it may be published."""
    if not isinstance(raw, dict) or not isinstance(raw.get("sections"), list):
        return ["It must be an object with edition, in_force_from and sections."]
    found = [*_unknown("the form", raw, "form"), *_name(raw), *_sections(raw["sections"])]
    fields = dict(_fields(raw["sections"]))
    for code, field in fields.items():
        found += [f"{code}: {fault}" for fault in _field(field, fields)]
    return found + list(_kept(fields))


def _name(raw: Mapping[str, Any]) -> Iterator[str]:
    if not EDITION.fullmatch(str(raw.get("edition"))):
        yield 'edition: write it like "1.1".'
    elif raw["edition"] in EDITIONS:
        yield f"edition: {raw['edition']} is published already; what was published never changes."
    try:
        begins = date.fromisoformat(str(raw.get("in_force_from")))
    except ValueError:
        yield "in_force_from: write a day like 2027-01-01."
        return
    if begins <= NEWEST.in_force_from:
        yield f"in_force_from: it must be later than {NEWEST.in_force_from}, when {NEWEST.edition} began."


def _sections(sections: list[Any]) -> Iterator[str]:
    seen: set[str] = set()
    for place, part in enumerate(sections, start=1):
        if not isinstance(part, dict) or not isinstance(part.get("fields"), list):
            yield f"section {place}: it must be an object with code, title and fields."
            continue
        code = str(part.get("code"))
        yield from _unknown(f"section {code}", part, "section")
        if not re.fullmatch(r"[A-Z]", code):
            yield f"section {code}: its code is one capital letter."
        if not _is_pair(part.get("title")):
            yield f"section {code}: its title must stand in Hungarian and in English."
        for field in part["fields"]:
            name = field.get("code") if isinstance(field, dict) else field
            if not isinstance(name, str) or not CODE.fullmatch(name):
                yield f"section {code}: {name!r} is no code of a field; write it like E1, J-1 or A7e."
            elif name in seen:
                yield f"{name}: it is asked twice."
            else:
                seen.add(name)


def _fields(sections: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in sections:
        for field in part.get("fields", []) if isinstance(part, dict) else []:
            if isinstance(field, dict) and isinstance(field.get("code"), str):
                yield field["code"], field


def _field(field: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[str]:
    kind = field.get("kind")
    yield from _unknown("", field, "field")
    if kind not in get_args(Kind):
        yield f"there is no kind {kind!r}; it is one of {', '.join(get_args(Kind))}."
    yield from (f"its {name} must stand in Hungarian and in English." for name in _one_sided(field))
    if field.get("required_if") not in (None, *get_args(Condition)):
        yield f"there is no condition {field['required_if']!r}; it is one of {', '.join(get_args(Condition))}."
    if field.get("pattern") not in (None, *get_args(Pattern)):
        yield f"there is no pattern {field['pattern']!r}; it is one of {', '.join(get_args(Pattern))}."
    yield from _bounds(field)
    if kind in ("choice", "multi") or field.get("choices"):
        yield from _choices(field.get("choices"))
    if kind in ("rows", "lines"):
        yield from _columns(field.get("columns"), fields)


def _one_sided(field: Mapping[str, Any]) -> list[str]:
    given = {"label": field.get("label"), **{name: field[name] for name in ("help", "example") if name in field}}
    return [name for name, pair in given.items() if not _is_pair(pair)]


def _bounds(field: Mapping[str, Any]) -> Iterator[str]:
    kind, low, high = field.get("kind"), field.get("minimum"), field.get("maximum")
    if kind in ("text", "long_text", "lines", "rows") and not _is_number(field.get("limit"), least=1):
        yield "its limit must say how many characters there may be."
    if kind in ("integer", "decimal") and not (_is_number(low) and _is_number(high)):
        yield "a number needs a minimum and a maximum."
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        yield f"its minimum ({low}) is above its maximum ({high})."


def _choices(choices: Any) -> Iterator[str]:
    if not isinstance(choices, list) or not choices:
        yield "it needs choices."
        return
    for choice in choices:
        if (
            not isinstance(choice, list)
            or len(choice) != 3
            or not all(isinstance(each, str) and each for each in choice)
        ):
            yield f"the choice {choice!r} must be a code, a Hungarian and an English name."
    codes = [choice[0] for choice in choices if isinstance(choice, list) and choice]
    yield from (f"the choice {code!r} stands there twice." for code in sorted({c for c in codes if codes.count(c) > 1}))


def _columns(columns: Any, fields: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(columns, list) or not columns:
        yield "it needs columns."
        return
    for place, column in enumerate(columns, start=1):
        if not isinstance(column, dict) or not _is_pair(column.get("label")):
            yield f"column {place}: its label must stand in Hungarian and in English."
            continue
        yield from _unknown(f"column {place}", column, "column")
        if column.get("kind", "text") not in get_args(CellKind):
            yield f"column {place}: there is no kind {column['kind']!r}; it is one of {', '.join(get_args(CellKind))}."
        if "choices" in column:
            yield from (f"column {place}: {fault}" for fault in _choices(column["choices"]))
        if "from" in column and not _is_source(column["from"], fields):
            yield f"column {place}: {column['from']!r} names no column of another table."


def _is_source(source: Any, fields: Mapping[str, Any]) -> bool:
    if not isinstance(source, list) or len(source) != 2 or not _is_number(source[1], least=0):
        return False
    table = fields.get(source[0], {})
    return bool(table.get("kind") == "rows" and source[1] < len(table.get("columns", [])))


def _kept(fields: Mapping[str, Any]) -> Iterator[str]:
    for code in READ_BY_US:
        kind = NEWEST.fields[code].kind
        if fields.get(code, {}).get("kind") != kind:
            yield f"{code}: the programme reads this field; it must stay, as {kind}."


def _unknown(where: str, found: Mapping[str, Any], what: str) -> Iterator[str]:
    for key in sorted(found.keys() - KEYS[what]):
        yield f"{where + ': ' if where else ''}nobody reads {key!r}; is it mistyped?"


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) and text.strip() for text in pair)


def _is_number(value: Any, *, least: float | None = None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and (least is None or value >= least)
