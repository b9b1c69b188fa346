"""The booklet of the register: its fixed words, and the facts made ready for its template."""

from collections.abc import Mapping
from typing import Any

from workflow.documents.words import Words
from workflow.text import Text

WORDS = {
    "title": Text("Akkreditált referenciaprogramok", "Accredited reference programmes"),
    "subtitle": Text("A nyilvántartás füzete", "The register as a booklet"),
    "as_of": Text("Állapot: {day}", "As it stood on {day}"),
    "count": Text("{count} hatályos program", "{count} programmes in force"),
    "count_one": Text("1 hatályos program", "1 programme in force"),
    "none": Text("Ezen a napon nem volt hatályos akkreditáció.", "No accreditation was in force on that day."),
    "contents": Text("Tartalom", "Contents"),
    "programmes": Text("A programok", "The programmes"),
    "number": Text("Akkreditációs szám", "Accreditation number"),
    "holder": Text("Szervezet", "Organisation"),
    "places": Text("Hely", "Place"),
    "area": Text("Terület és szint", "Area and level"),
    "valid": Text("Érvényes", "Valid"),
    "status": Text("Állapot", "Status"),
    "contact": Text("Kapcsolat", "Contact"),
    "condition": Text("Nyitott feltétel", "Open condition"),
    "until": Text("{text} (határidő: {day})", "{text} (until {day})"),
    "with_register": Text(
        "A füzet tájékoztat. Azt, hogy egy tanúsítvány ma érvényes-e, a nyilvántartás mondja meg: {url}",
        "This booklet informs. Whether a certificate is valid today is said by the register: {url}",
    ),
}


def dressed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What templates/documents/booklet.typ prints."""
    said = Words(WORDS, facts["language"])
    entries, day = facts["entries"], said.day(facts["as_of"])
    return {
        "document_title": f"{said('title')} – {day}",
        "issuer": facts["author"],
        "title": said("title"),
        "subtitle": said("subtitle"),
        "as_of": said("as_of", day=day),
        "count": said("count_one") if len(entries) == 1 else said("count", count=len(entries)),
        "none": "" if entries else said("none"),
        "contents": said("contents"),
        "programmes": said("programmes"),
        "note": said("with_register", url=facts["url"]),
        "entries": [_entry(entry, said) for entry in entries],
    }


def _entry(entry: Mapping[str, Any], said: Words) -> dict[str, Any]:
    until = {"hu": "{} – {}", "en": "{} to {}"}[said.language]
    rows = [
        [said("number"), entry["number"]],
        [said("holder"), entry["holder"]],
        [said("places"), entry["places"]],
        [said("area"), entry["area"]],
        [said("valid"), until.format(said.day(entry["valid_from"]), said.day(entry["valid_to"]))],
        [said("status"), entry["status"]],
        *([said("condition"), _condition(condition, said)] for condition in entry["conditions"]),
        [said("contact"), entry["contact"]],
    ]
    return {"title": entry["title"], "summary": entry["summary"], "rows": [row for row in rows if row[1]]}


def _condition(condition: Mapping[str, Any], said: Words) -> str:
    if condition["due_on"] is None:
        return str(condition["text"])
    return said("until", text=condition["text"], day=said.day(condition["due_on"]))
