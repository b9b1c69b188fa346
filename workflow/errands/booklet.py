"""The register as a booklet: public facts of the programmes in force today, as a PDF."""

from typing import Any

from models.db import only_reading
from models.programme import Accreditation
from workflow.application import chosen
from workflow.association import NAME
from workflow.clock import now, today
from workflow.documents.apart import render_apart
from workflow.errands.kinds import Made, Report, Task
from workflow.labels import label
from workflow.queries.booklet import entries_of, numbers_in_force
from workflow.queries.register import open_conditions, standing
from workflow.text import Text

READING = Text("Összegyűjtjük a hatályos programokat.", "The programmes in force are being gathered.")
SETTING = Text("Tördeljük a füzet lapjait.", "The pages of the booklet are being set.")
FILE_NAME = Text("nyilvantartas-{day}.pdf", "register-{day}.pdf")
PORTION = 25


def make_booklet(task: Task, report: Report) -> Made:
    """Arguments: `language` ("hu", "en"), `url` of the register.  Counts programmes, then sets all pages at once.

    Typst cannot say how far it is, and parts that are set alone and joined would lose the structure that PDF/UA asks
    for: so while the pages are set nobody knows how much is left.
    """
    language = task.arguments["language"]
    with only_reading():
        numbers = numbers_in_force()
    report(0, len(numbers), READING)
    entries: list[dict[str, Any]] = []
    for start in range(0, len(numbers), PORTION):
        with only_reading():
            entries += [_facts(entry, language) for entry in entries_of(numbers[start : start + PORTION])]
        report(len(entries), len(numbers), READING)
    facts = {
        "language": language,
        "created_at": now().isoformat(timespec="seconds"),
        "author": NAME,
        "as_of": today().isoformat(),
        "url": task.arguments["url"],
        "entries": entries,
    }
    report(len(entries), None, SETTING)
    content = render_apart("booklet", facts, breathe=lambda: report(len(entries), None, SETTING))
    return Made(FILE_NAME.in_(language).format(day=facts["as_of"]), "application/pdf", content)


def _facts(entry: Accreditation, language: str) -> dict[str, Any]:
    types = ", ".join(chosen("B3", code).in_(language) for code in entry.programme_types)
    return {
        "number": entry.number,
        "title": entry.title,
        "summary": entry.summary,
        "holder": entry.holder,
        "places": entry.places,
        "area": "; ".join(filter(None, (types, chosen("B4", entry.level).in_(language)))),
        "contact": entry.contact,
        "status": label(standing(entry)).in_(language),
        "valid_from": entry.valid_from.isoformat(),
        "valid_to": entry.valid_to.isoformat(),
        "conditions": [
            {"text": condition.text, "due_on": condition.due_on.isoformat() if condition.due_on else None}
            for condition in open_conditions(entry)
        ],
    }
