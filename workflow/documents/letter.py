"""The frame of a formal letter: its fixed words, and the facts made ready for its template (9.5)."""

from collections.abc import Mapping
from typing import Any

from workflow.documents.words import Words
from workflow.text import Text

WORDS = {
    "number": Text("Iktatószám", "Our number"),
    "officer": Text("Ügyintéző", "Case officer"),
    "their_number": Text("Hivatkozási szám", "Your number"),
    "version": Text("A kérelem változata", "Version of the application"),
    "subject": Text("Tárgy", "Subject"),
    "enclosures": Text("Melléklet", "Enclosures"),
    "copy": Text("s. k.", "(signed)"),
    "seal": Text("P. H.", "Seal"),
    "copies_to": Text("Kapják", "Copies to"),
    "annex": Text("Melléklet", "Annex"),
}


def dressed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What templates/documents/letter.typ prints."""
    said = Words(WORDS, facts["language"])
    officer, signature = facts["officer"], facts["signature"]
    reference = [
        [said("number"), facts["number"]],
        [said("officer"), "\n".join(filter(None, (officer["name"], officer["contact"])))],
        [said("their_number"), facts.get("their_number")],
        [said("version"), facts.get("version")],
        [said("subject"), facts["subject"]],
        [said("enclosures"), facts.get("enclosures")],
    ]
    return {
        "document_title": f"{facts['subject']} – {facts['number']}",
        "sender": facts["sender"],
        "reference": [row for row in reference if row[1]],
        "subject_label": said("subject"),
        "number": facts["number"],
        "addressee": facts["addressee"],
        "salutation": facts["salutation"],
        "blocks": [_block(paragraph) for paragraph in facts["paragraphs"]],
        "dated": said.dated(facts["place"], facts["dated"]),
        "closing": facts["closing"],
        "signatory": " ".join(filter(None, (signature["name"], said("copy") if signature.get("copy") else ""))),
        "office": signature["office"],
        "seal": said("seal") if signature.get("seal") else "",
        "copies_label": said("copies_to"),
        "copies_to": facts.get("copies_to", []),
        "annex_label": said("annex"),
        "annex": facts.get("annex"),
    }


def _block(paragraph: Any) -> Any:
    if isinstance(paragraph, str):
        return {"style": "text", "lines": [[{"text": paragraph, "strong": False}]]}
    return paragraph
