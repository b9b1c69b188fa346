"""What the invented people write: applications, opinions, tasks.  The words stand in the JSON files beside."""

import json
from pathlib import Path
from typing import Any

from models.organisation import Organisation
from workflow.application.samples import a_complete_application, a_paper_submission

FOLDER = Path(__file__).parent


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


PROGRAMMES: dict[str, dict[str, Any]] = {row["key"]: row for row in _read("programmes")}
COMMON: dict[str, Any] = _read("common")
OPINIONS: dict[str, dict[str, list[str]]] = _read("opinions")
#: The annexes that every application needs, by what they are called.
ANNEXES = {
    "M1": "Létesítő okirat kivonata",
    "M2": "A szakmai felelős végzettségét igazoló okirat",
    "M3": "A megvalósítás dokumentumai",
    "M4": "Résztvevői visszajelzések összesítése",
    "M5": "Partneri megállapodások",
}
#: The programme whose application is the sample itself, word for word.
SAMPLE = "kertek"


def application(row: dict[str, Any], organisation: Organisation, representative: str) -> dict[str, Any]:
    """The answers of one programme: the complete sample, with what is this programme's and this organisation's own."""
    if row["key"] == SAMPLE:
        return a_complete_application()
    own = {
        "A6": representative,
        "A7": representative,
        "A7e": f"iroda@{organisation.contact.removeprefix('https://')}",
        "A8": f"{organisation.name}: a helyi lakosokkal együtt dolgozunk, munkatársaink és önkénteseink helyben élnek. "
        "(Kitalált szervezet bemutatáshoz.)",
        "B1": row["title"],
        "B2": row["summary"],
        "B3": row["types"],
        "B4": row["level"],
        "B5": row["keywords"],
        "B7t": f"helyi kezdeményezés: {row['places'][0]}, 2023",
        "C1": [organisation.county_code],
        "C2": row["places"],
        "C3": ["Mintatelep"] if row["level"] == "quarter" else [],
        "C4": "",
    }
    for name, code in (("need", "D1"), ("aim", "E2")):
        if name in row:
            own[code] = row[name]
    places = [[place, "2024-03-02", "2025-06-14", "34", "20", "lezárult"] for place in row["places"]]
    facts = _facts(organisation)
    return a_complete_application(**{**COMMON, **facts, **own, "J-1": places})


def paper(organisation: Organisation, row: dict[str, Any]) -> dict[str, Any]:
    """What came on paper, with the sender's name."""
    return {**a_paper_submission(), "A1": organisation.name, "B1": row["title"]}


def half(answers: dict[str, Any]) -> dict[str, Any]:
    """A draft in the middle of the work: the parts from E on are still empty."""
    return {code: value for code, value in answers.items() if code[0] in "ABCD"}


def reason(criterion: str, score: int, place: str) -> str:
    """Why an expert gave this score, with the programme's place named."""
    words = OPINIONS["reasons"][criterion][0 if score <= 2 else 1 if score == 3 else 2]
    return f"{words} A megvalósítás helye: {place}."


def task(criterion: str) -> str:
    """What would raise the criterion."""
    return OPINIONS["tasks"][criterion][0]


def proof(criterion: str) -> str:
    """What proves that the task was done."""
    return OPINIONS["tasks"][criterion][1]


def _facts(organisation: Organisation) -> dict[str, Any]:
    return {
        "A1": organisation.name,
        "A2": organisation.legal_form.value,
        "A3": organisation.seat,
        "A4": organisation.tax_number,
        "A5": organisation.registration_number,
        "A10": organisation.contact,
    }
