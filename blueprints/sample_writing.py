"""Sample data of the style guide for what is written and read through: nobody and nothing in it exists."""

from typing import Any

from blueprints.language import language
from forms.sample_rows import scores, tables, upload_form
from workflow.application import FIELDS, shown
from workflow.application.samples import a_complete_application
from workflow.association import HEAD_OF_OFFICE
from workflow.clock import today
from workflow.comparison import compare
from workflow.criteria import first_rubric
from workflow.letters import compose
from workflow.text import Text
from workflow.transitions import TRANSITIONS

PLACES = Text("Nem derül ki, mely településeken valósul meg.", "It does not say in which settlements it takes place.")
ASKED = Text("Kérjük, sorolja fel a településeket.", "Please list the settlements.")


def writing() -> dict[str, Any]:
    """What the parts rows, upload, comparison, scale and letter need."""
    partners = [
        ["Minta Könyvtár", "közművelődés", "helyet ad", "van"],
        ["Példa Óvoda", "köznevelés", "hirdet", "nincs"],
    ]
    return {
        "tables": tables(),
        "partners": shown(FIELDS["I1"], partners, language()),
        "upload_form": upload_form(),
        "compared": _compared(),
        "scores": scores(),
        "rubric": first_rubric(),
        "letter": _letter(),
        "step": TRANSITIONS["request_completion"],
    }


def _compared() -> list[Any]:
    """A text, a list and a table that changed; the rest stayed."""
    old = {code: a_complete_application()[code] for code in ("B1", "B2", "C2", "I1", "I2")}
    partners = [[*old["I1"][0][:3], "nincs"], *old["I1"][1:], ["Példa Óvoda (fiktív)", "köznevelés", "hirdet", "van"]]
    new = {
        **old,
        "B2": old["B2"].replace(" ", " valóban ", 1),
        "C2": [*old["C2"][:-1], "Mintafalva"],
        "I1": partners,
    }
    return compare(old, new, language())


def _letter() -> dict[str, Any]:
    item = {"field": "C2", "missing": PLACES.in_(language()), "supply": ASKED.in_(language()), "point": "J8"}
    facts = {
        "title": "Kertek alatt",
        "case_number": "AKR/1/2026",
        "organisation": "Minta Közösségekért Egyesület",
        "address_as": Text("Benyújtó", "Applicant"),
        "received_on": today(),
        "due": today(),
        "items": [item],
        "items_count": 1,
    }
    return {
        **compose("completion_request", facts, language()),
        "addressee": ["Minta Anna", "Minta Közösségekért Egyesület", "8790 Zalaszentgrót, Minta utca 1."],
        "officer": {"name": "Példa Péter", "contact": ""},
        "signature": {"name": "Mintás Márta", "office": HEAD_OF_OFFICE.in_(language())},
    }
