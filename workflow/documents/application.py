"""A whole application on paper: its fixed words, and the facts made ready for its template (BR-02)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from workflow.clock import BUDAPEST
from workflow.documents.words import Words
from workflow.hungarian import decimal
from workflow.text import Text

WORDS = {
    "title": Text("Kérelem referenciaprogram akkreditációjára", "Application for the accreditation of a programme"),
    "draft": Text("TERVEZET: nincs benyújtva", "DRAFT: not submitted"),
    "case": Text("Az ügy száma", "Number of the case"),
    "programme": Text("Programazonosító", "Programme"),
    "applicant": Text("Benyújtó", "Applicant"),
    "version": Text("Változat", "Version"),
    "recorded": Text("{version}, az iroda rögzítette", "{version}, recorded by the office"),
    "frozen": Text("Lezárva", "Frozen"),
    "fingerprint": Text("Ellenőrző lenyomat (SHA-256)", "Fingerprint (SHA-256)"),
    "short": Text("Lenyomat", "Fingerprint"),
    "version_at_foot": Text("{version} változat", "version {version}"),
    "none": Text("nincs válasz", "no answer"),
    "annexes": Text("M. Mellékletek", "M. Annexes"),
    "no_annexes": Text("Nincs melléklet.", "There are no annexes."),
    "annex_kind": Text("Melléklet", "Annex"),
    "annex_title": Text("Cím", "Title"),
    "size": Text("Méret", "Size"),
    "declarations": Text("N. Nyilatkozatok", "N. Declarations"),
    "declaration": Text("Nyilatkozat", "Declaration"),
    "answer": Text("Válasz", "Answer"),
    "made": Text("igen", "yes"),
    "not_made": Text("nem", "no"),
    "on_submitting": Text(
        "A nyilatkozatokat a törvényes képviselő a benyújtáskor teszi meg.",
        "The legal representative makes the declarations on submitting.",
    ),
    "signed": Text("Nyilatkozatot tett: {who}, {day}", "Declared by {who}, {day}"),
}
KILOBYTE = 1024
#: What is enough to tell two files apart by eye.
SHORT = 16


def dressed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What templates/documents/application.typ prints."""
    said = Words(WORDS, facts["language"])
    draft = said("draft") if facts.get("frozen_at") is None else ""
    return {
        "document_title": " – ".join(filter(None, (facts["title"], facts.get("case_number"), draft))),
        "title": facts["title"],
        "subtitle": said("title"),
        "draft": draft,
        "particulars": _particulars(facts, said),
        "foot": _foot(facts, said),
        "none": said("none"),
        "parts": [
            {"title": part["title"], "answers": [_answer(one) for one in part["answers"]]} for part in facts["parts"]
        ],
        "annexes": _annexes(facts, said),
        "declarations": _declarations(facts, said, draft),
    }


def _particulars(facts: Mapping[str, Any], said: Words) -> list[list[str]]:
    version = said("recorded", version=facts["version"]) if facts["recorded"] else facts["version"]
    particulars = [
        [said("case"), facts.get("case_number")],
        [said("programme"), facts.get("programme_id")],
        [said("applicant"), facts["applicant"]],
        [said("version"), version],
        [said("frozen"), _moment(facts.get("frozen_at"), said)],
        [said("fingerprint"), facts["fingerprint"]],
    ]
    return [row for row in particulars if row[1]]


def _foot(facts: Mapping[str, Any], said: Words) -> str:
    version = said("version_at_foot", version=facts["version"])
    return " · ".join(filter(None, (facts.get("case_number"), version, f"{said('short')}: {facts['fingerprint']}")))


def _answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    text = answer.get("text") or ""
    return {
        "label": answer["label"],
        "paragraphs": [line.strip() for line in text.splitlines() if line.strip()],
        "lines": answer.get("lines") or [],
        "grid": answer.get("grid"),
    }


def _annexes(facts: Mapping[str, Any], said: Words) -> dict[str, Any]:
    columns = [said("annex_kind"), said("annex_title"), said("size"), said("short")]
    rows = [
        [annex["kind"], annex["title"], size(annex["size"], facts["language"]), f"{annex['sha256'][:SHORT]}…"]
        for annex in facts["annexes"]
    ]
    grid = {"columns": columns, "rows": rows} if rows else None
    return {"title": said("annexes"), "grid": grid, "none": said("no_annexes")}


def _declarations(facts: Mapping[str, Any], said: Words, draft: str) -> dict[str, Any]:
    columns = [said("declaration"), said("answer")]
    rows = [[one["text"], said("made" if one["made"] else "not_made")] for one in facts["declarations"]]
    signed = said("signed", who=facts.get("signatory") or "–", day=_moment(facts.get("frozen_at"), said))
    return {
        "title": said("declarations"),
        "grid": None if draft else {"columns": columns, "rows": rows},
        "signed": said("on_submitting") if draft else signed,
    }


def size(count: int, language: str) -> str:
    """So many bytes in kB or MB, as the language writes numbers."""
    value, unit = (Fraction(count, KILOBYTE), "kB") if count < KILOBYTE**2 else (Fraction(count, KILOBYTE**2), "MB")
    number = decimal(value, 1)
    return f"{number if language == 'hu' else number.replace(',', '.')} {unit}"


def _moment(moment: Any, said: Words) -> str:
    if moment is None:
        return ""
    here = moment.astimezone(BUDAPEST)
    return f"{said.day(here.date())} {here:%H:%M}"
