"""Which fields a completion item names: "A1–A7, M1, M2" (procedure rules, 6.3)."""

import re
from collections.abc import Iterable

from workflow.application.editions import NEWEST
from workflow.application.fields import Form, Section

CODE = r"[A-Z]{1,2}-?\d+[a-z]?"
RANGE = re.compile(rf"({CODE})(?:\s*[-–]\s*({CODE}))?")
BETWEEN = re.compile(r"[,;()]|\bés\b|\band\b")


def expand(text: str, form: Form = NEWEST) -> list[str]:
    """The codes of the fields of this form that the text names, each once, in the order of the form.

    A code of 6.1 stands for all its parts: "A7" gives A7, A7e, A7t.  Raises ValueError, which names the code,
    when there is no such field or a range runs backwards.
    """
    named = {code for part in BETWEEN.split(text) if part.strip() for code in _named(part.strip(), form)}
    return [code for code in form.fields if code in named]


def _named(part: str, form: Form) -> list[str]:
    match = RANGE.fullmatch(part)
    if match is None:
        raise ValueError(f"unknown field: {part}")
    first, last = _parts(match[1], form), _parts(match[2] or match[1], form)
    order = list(form.fields)
    codes = order[order.index(first[0]) : order.index(last[-1]) + 1]
    if not codes:
        raise ValueError(f"backward range: {part}")
    return codes


def _parts(code: str, form: Form) -> list[str]:
    parts = form.codes_of(code)
    if not parts:
        raise ValueError(f"unknown field: {code}")
    return parts


def contract(codes: Iterable[str], form: Form = NEWEST) -> str:
    """How people write these codes: parts by the code of 6.1 that they belong to, three or more in a row as a range.

    `expand` gives them again, with the other parts of each: "A7e" is asked for as "A7".
    """
    wanted = {form.fields[code].base for code in codes}
    runs: list[list[str]] = []
    for section in form.sections:
        before = False
        for base in bases(section):
            if base in wanted and before:
                runs[-1].append(base)
            elif base in wanted:
                runs.append([base])
            before = base in wanted
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def bases(section: Section) -> list[str]:
    """The codes of 6.1 in one section, each once, in the order of the form."""
    return list(dict.fromkeys(field.base for field in section.fields))
